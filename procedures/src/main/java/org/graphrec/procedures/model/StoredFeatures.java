package org.graphrec.procedures.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.live.LiveFeatures;

/** How features are read, in a file. */
final class StoredFeatures {
    private StoredFeatures() {}

    static List<Object> write(LiveFeatures features) {
        List<Object> blocks = new ArrayList<>();
        for (LiveFeatures.Block block : features.blocks()) {
            blocks.add(Map.of(
                    "property", block.property(),
                    "dimension", block.dimension(),
                    "weight", block.weight(),
                    "space", block.space()));
        }
        return blocks;
    }

    static LiveFeatures read(StoredDocument document) {
        return new LiveFeatures(document.several("features").stream()
                .map(block -> new LiveFeatures.Block(
                        block.text("property"), block.extent("dimension"), block.number("weight"), block.text("space")))
                .toList());
    }
}

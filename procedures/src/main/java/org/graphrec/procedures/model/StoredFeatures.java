// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.live.LiveFeatures;

/** How features are read, in a file. */
final class StoredFeatures {
    private StoredFeatures() {}

    static List<Object> write(LiveFeatures features) {
        List<Object> blocks = new ArrayList<>();
        for (LiveFeatures.Block block : features.blocks()) {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("property", block.property());
            written.put("dimension", block.dimension());
            written.put("weight", block.weight());
            written.put("space", block.space());
            blocks.add(written);
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

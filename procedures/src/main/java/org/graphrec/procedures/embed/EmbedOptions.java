// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.List;
import java.util.Map;
import org.graphrec.embedding.ChunkedTexts;
import org.graphrec.embedding.Chunking;
import org.graphrec.embedding.Encoders;
import org.graphrec.embedding.EncodingMonitor;
import org.graphrec.embedding.Pooling;
import org.graphrec.embedding.TextEncoder;
import org.graphrec.procedures.config.Config;

/**
 * How nodes are embedded.
 *
 * @param content what of a node becomes a vector
 * @param encoder the encoder's name
 * @param chunking how long texts are cut into chunks; null: the encoder reads their beginning
 * @param concurrency texts of this call encoded at a time; the encoder's threads limit it further
 * @param target where the vectors go
 * @param configuration the values in force
 */
record EmbedOptions(
        NodeContent content,
        String encoder,
        Chunking chunking,
        int concurrency,
        EmbedTarget target,
        Map<String, Object> configuration) {

    /** The chunks of a text keep their vectors. */
    private static final String KEPT = "none";

    private static final Map<String, Pooling> POOLINGS = Map.of("mean", Pooling.MEAN, "max", Pooling.MAX);

    /** Reads the config; {@code targetKey} is the key that names the mode's property, or null where it has none. */
    static EmbedOptions read(Map<String, Object> map, String targetKey) {
        Config config = new Config(map);
        NodeContent content = NodeContent.read(config);
        if (content == null && config.object("template") == null) {
            config.problem(
                    "No value specified for the mandatory configuration parameter `textProperties`: the properties"
                            + " whose text is embedded, such as `['title', 'plot']`; or a `template`, such as"
                            + " `'{title}. {plot}'`; or an `imageProperty` or `audioProperty`.");
        }
        String encoder = config.string("encoder", Encoders.MINI_LM);
        Chunking chunking = chunking(config, targetKey == null);
        if (chunking != null && content instanceof NodeMedia media) {
            config.problem("The value of `chunk` is for texts, not for `" + media.key() + "`. Leave it out.");
        }
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        EmbedTarget target = EmbedTarget.read(config, targetKey);
        config.check();
        return new EmbedOptions(content, encoder, chunking, concurrency, target, config.effective());
    }

    private static Chunking chunking(Config config, boolean streams) {
        Map<String, Object> given = config.map("chunk");
        if (given.isEmpty()) {
            return null;
        }
        Config keys = new Config(given);
        int size = keys.integer("size", 200, 8, 100_000);
        int overlap = keys.integer("overlap", Math.min(20, size - 1), 0, size - 1);
        String pooling = keys.choice("pooling", "mean", List.of("mean", "max", KEPT));
        if (pooling.equals(KEPT) && !streams) {
            keys.problem(
                    "The value of `pooling` must be `mean` or `max` but was `none`, which gives a node several vectors."
                            + " Use `rec.embed.nodes.stream`, and write a node for each of its rows.");
        }
        try {
            keys.check();
        } catch (IllegalArgumentException wrong) {
            config.problem("In `chunk`: " + wrong.getMessage());
            return null;
        }
        config.inForce("chunk", keys.effective());
        return new Chunking(size, overlap, POOLINGS.get(pooling));
    }

    /** Whether each chunk has a vector of its own. */
    boolean keepsChunks() {
        return chunking != null && chunking.pooling() == null;
    }

    /** The text of a node; for calls about texts. */
    NodeText text() {
        return (NodeText) content;
    }

    /** What makes the vectors; opens the encoder. */
    NodeEncoder<?> open(Runnable look) {
        if (content instanceof NodeMedia media) {
            return new MediaNodeEncoder(
                    OpenEncoders.media(encoder, media.tower(), look),
                    media,
                    OpenEncoders.sources().media());
        }
        TextEncoder opened = OpenEncoders.encoder(encoder, look);
        texts(opened);
        return new TextNodeEncoder(opened, this);
    }

    /** What encodes the texts of nodes. */
    Texts texts(TextEncoder opened) {
        return chunking == null ? opened::encode : new ChunkedTexts(opened, chunking)::encode;
    }

    /** What the passport of a text is made of, which is another one where other chunks may make another vector. */
    String identity(String text) {
        return chunking == null ? text : text + '\u0000' + chunking;
    }

    /** Encodes texts, so many at a time. */
    interface Texts {
        float[][] encode(List<String> texts, int concurrency, EncodingMonitor monitor);
    }
}

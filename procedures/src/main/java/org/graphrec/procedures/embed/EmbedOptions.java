package org.graphrec.procedures.embed;

import java.util.List;
import java.util.Map;
import org.graphrec.embedding.Encoders;
import org.graphrec.procedures.config.Config;

/**
 * How nodes are embedded.
 *
 * @param text the text of a node
 * @param encoder the encoder's name
 * @param writeProperty where the vector goes; empty in stream mode
 * @param configuration the values in force
 */
record EmbedOptions(NodeText text, String encoder, String writeProperty, Map<String, Object> configuration) {
    private static final List<String> NONE = List.of();

    static EmbedOptions read(Map<String, Object> map, boolean write) {
        Config config = new Config(map);
        List<String> properties = config.strings("textProperties", NONE);
        if (properties.isEmpty() && config.object("textProperties") == null) {
            config.problem("No value specified for the mandatory configuration parameter `textProperties`:"
                    + " the properties whose text is embedded, such as `['title', 'plot']`.");
        }
        String encoder = config.string("encoder", Encoders.MINI_LM);
        String writeProperty = write ? config.string("writeProperty", "embedding") : "";
        config.check();
        return new EmbedOptions(new NodeText(properties), encoder, writeProperty, config.effective());
    }
}

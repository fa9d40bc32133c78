package org.graphrec.procedures.embed;

import java.util.Map;
import org.graphrec.embedding.Encoders;
import org.graphrec.procedures.config.Config;

/**
 * How nodes are embedded.
 *
 * @param text the text of a node
 * @param encoder the encoder's name
 * @param concurrency texts of this call encoded at a time; the encoder's threads limit it further
 * @param target the property that the mode writes; empty where it writes none
 * @param onlyStale whether nodes whose vector is fresh are left alone
 * @param configuration the values in force
 */
record EmbedOptions(
        NodeText text,
        String encoder,
        int concurrency,
        String target,
        boolean onlyStale,
        Map<String, Object> configuration) {

    /** Reads the config; {@code targetKey} is the key that names the mode's property, or null where it has none. */
    static EmbedOptions read(Map<String, Object> map, String targetKey) {
        Config config = new Config(map);
        NodeText text = NodeText.read(config);
        if (text == null && config.object("template") == null) {
            config.problem(
                    "No value specified for the mandatory configuration parameter `textProperties`: the properties"
                            + " whose text is embedded, such as `['title', 'plot']`; or a `template`, such as"
                            + " `'{title}. {plot}'`.");
        }
        String encoder = config.string("encoder", Encoders.MINI_LM);
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        boolean write = "writeProperty".equals(targetKey);
        String target = "";
        if (targetKey != null) {
            target = write ? config.string(targetKey, "embedding") : config.requiredString(targetKey);
        }
        boolean onlyStale = write && config.flag("onlyStale", false);
        config.check();
        return new EmbedOptions(text, encoder, concurrency, target, onlyStale, config.effective());
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the Pooling module's config.json as sentence-transformers writes it. */
final class Poolings {

    private static final String FILE = "1_Pooling/config.json";

    /** mean_sqrt_len differs from mean by a factor only, which unit length takes away. */
    private static final Map<String, Pooling> MODES = Map.of(
            "pooling_mode_cls_token", Pooling.CLS,
            "pooling_mode_mean_tokens", Pooling.MEAN,
            "pooling_mode_mean_sqrt_len_tokens", Pooling.MEAN,
            "pooling_mode_max_tokens", Pooling.MAX,
            "pooling_mode_lasttoken", Pooling.LAST_TOKEN);

    private Poolings() {}

    static Pooling of(Map<String, Object> config, boolean hasPrompts) {
        List<String> chosen = new ArrayList<>();
        config.forEach((key, value) -> {
            if (key.startsWith("pooling_mode_") && Boolean.TRUE.equals(value)) {
                chosen.add(key);
            }
        });
        if (hasPrompts && Boolean.FALSE.equals(config.get("include_prompt"))) {
            throw EncoderSettings.refused(FILE, "`include_prompt: false` is not supported");
        }
        if (chosen.isEmpty()) {
            return Pooling.MEAN;
        }
        Pooling pooling = MODES.get(chosen.get(0));
        if (chosen.size() > 1 || pooling == null) {
            throw EncoderSettings.refused(
                    FILE,
                    "it wants " + chosen + ", but only "
                            + MODES.keySet().stream().sorted().toList() + " are supported");
        }
        return pooling;
    }
}

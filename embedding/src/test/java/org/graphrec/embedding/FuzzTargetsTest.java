// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What Jazzer's targets are given in every build; {@code mvn -Pfuzz} searches on from here. */
class FuzzTargetsTest {
    private static final int CHANGES = 3_000;
    private static final List<String> CONFIGURATIONS = List.of(
            "\0{\"padding\":{\"pad_id\":0},\"model\":{\"vocab\":{\"[PAD]\":0}}}",
            "\0{\"added_tokens\":[{\"id\":1,\"content\":\"<pad>\"}]}",
            "\1{\"max_seq_length\":256,\"prompts\":{\"query\":\"q: \",\"passage\":\"p: \"}}",
            "\1{\"pooling_mode_mean_tokens\":true,\"word_embedding_dimension\":384,\"model_max_length\":1e30}",
            "\1[{\"type\":\"sentence_transformers.models.Pooling\",\"path\":\"1_Pooling\"}]");

    @Test
    void refuseOrPassAnyConfiguration() {
        for (String configuration : CONFIGURATIONS) {
            changed(configuration.getBytes(StandardCharsets.UTF_8), FuzzEncoderSettings::fuzzerTestOneInput);
        }
    }

    @Test
    void refuseOrPassAnyModel() {
        changed(MiniLm.read("all-minilm-l6-v2-q.onnx"), 20, FuzzOnnxScan::fuzzerTestOneInput);
        changed(new TinyBert().onnx().toBytes(), FuzzOnnxScan::fuzzerTestOneInput);
    }

    private static void changed(byte[] whole, Consumer<byte[]> target) {
        changed(whole, CHANGES, target);
    }

    private static void changed(byte[] whole, int changes, Consumer<byte[]> target) {
        Random random = new Random(whole.length);
        for (int change = 0; change < changes; change++) {
            byte[] bytes = Arrays.copyOf(whole, change % 3 == 0 ? random.nextInt(whole.length + 1) : whole.length);
            for (int i = random.nextInt(8); i > 0 && bytes.length > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int number = change;
            assertThatCode(() -> target.accept(bytes)).as("change %d", number).doesNotThrowAnyException();
        }
    }
}

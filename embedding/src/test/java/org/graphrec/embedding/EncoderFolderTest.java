// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.graphrec.fixtures.onnx.OnnxGraph;
import org.graphrec.fixtures.onnx.TinyTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderFolderTest {

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        "pooling_mode_mean_tokens, MEAN, Right",
        "pooling_mode_mean_sqrt_len_tokens, MEAN, Right",
        "pooling_mode_cls_token, CLS, Right",
        "pooling_mode_max_tokens, MAX, Right",
        "pooling_mode_lasttoken, LAST_TOKEN, Right",
        "pooling_mode_lasttoken, LAST_TOKEN, Left",
        "pooling_mode_mean_tokens, MEAN, Left"
    })
    void agreesWithPlainJavaForEachPooling(String mode, Pooling pooling, String paddingSide) throws IOException {
        EncoderFolder folder =
                new TinyFolder(root).encoder("tiny", mode, paddingSide).open();
        List<String> texts = texts(200);
        try (TextEncoder encoder = folder.open("tiny", 2)) {
            assertThat(encoder.dimension()).isEqualTo(TinyBert.DIMENSION);
            float[][] vectors = encoder.encode(texts, EncodingMonitor.SILENT);
            for (int i = 0; i < texts.size(); i++) {
                double[] expected = TinyReference.vector(texts.get(i), pooling);
                float[] alone = encoder.encode(texts.get(i));
                for (int d = 0; d < expected.length; d++) {
                    assertThat((double) vectors[i][d]).as(texts.get(i)).isCloseTo(expected[d], within(1e-5));
                    assertThat(alone[d]).as(texts.get(i)).isCloseTo(vectors[i][d], within(1e-5f));
                }
            }
        }
    }

    @Test
    void isTheSameForAnyNumberOfThreads() throws IOException {
        EncoderFolder folder = new TinyFolder(root)
                .encoder("tiny", "pooling_mode_mean_tokens", "Right")
                .open();
        List<String> texts = texts(3000);
        try (TextEncoder one = folder.open("tiny", 1);
                TextEncoder five = folder.open("tiny", 5)) {
            float[][] expected = one.encode(texts, EncodingMonitor.SILENT);
            float[][] found = five.encode(texts, EncodingMonitor.SILENT);
            for (int i = 0; i < expected.length; i++) {
                assertThat(found[i]).isEqualTo(expected[i]);
            }
        }
    }

    @Test
    void runsTextsAloneWhenTheModelMixesThem() throws IOException {
        // adds the greatest number of the whole run to every number
        OnnxGraph g = new OnnxGraph();
        List.of("input_ids", "attention_mask").forEach(g::input);
        float[] words = new float[TinyBert.VOCABULARY * 4];
        for (int i = 0; i < words.length; i++) {
            words[i] = (float) (i * Math.sin(i * i));
        }
        g.node("Gather", "rows", List.of(g.weights("words", words, TinyBert.VOCABULARY, 4), "input_ids"));
        g.node("ReduceMax", "top", List.of("rows"), OnnxGraph.integer("keepdims", 1));
        g.node("Add", "last_hidden_state", List.of("rows", "top"));
        g.output("last_hidden_state", 4);
        EncoderFolder folder = new TinyFolder(root)
                .encoder("mixing", "pooling_mode_mean_tokens", "Right")
                .write("mixing", "onnx/model.onnx", g.model().toBytes())
                .open();
        try (TextEncoder encoder = folder.open("mixing", 2)) {
            List<String> texts = texts(50);
            float[][] vectors = encoder.encode(texts, EncodingMonitor.SILENT);
            for (int i = 0; i < vectors.length; i++) {
                assertThat(vectors[i]).isEqualTo(encoder.encode(texts.get(i)));
            }
        }
    }

    @Test
    void givesNotANumberForTheOneTextThatTheModelFailsOn() throws IOException {
        EncoderFolder folder = new TinyFolder(root)
                .encoder("broken", "pooling_mode_mean_tokens", "Right")
                .write("broken", "onnx/model.onnx", TinyEncoders.odd())
                .open();
        try (TextEncoder encoder = folder.open("broken", 2)) {
            float[][] vectors = encoder.encode(List.of("dog", "a cat", "red dog"), EncodingMonitor.SILENT);
            assertThat(vectors[0]).containsOnly(0f);
            assertThat(vectors[1]).containsOnly(Float.NaN);
            assertThat(vectors[2]).containsOnly(0.5f);
            assertThatThrownBy(() -> encoder.encode("a cat"))
                    .isInstanceOf(EncoderException.class)
                    .hasMessageContaining("not finite");
        }
    }

    @Test
    void seesThatAFileChangedThoughItsHashIsRemembered() throws IOException {
        TinyFolder files = new TinyFolder(root).encoder("tiny", "pooling_mode_mean_tokens", "Right");
        EncoderFolder folder = files.open();
        EncoderFiles before = folder.files("tiny");
        assertThat(folder.files("tiny")).isEqualTo(before);
        files.text("tiny", "tokenizer.json", "{}");
        assertThat(folder.files("tiny").tokenizerSha256()).isNotEqualTo(before.tokenizerSha256());
        assertThat(folder.files("tiny").approved()).isFalse();
    }

    @Test
    void putsThePromptsBeforeQueriesAndPassages() throws IOException {
        TinyFolder files = new TinyFolder(root)
                .encoder("plain", "pooling_mode_mean_tokens", "Right")
                .encoder("prompted", "pooling_mode_mean_tokens", "Right")
                .text(
                        "prompted",
                        "config_sentence_transformers.json",
                        "{\"prompts\": {\"query\": \"query: \", \"passage\": \"passage: \"}, \"default_prompt_name\": null}");
        try (TextEncoder plain = files.open().open("plain", 1);
                TextEncoder prompted = files.open().open("prompted", 1)) {
            assertThat(prompted.encode("red cats")).isEqualTo(plain.encode("passage: red cats"));
            assertThat(prompted.encodeQuery("red cats")).isEqualTo(plain.encode("query: red cats"));
            assertThat(plain.encodeQuery("red cats")).isEqualTo(plain.encode("red cats"));
            assertThat(prompted.encode("  ")).containsOnly(0f);
            assertThat(prompted.fingerprint()).isNotEqualTo(plain.fingerprint());
        }
    }

    @Test
    void readsNoFurtherThanTheModelWasTrained() throws IOException {
        EncoderFolder folder = new TinyFolder(root)
                .encoder("tiny", "pooling_mode_mean_tokens", "Right")
                .open();
        CountingMonitor monitor = new CountingMonitor();
        try (TextEncoder encoder = folder.open("tiny", 1)) {
            float[][] vectors = encoder.encode(List.of("cat ".repeat(22), "cat ".repeat(23)), monitor);
            assertThat(vectors[1]).isEqualTo(vectors[0]);
            assertThat(monitor.truncated).isEqualTo(1);
        }
    }

    @Test
    void listsItsEncodersAndWhatToApprove() throws IOException {
        TinyFolder files = new TinyFolder(root)
                .encoder("tiny", "pooling_mode_mean_tokens", "Right")
                .text("no-model", "tokenizer.json", "{}")
                .text("not a name", "model.onnx", "x")
                .text("fresh", "model.onnx", "x")
                .text("fresh", "tokenizer.json", "{}");
        assertThat(files.open().names()).containsExactly("fresh", "tiny");
        assertThat(files.open().files("tiny").approved()).isTrue();
        assertThat(files.open().files("tiny").models().get(0).file()).isEqualTo("onnx/model.onnx");
        EncoderFiles fresh = files.open().files("fresh");
        assertThat(fresh.approved()).isFalse();
        assertThat(fresh.modelSha256()).isEqualTo("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
    }

    @Test
    void refusesWhatItWouldGetWrong() throws IOException {
        TinyFolder files = new TinyFolder(root).encoder("tiny", "pooling_mode_weightedmean_tokens_x", "Right");
        assertThatThrownBy(() -> files.open().open("tiny", 1))
                .isInstanceOf(EncoderException.class)
                .hasMessage("The file `1_Pooling/config.json` of the encoder is refused: it wants"
                        + " [pooling_mode_weightedmean_tokens_x], but only [pooling_mode_cls_token,"
                        + " pooling_mode_lasttoken, pooling_mode_max_tokens, pooling_mode_mean_sqrt_len_tokens,"
                        + " pooling_mode_mean_tokens] are supported.");
        files.encoder("tiny", "pooling_mode_cls_token", "Right")
                .text(
                        "tiny",
                        "modules.json",
                        "[{\"type\": \"sentence_transformers.models.Dense\", \"path\": \"2_Dense\"}]");
        assertThatThrownBy(() -> files.open().open("tiny", 1))
                .hasMessage("The file `modules.json` of the encoder is refused: the module"
                        + " `sentence_transformers.models.Dense` is not supported, only Transformer, Pooling and"
                        + " Normalize.");
        files.text("tiny", "modules.json", "[{\"type\": \"x.Pooling\", \"path\": \"../../etc\"}]");
        assertThatThrownBy(() -> files.open().open("tiny", 1)).isInstanceOf(IllegalArgumentException.class);
        files.text("tiny", "modules.json", "[");
        assertThatThrownBy(() -> files.open().open("tiny", 1))
                .hasMessage("The file `modules.json` of the encoder is refused: its JSON ends too early.");
    }

    private static List<String> texts(int count) {
        Random random = new Random(17);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> words = new ArrayList<>();
            for (int w = 0; w <= random.nextInt(30); w++) {
                words.add(TinyTokenizer.WORDS
                        .get(4 + random.nextInt(TinyTokenizer.WORDS.size() - 4))
                        .replace("#", ""));
            }
            texts.add(String.join(" ", words));
        }
        return texts;
    }
}

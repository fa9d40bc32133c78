// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphrec.fixtures.onnx.OnnxGraph;
import org.graphrec.fixtures.onnx.TinyTokenizer;

/**
 * Writes a folder of tiny encoders, for tests that see a server from outside: one for each pooling, one with prompts, one
 * that needs an approval of its own. Prints a line {@code approve SHA-256} for each file that the operator should approve,
 * and a line {@code vector ENCODER NUMBERS} with what plain Java computes for the text {@value #TEXT}.
 *
 * <p>Argument: the folder, which is made.
 */
public final class TinyEncoders {

    static final String TEXT = "the red cat likes old movies and sleeps";

    private static final Map<String, Pooling> POOLINGS = Map.of(
            "mean_tokens", Pooling.MEAN,
            "cls_token", Pooling.CLS,
            "max_tokens", Pooling.MAX,
            "lasttoken", Pooling.LAST_TOKEN);

    private TinyEncoders() {}

    /** Writes the folder. */
    public static void main(String[] arguments) throws IOException {
        TinyFolder folder = new TinyFolder(Path.of(arguments[0]));
        for (Map.Entry<String, Pooling> pooling : POOLINGS.entrySet()) {
            String name = "tiny-" + pooling.getKey().replaceFirst("_.*", "");
            folder.encoder(name, "pooling_mode_" + pooling.getKey(), "Right");
            double[] vector = TinyReference.vector(TEXT, pooling.getValue());
            System.out.println("vector " + name + " "
                    + Arrays.stream(vector).mapToObj(Double::toString).collect(Collectors.joining(",")));
        }
        folder.encoder("tiny-prompted", "pooling_mode_mean_tokens", "Right")
                .text(
                        "tiny-prompted",
                        "config_sentence_transformers.json",
                        "{\"prompts\": {\"query\": \"query: \", \"passage\": \"passage: \"}}");
        folder.encoder("tiny-odd", "pooling_mode_mean_tokens", "Right").write("tiny-odd", "onnx/model.onnx", odd());
        List<String> approved = folder.approved();
        folder.encoder("unapproved", "pooling_mode_mean_tokens", "Right")
                .write(
                        "unapproved",
                        "tokenizer.json",
                        (TinyTokenizer.json("Right") + "\n").getBytes(StandardCharsets.UTF_8));
        approved.forEach(sha256 -> System.out.println("approve " + sha256));
    }

    /** A model that gives zeros for every text, but ones for "red" and something infinite for "cat". */
    static byte[] odd() {
        OnnxGraph g = new OnnxGraph();
        List.of("input_ids", "attention_mask").forEach(g::input);
        float[] words = new float[TinyBert.VOCABULARY * 4];
        int red = TinyTokenizer.WORDS.indexOf("red") * 4;
        Arrays.fill(words, red, red + 4, 1);
        words[TinyTokenizer.WORDS.indexOf("cat") * 4] = Float.POSITIVE_INFINITY;
        g.node("Gather", "last_hidden_state", List.of(g.weights("words", words, TinyBert.VOCABULARY, 4), "input_ids"));
        g.output("last_hidden_state", 4);
        return g.model().toBytes();
    }
}

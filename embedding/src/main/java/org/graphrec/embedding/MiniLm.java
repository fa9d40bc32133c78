// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.io.IOException;
import java.io.InputStream;
import org.graphrec.base.Sha256;

/**
 * The encoder that comes with the project: sentence-transformers/all-MiniLM-L6-v2, weights and activations in 8 bit.
 *
 * <p>It quantises activations with one scale per run (ONNX DynamicQuantizeLinear). Texts that share a run, and padding,
 * would therefore change each other's vectors, down to a cosine of 0.98; so each text is a run of its own.
 */
final class MiniLm {

    static final String NAME = "all-MiniLM-L6-v2";

    private static final String MODEL = "all-minilm-l6-v2-q.onnx";
    private static final String MODEL_SHA256 = "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1";
    private static final String TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";
    private static final String TOKENIZER_SHA256 = "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0";

    /** What sentence-transformers reads of a text with this model; later positions were not trained. */
    private static final int MAX_TOKENS = 256;

    private MiniLm() {}

    static TextEncoder open(int threads) {
        return open(read(MODEL), read(TOKENIZER), threads);
    }

    /** Opens the encoder from these bytes if they are the known ones; no native code sees any others. */
    static TextEncoder open(byte[] model, byte[] tokenizer, int threads) {
        requireKnown(MODEL, model, MODEL_SHA256);
        requireKnown(TOKENIZER, tokenizer, TOKENIZER_SHA256);
        EncoderSpec spec = new EncoderSpec(NAME, Pooling.MEAN, MAX_TOKENS, 0, "", "", 1, MAX_TOKENS);
        return new OnnxEncoder(spec, model, tokenizer, threads);
    }

    static byte[] read(String resource) {
        // the class's own loader: a database's threads have another one in their context
        try (InputStream in = MiniLm.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new EncoderException("The file `" + resource + "` of the encoder `" + NAME
                        + "` is not on the class path. Reinstall the plugin jar.");
            }
            return in.readAllBytes();
        } catch (IOException cause) {
            throw new EncoderException(
                    "The file `" + resource + "` of the encoder `" + NAME + "` cannot be read.", cause);
        }
    }

    private static void requireKnown(String file, byte[] content, String expected) {
        String found = Sha256.of(content);
        if (!found.equals(expected)) {
            throw new EncoderException("The file `" + file + "` of the encoder `" + NAME + "` has the SHA-256 `" + found
                    + "` but must have `" + expected + "`. Reinstall the plugin jar.");
        }
    }
}

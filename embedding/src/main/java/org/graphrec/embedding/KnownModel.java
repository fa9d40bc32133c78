// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.graphrec.base.Sha256;

/**
 * A model in a jar of its own, which an operator may put beside the plugin. Its files are known by their SHA-256, so that it
 * needs no approval; how it wants to be used is what its authors say.
 *
 * <p>All are in 8 bit and quantize activations with one scale per run, so that each text is a run of its own, as for {@link
 * MiniLm}.
 *
 * @param file the name of its files, without their ends
 * @param modelSha256 of {@code FILE.onnx}
 * @param tokenizerSha256 of {@code FILE-tokenizer.json}
 */
record KnownModel(String file, String modelSha256, String tokenizerSha256, EncoderSpec spec) {

    private static final int MAX_TOKENS = 512;

    /** Those that langchain4j publishes as jars, which hold nothing but a model. */
    static final List<KnownModel> ALL = List.of(
            new KnownModel(
                    "bge-small-en-v1.5-q",
                    "6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4",
                    "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
                    spec(
                            "bge-small-en-v1.5",
                            Pooling.CLS,
                            "Represent this sentence for searching relevant passages: ",
                            "")),
            new KnownModel(
                    "bge-small-zh-v1.5-q",
                    "15b717c382bcb518ba457b93ea6850ede7f4f1cd8937454aa06972366cd19bcc",
                    "48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26",
                    spec("bge-small-zh-v1.5", Pooling.CLS, "为这个句子生成表示以用于检索相关文章:", "")),
            new KnownModel(
                    "e5-small-v2-q",
                    "7d9092cb25f2bd1c023b7e8d2aa459044a02030ac880e5a59fdaf27af69f1ded",
                    "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
                    spec("e5-small-v2", Pooling.MEAN, "query: ", "passage: ")));

    private static EncoderSpec spec(String name, Pooling pooling, String queryPrefix, String passagePrefix) {
        return new EncoderSpec(name, pooling, MAX_TOKENS, 0, queryPrefix, passagePrefix, 1, MAX_TOKENS);
    }

    /** The one of that name, whether its jar is there or not. */
    static Optional<KnownModel> named(String name) {
        return ALL.stream().filter(known -> known.spec().name().equals(name)).findFirst();
    }

    /** Whether its jar is there. */
    boolean present() {
        // the class's own loader, which a database gives all jars of its plugins
        return KnownModel.class.getResource("/" + file + ".onnx") != null;
    }

    /** Opens the encoder if its files are the known ones; no native code sees any others. */
    TextEncoder open(int threads) {
        byte[] model = read(file + ".onnx", modelSha256);
        byte[] tokenizer = read(file + "-tokenizer.json", tokenizerSha256);
        return new OnnxEncoder(spec, model, tokenizer, threads);
    }

    private byte[] read(String resource, String expected) {
        try (InputStream in = KnownModel.class.getResourceAsStream("/" + resource)) {
            byte[] content = in == null ? new byte[0] : in.readAllBytes();
            String found = Sha256.of(content);
            if (!found.equals(expected)) {
                throw new EncoderException("The file `" + resource + "` of the encoder `" + spec.name()
                        + "` has the SHA-256 `" + found + "` but must have `" + expected
                        + "`. Use the version of the jar that the page on encoders names.");
            }
            return content;
        } catch (IOException cause) {
            throw new EncoderException(
                    "The file `" + resource + "` of the encoder `" + spec.name() + "` cannot be read.", cause);
        }
    }
}

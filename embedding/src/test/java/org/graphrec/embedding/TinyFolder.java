// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.graphrec.base.Sha256;
import org.graphrec.fixtures.onnx.TinyTokenizer;

/** Writes folders as sentence-transformers does, with the tiny BERT in them. */
final class TinyFolder {

    private final Path root;
    private final Set<String> approved = new HashSet<>();

    TinyFolder(Path root) {
        this.root = root;
    }

    /** A complete encoder, approved. */
    TinyFolder encoder(String name, String poolingMode, String paddingSide) throws IOException {
        write(name, "onnx/model.onnx", new TinyBert().onnx().toBytes());
        write(name, "tokenizer.json", TinyTokenizer.json(paddingSide).getBytes(StandardCharsets.UTF_8));
        text(
                name,
                "1_Pooling/config.json",
                "{\"word_embedding_dimension\": 16, \"" + poolingMode + "\": true,"
                        + " \"pooling_mode_weightedmean_tokens\": false}");
        text(name, "sentence_bert_config.json", "{\"max_seq_length\": 24, \"do_lower_case\": false}");
        text(
                name,
                "modules.json",
                "[{\"idx\": 0, \"path\": \"\", \"type\": \"sentence_transformers.models.Transformer\"},"
                        + "{\"idx\": 1, \"path\": \"1_Pooling\", \"type\": \"sentence_transformers.models.Pooling\"}]");
        return this;
    }

    TinyFolder text(String name, String file, String content) throws IOException {
        Path path = root.resolve(name).resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        return this;
    }

    /** Writes a file and approves it. */
    TinyFolder write(String name, String file, byte[] content) throws IOException {
        Path path = root.resolve(name).resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, content);
        approved.add(Sha256.of(content));
        return this;
    }

    /** An encoder that a fixture writes, approved. */
    TinyFolder with(String name, Fixture fixture) throws IOException {
        approved.addAll(fixture.write(root.resolve(name)));
        return this;
    }

    /** Writes the files of an encoder and says what to approve. */
    interface Fixture {
        Set<String> write(Path folder) throws IOException;
    }

    /** The hashes to approve so far. */
    List<String> approved() {
        return List.copyOf(approved);
    }

    EncoderFolder open() {
        return new EncoderFolder(root, approved);
    }
}

package org.graphrec.embedding;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.graphrec.base.Json;
import org.graphrec.base.Sha256;

/** Writes folders as sentence-transformers does, with the tiny BERT in them. */
final class TinyFolder {

    static final List<String> WORDS = List.of(
            "[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "graph", "node", "edge", "movie", "user", "likes", "the", "of",
            "and", "query", "passage", ":", "##s", "##ed", "old", "new", "red", "blue", "cat", "dog", "runs", "sleeps");

    private final Path root;
    private final Set<String> approved = new HashSet<>();

    TinyFolder(Path root) {
        this.root = root;
    }

    /** A complete encoder, approved. */
    TinyFolder encoder(String name, String poolingMode, String paddingSide) throws IOException {
        write(name, "onnx/model.onnx", new TinyBert().onnx().toBytes());
        write(name, "tokenizer.json", tokenizerJson(paddingSide).getBytes(StandardCharsets.UTF_8));
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

    /** The hashes to approve so far. */
    List<String> approved() {
        return List.copyOf(approved);
    }

    EncoderFolder open() {
        return new EncoderFolder(root, approved);
    }

    static String tokenizerJson(String paddingSide) {
        List<String> entries = new ArrayList<>();
        for (int id = 0; id < WORDS.size(); id++) {
            entries.add(Json.write(WORDS.get(id)) + ": " + id);
        }
        String special = "{\"SpecialToken\": {\"id\": \"%s\", \"type_id\": 0}}";
        return "{\"version\": \"1.0\", \"truncation\": null, \"padding\": {\"strategy\": \"BatchLongest\","
                + " \"direction\": \"" + paddingSide + "\", \"pad_to_multiple_of\": 8, \"pad_id\": 0,"
                + " \"pad_type_id\": 0, \"pad_token\": \"[PAD]\"}, \"added_tokens\": [],"
                + " \"normalizer\": {\"type\": \"BertNormalizer\", \"clean_text\": true,"
                + " \"handle_chinese_chars\": true, \"strip_accents\": null, \"lowercase\": true},"
                + " \"pre_tokenizer\": {\"type\": \"BertPreTokenizer\"},"
                + " \"post_processor\": {\"type\": \"TemplateProcessing\", \"single\": ["
                + special.formatted("[CLS]") + ", {\"Sequence\": {\"id\": \"A\", \"type_id\": 0}}, "
                + special.formatted("[SEP]") + "], \"pair\": [], \"special_tokens\": {"
                + "\"[CLS]\": {\"id\": \"[CLS]\", \"ids\": [2], \"tokens\": [\"[CLS]\"]},"
                + "\"[SEP]\": {\"id\": \"[SEP]\", \"ids\": [3], \"tokens\": [\"[SEP]\"]}}},"
                + " \"decoder\": null, \"model\": {\"type\": \"WordPiece\", \"unk_token\": \"[UNK]\","
                + " \"continuing_subword_prefix\": \"##\", \"max_input_chars_per_word\": 100, \"vocab\": {"
                + String.join(", ", entries) + "}}}";
    }
}

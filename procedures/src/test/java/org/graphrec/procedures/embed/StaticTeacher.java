// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a static encoder with few words, each with a vector of its own, as Model2Vec would save it. */
final class StaticTeacher {

    static final int DIMENSION = 24;

    private StaticTeacher() {}

    static void write(Path folder, List<String> words) throws IOException {
        Files.createDirectories(folder);
        String vocabulary = IntStream.range(0, words.size())
                .mapToObj(i -> "\"" + words.get(i) + "\": " + (i + 1))
                .collect(Collectors.joining(", "));
        Files.writeString(folder.resolve("tokenizer.json"), """
                {"added_tokens": [], "normalizer": {"type": "BertNormalizer", "lowercase": true},
                 "pre_tokenizer": {"type": "BertPreTokenizer"},
                 "model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": {"[UNK]": 0, %s}}}
                """.formatted(vocabulary));
        int rows = words.size() + 1;
        String header = "{\"embeddings\": {\"dtype\": \"F32\", \"shape\": [%d, %d], \"data_offsets\": [0, %d]}}"
                .formatted(rows, DIMENSION, 4 * rows * DIMENSION);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length() + 4 * rows * DIMENSION)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII));
        Random random = new Random(3);
        while (file.hasRemaining()) {
            file.putFloat((float) random.nextGaussian());
        }
        Files.write(folder.resolve("model.safetensors"), file.array());
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 204 Chinese titles, each with a query that says the same in other words, written for this test. */
class ChineseTitlesTest {

    @Test
    void areFoundTwiceAsOftenByTheChineseEncoderAsByTheBundledOne() throws IOException {
        try (TextEncoder english = Encoders.bundledMiniLm(2);
                TextEncoder chinese = Encoders.ofJar("bge-small-zh-v1.5", 2)) {
            double bundled = hitAt1(english);
            double made = hitAt1(chinese);
            System.out.printf(
                    "Chinese titles, hit@1: %s %.3f, %s %.3f%n", english.name(), bundled, chinese.name(), made);
            assertThat(made).isGreaterThan(2 * bundled);
        }
    }

    /** The share of the queries whose nearest title is their own. */
    private static double hitAt1(TextEncoder encoder) throws IOException {
        List<String[]> pairs = pairs();
        float[][] titles = encoder.encode(pairs.stream().map(pair -> pair[0]).toList(), 2, EncodingMonitor.SILENT);
        long hits = IntStream.range(0, titles.length)
                .filter(i -> nearest(encoder.encodeQuery(pairs.get(i)[1]), titles) == i)
                .count();
        return (double) hits / titles.length;
    }

    private static int nearest(float[] query, float[][] titles) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < titles.length; i++) {
            double cosine = 0;
            for (int d = 0; d < query.length; d++) {
                cosine += (double) query[d] * titles[i][d];
            }
            if (cosine > highest) {
                highest = cosine;
                best = i;
            }
        }
        return best;
    }

    private static List<String[]> pairs() throws IOException {
        try (InputStream file = ChineseTitlesTest.class.getResourceAsStream("/chinese-titles.tsv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .toList();
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.graphrec.fixtures.onnx.TinyCrossEncoder;
import org.graphrec.fixtures.onnx.TinyMedia;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heap and native memory stay flat over many texts, pictures, sounds and pairs. {@code -Drec.memory.texts} says how many. */
@Tag("long")
class EncoderMemoryTest {

    private static final int TEXTS = Integer.getInteger("rec.memory.texts", 4_000);

    private static final int ROUNDS = 8;

    /** What the garbage collector and the allocator may hold back. */
    private static final long SLACK = 48 << 20;

    @TempDir
    private Path root;

    private EncoderFolder folder;

    @BeforeEach
    void write() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/status")));
        folder = new TinyFolder(root)
                .encoder("tiny", "pooling_mode_mean_tokens", "Right")
                .with("colours", TinyMedia::colours)
                .with("loudness", TinyMedia::loudness)
                .with("pairs", TinyCrossEncoder::write)
                .open();
    }

    @Test
    void staysFlatForTheBundledEncoder() throws IOException {
        try (TextEncoder encoder = Encoders.bundledMiniLm(2)) {
            assertFlat(round -> encoder.encode(texts(round), EncodingMonitor.SILENT));
        }
    }

    @Test
    void staysFlatForEncodersOfJars() throws IOException {
        for (String name : Encoders.inJars()) {
            try (TextEncoder encoder = Encoders.ofJar(name, 2)) {
                assertFlat(round -> encoder.encode(texts(round), EncodingMonitor.SILENT));
            }
        }
    }

    @Test
    void staysFlatForAnEncoderOfTheFolder() throws IOException {
        try (TextEncoder encoder = folder.open("tiny", 2)) {
            assertFlat(round -> encoder.encode(texts(round), EncodingMonitor.SILENT));
        }
    }

    @Test
    void staysFlatForPicturesAndSounds() throws IOException {
        try (MediaEncoder encoder = folder.openMedia("colours", Tower.IMAGE, 2)) {
            byte[] picture = TinyMedia.picture(1, 2, 3);
            assertFlat(
                    round -> encoder.encode(Collections.nCopies(TEXTS / ROUNDS, picture), 2, EncodingMonitor.SILENT));
        }
        try (MediaEncoder encoder = folder.openMedia("loudness", Tower.AUDIO, 2)) {
            byte[] sound = TinyMedia.sound(4_000, 2_000);
            assertFlat(round -> encoder.encode(Collections.nCopies(TEXTS / ROUNDS, sound), 2, EncodingMonitor.SILENT));
        }
    }

    @Test
    void staysFlatForPairs() throws IOException {
        try (CrossEncoder encoder = folder.openPairs("pairs", 2)) {
            assertFlat(round -> encoder.relevance("old red cat", texts(round), 2, EncodingMonitor.SILENT));
        }
    }

    private interface Round {
        Object encode(int round);
    }

    /** The second half of the rounds takes no more memory than the first. */
    private static void assertFlat(Round encoding) throws IOException {
        Memory middle = null;
        for (int round = 0; round < ROUNDS; round++) {
            encoding.encode(round);
            middle = round == ROUNDS / 2 ? Memory.now() : middle;
        }
        Memory end = Memory.now();
        assertThat(end.heap() - middle.heap()).as("heap").isLessThan(SLACK);
        assertThat(end.outside() - middle.outside()).as("outside the heap").isLessThan(SLACK);
        assertThat(OnnxSession.liveTensors()).isZero();
    }

    /**
     * Bytes in use.
     *
     * @param heap what is left after a collection
     * @param outside what the process holds, less what its heap may hold
     */
    private record Memory(long heap, long outside) {
        static Memory now() throws IOException {
            System.gc();
            var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
            long resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
            return new Memory(heap.getUsed(), resident - heap.getCommitted());
        }
    }

    private static List<String> texts(int round) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < TEXTS / ROUNDS; i++) {
            texts.add("the old red cat " + round + " likes movie number " + i + " and sleeps ".repeat(1 + i % 9));
        }
        return texts;
    }
}

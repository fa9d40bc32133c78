// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.graphrec.embedding.DistillOptions;
import org.graphrec.embedding.Distillation;
import org.graphrec.embedding.Distilled;
import org.graphrec.embedding.EncoderFolder;
import org.graphrec.embedding.Encoders;
import org.graphrec.embedding.EncodingMonitor;
import org.graphrec.embedding.TextEncoder;

/**
 * Writes the vectors of the titles of amazon-beauty, by the bundled encoder and by one that is distilled from it of these titles,
 * as the benchmark of the recommender reads them: {@code bundled.f32} and {@code distilled.f32}.
 *
 * <p>Arguments: the folder to write into, dimension of the distilled encoder (256) and threads (2). {@code -Drec.data} names the
 * folder of the data.
 */
public final class TitleVectors {

    private TitleVectors() {}

    /** Writes both files. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int dimension = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 256;
        int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
        List<String> titles = Texts.products(Path.of(System.getProperty("rec.data"), "amazon-beauty", "items.tsv"));
        EncoderFolder encoders = new EncoderFolder(Files.createTempDirectory("encoders"), Set.of());
        try (TextEncoder teacher = Encoders.bundledMiniLm(threads)) {
            write(folder.resolve("bundled.f32"), teacher.encode(titles, EncodingMonitor.SILENT));
            Distilled distilled = Distillation.of(
                    teacher, titles, new DistillOptions(dimension, threads, 42), EncodingMonitor.SILENT, () -> {});
            System.out.println(distilled.agreement());
            encoders.keep("distilled", distilled);
        }
        try (TextEncoder fast = encoders.open("distilled", threads)) {
            write(folder.resolve("distilled.f32"), fast.encode(titles, EncodingMonitor.SILENT));
        }
    }

    private static void write(Path file, float[][] vectors) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vectors.length * vectors[0].length)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float[] vector : vectors) {
            bytes.asFloatBuffer().put(vector);
            bytes.position(bytes.position() + Float.BYTES * vector.length);
        }
        Files.write(file, bytes.array());
    }
}

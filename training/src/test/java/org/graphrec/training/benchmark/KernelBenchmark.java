package org.graphrec.training.benchmark;

import java.util.Locale;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.AlignedRows;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.StreamedSpmm;

/**
 * The sparse product against the memory bandwidth of the same run: {@code mvn -ntp -Pkernel-benchmark -pl training verify}.
 *
 * <p>Bytes of a product of E entries, n rows and d columns, where nothing that is gathered is assumed to be in a cache:
 *
 * <pre>
 *   E (4 target + 4 weight + 4 d gathered row) + n (4 offset + 4 d written row)
 * </pre>
 *
 * <p>Beside it stand two limits, with the same threads: a copy loop, bytes read and written, and a loop that reads one value of
 * each cache line of the same rows in the same order, and does nothing with them. All take turns, and the best of each counts.
 * Targets are uniform: no order of the nodes helps.
 */
public final class KernelBenchmark {
    private static final int COLUMNS = 64;
    private static final int ROUNDS = 8;
    private static final int COPIED = 1 << 26;
    private static final int[] NODES = {50_000, 100_000, 300_000, 1_000_000};

    /** Where values go that are read for nothing, so that the reading stays. */
    @SuppressWarnings("unused")
    private static float read;

    private KernelBenchmark() {}

    /** Prints a line for each of four sizes, the largest with 10 million entries. */
    public static void main(String[] arguments) {
        int concurrency =
                Integer.getInteger("rec.concurrency", Runtime.getRuntime().availableProcessors());
        System.out.printf("%d threads, %d columns, 10 entries a row%n", concurrency, COLUMNS);
        System.out.println("    nodes    entries  product ms  GB/s  copy GB/s  share  rows read GB/s  share");
        for (int nodes : NODES) {
            measure(nodes, concurrency);
        }
    }

    private static void measure(int nodes, int concurrency) {
        Csr graph = random(nodes, 10 * nodes);
        float[] weights = new float[graph.edges()];
        SplittableRandom random = new SplittableRandom(2);
        for (int edge = 0; edge < weights.length; edge++) {
            weights[edge] = (float) random.nextDouble();
        }
        AlignedRows x = AlignedRows.zeros(nodes, COLUMNS);
        float[] row = new float[COLUMNS];
        for (int node = 0; node < nodes; node++) {
            for (int column = 0; column < COLUMNS; column++) {
                row[column] = (float) random.nextDouble();
            }
            x.put(node, row);
        }
        AlignedRows y = AlignedRows.zeros(nodes, COLUMNS);
        float[] rows = new float[nodes * COLUMNS];
        float[] source = new float[COPIED];
        float[] copy = new float[COPIED];
        double product = Double.MAX_VALUE;
        double copying = Double.MAX_VALUE;
        double reading = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            copying = Math.min(
                    copying,
                    seconds(() -> Parallel.forBlocks(
                            COPIED,
                            1 << 14,
                            concurrency,
                            Monitor.SILENT,
                            (from, to) -> System.arraycopy(source, from, copy, from, to - from))));
            reading = Math.min(
                    reading,
                    seconds(() -> Parallel.forBlocks(
                            graph.edges(),
                            1 << 11,
                            concurrency,
                            Monitor.SILENT,
                            (from, to) -> read = linesOf(graph.targets(), from, to, rows))));
            product = Math.min(
                    product,
                    seconds(() -> StreamedSpmm.multiply(
                            graph.offsets(), graph.targets(), weights, x, concurrency, Monitor.SILENT, y::put)));
        }
        double bytes = graph.edges() * (8.0 + 4 * COLUMNS) + nodes * (4.0 + 4 * COLUMNS);
        double bandwidth = 8.0 * COPIED / copying;
        double gathered = graph.edges() * (4.0 + 4 * COLUMNS) / reading;
        System.out.printf(
                Locale.ROOT,
                "%9d  %9d  %10.0f  %4.1f  %9.1f  %4.0f %%  %14.1f  %4.0f %%%n",
                nodes,
                graph.edges(),
                1e3 * product,
                bytes / product / 1e9,
                bandwidth / 1e9,
                100 * bytes / product / bandwidth,
                gathered / 1e9,
                100 * bytes / product / gathered);
    }

    private static float linesOf(int[] targets, int from, int to, float[] rows) {
        float sum = 0;
        for (int edge = from; edge < to; edge++) {
            int begin = targets[edge] * COLUMNS;
            for (int column = 0; column < COLUMNS; column += 16) {
                sum += rows[begin + column];
            }
        }
        return sum;
    }

    private static Csr random(int nodes, int edges) {
        SplittableRandom random = new SplittableRandom(1);
        int[] sources = random.ints(edges, 0, nodes).toArray();
        int[] targets = random.ints(edges, 0, nodes).toArray();
        return Csr.fromEdges(nodes, nodes, sources, targets, null);
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}

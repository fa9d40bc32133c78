// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.AlignedRows;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.StreamedSpmm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The sparse product against the memory bandwidth of the same run: {@code mvn -ntp -Pkernel-benchmark -pl training -am
 * verify}.
 *
 * <p>Bytes of a product of E entries, n rows and d columns, where nothing that is gathered is assumed to be in a cache:
 *
 * <pre>
 *   E (4 target + 4 weight + 4 d gathered row) + n (4 offset + 4 d written row)
 * </pre>
 *
 * <p>Beside it stand two limits, with the same threads: a copy loop, bytes read and written, and a loop that reads one value of
 * each cache line of the same rows in the same order, and does nothing with them. The best of each counts. Targets are uniform: no
 * order of the nodes helps.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx3g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
    private static final int COLUMNS = 64;
    private static final int ENTRIES_PER_ROW = 10;
    private static final int COPIED = 1 << 26;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    /** Rows and columns of the sparse matrix. */
    @Param({"50000", "100000", "300000", "1000000"})
    public int nodes;

    private Csr graph;
    private float[] weights;
    private AlignedRows x;
    private AlignedRows y;
    private float[] rows;
    private float[] source;
    private float[] copy;

    /** Prints a line for each of four sizes, the largest with 10 million entries. */
    public static void main(String[] arguments) throws RunnerException {
        Map<Integer, Map<String, Double>> runs = new TreeMap<>();
        var options = new OptionsBuilder()
                .include(KernelBenchmark.class.getName())
                .verbosity(VerboseMode.SILENT)
                .build();
        for (RunResult result : new Runner(options).run()) {
            runs.computeIfAbsent(Integer.valueOf(result.getParams().getParam("nodes")), nodes -> new HashMap<>())
                    .put(
                            result.getPrimaryResult().getLabel(),
                            result.getPrimaryResult().getStatistics().getMin());
        }
        System.out.printf("%d threads, %d columns, %d entries a row%n", THREADS, COLUMNS, ENTRIES_PER_ROW);
        System.out.println("    nodes  product ms  GB/s  copy GB/s  share  rows read GB/s  share");
        runs.forEach((nodes, milliseconds) -> {
            double edges = (double) ENTRIES_PER_ROW * nodes;
            double product = milliseconds.get("product");
            double rate = (edges * (8 + 4 * COLUMNS) + nodes * (4.0 + 4 * COLUMNS)) / product / 1e6;
            double copying = 8.0 * COPIED / milliseconds.get("copy") / 1e6;
            double reading = edges * (4 + 4 * COLUMNS) / milliseconds.get("rowsRead") / 1e6;
            System.out.printf(
                    Locale.ROOT,
                    "%9d  %10.0f  %4.1f  %9.1f  %4.0f %%  %14.1f  %4.0f %%%n",
                    nodes,
                    product,
                    rate,
                    copying,
                    100 * rate / copying,
                    reading,
                    100 * rate / reading);
        });
    }

    @Setup
    public void fill() {
        graph = random(nodes, ENTRIES_PER_ROW * nodes);
        SplittableRandom random = new SplittableRandom(2);
        weights = new float[graph.edges()];
        for (int edge = 0; edge < weights.length; edge++) {
            weights[edge] = (float) random.nextDouble();
        }
        x = AlignedRows.zeros(nodes, COLUMNS);
        y = AlignedRows.zeros(nodes, COLUMNS);
        float[] row = new float[COLUMNS];
        for (int node = 0; node < nodes; node++) {
            for (int column = 0; column < COLUMNS; column++) {
                row[column] = (float) random.nextDouble();
            }
            x.put(node, row);
        }
        rows = new float[nodes * COLUMNS];
        source = new float[COPIED];
        copy = new float[COPIED];
    }

    @Benchmark
    public void product() {
        StreamedSpmm.multiply(graph.offsets(), graph.targets(), weights, x, THREADS, Monitor.SILENT, y::put);
    }

    @Benchmark
    public void copy() {
        Parallel.forBlocks(
                COPIED,
                1 << 14,
                THREADS,
                Monitor.SILENT,
                (from, to) -> System.arraycopy(source, from, copy, from, to - from));
    }

    @Benchmark
    public void rowsRead(Blackhole blackhole) {
        Parallel.forBlocks(
                graph.edges(),
                1 << 11,
                THREADS,
                Monitor.SILENT,
                (from, to) -> blackhole.consume(linesOf(graph.targets(), from, to, rows)));
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
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.tune;

import org.graphrec.training.Require;

/**
 * How to fit a model, whatever its architecture.
 *
 * @param validationFraction share of each user's interactions held out to choose parameters, above 0 and at most 0.5
 * @param topK edges kept per item, at least 0; more edges rank a little better and cost memory and time in proportion. 0 leaves it
 *     to the size of the graph: {@link #edgesPerItem}
 * @param rank largest spectral rank tried, at least 0 (0 leaves the spectral term out)
 * @param randomSeed seed of every random choice; the same seed gives the same model at any concurrency
 * @param concurrency number of threads, at least 1
 * @param timeBudgetSeconds what {@code auto} may spend, above 0, as expected from the graph's size on two cores: the same on any
 *     machine, and no promise
 * @param memoryBudgetBytes the heap {@code auto} may plan for: above it, it leaves out what needs most
 */
public record TrainingOptions(
        double validationFraction,
        int topK,
        int rank,
        long randomSeed,
        int concurrency,
        double timeBudgetSeconds,
        long memoryBudgetBytes) {

    /** Of {@link #timeBudgetSeconds}. */
    public static final double DEFAULT_TIME_BUDGET_SECONDS = 120;

    /** Edges of an item graph, 80 MB, when nothing is said about them. */
    private static final int EDGES = 10_000_000;

    /** Rejects values out of range. */
    public TrainingOptions {
        Require.between("validationFraction", validationFraction, 0.001, 0.5);
        Require.atLeast("topK", topK, 0);
        Require.atLeast("rank", rank, 0);
        Require.atLeast("concurrency", concurrency, 1);
        Require.between("timeBudgetSeconds", timeBudgetSeconds, Double.MIN_NORMAL, Double.MAX_VALUE);
    }

    /** With the default time budget, and as much memory as it takes. */
    public TrainingOptions(double validationFraction, int topK, int rank, long randomSeed, int concurrency) {
        this(validationFraction, topK, rank, randomSeed, concurrency, DEFAULT_TIME_BUDGET_SECONDS, Long.MAX_VALUE);
    }

    /** A tenth held out, as many edges as suit the graph, rank up to 512, seed 42, all processors. */
    public static TrainingOptions defaults() {
        return new TrainingOptions(0.1, 0, 512, 42, Runtime.getRuntime().availableProcessors());
    }

    /** The same with another random seed. */
    public TrainingOptions withRandomSeed(long seed) {
        return new TrainingOptions(
                validationFraction, topK, rank, seed, concurrency, timeBudgetSeconds, memoryBudgetBytes);
    }

    /** The same with another time budget. */
    public TrainingOptions withTimeBudgetSeconds(double seconds) {
        return new TrainingOptions(validationFraction, topK, rank, randomSeed, concurrency, seconds, memoryBudgetBytes);
    }

    /** The same with another budget of memory. */
    public TrainingOptions withMemoryBudgetBytes(long bytes) {
        return new TrainingOptions(validationFraction, topK, rank, randomSeed, concurrency, timeBudgetSeconds, bytes);
    }

    /** The most edges kept per item: {@code topK}, or where that is 0 from 100 to 400, so that a graph has about 10 million. */
    public int edgesPerItem(int items) {
        return topK > 0 ? topK : Math.max(100, Math.min(400, EDGES / Math.max(1, items)));
    }
}

package org.graphrec.training.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.graphrec.training.Require;
import org.graphrec.training.head.HeadKind;
import org.graphrec.training.head.HeadOptions;
import org.graphrec.training.model.Architecture;

/**
 * How to fit a model.
 *
 * @param architecture which model; {@link Architecture#AUTO} compares them on the holdout
 * @param validationFraction share of each user's interactions held out to choose parameters, above 0 and at most 0.5
 * @param topK edges kept per item, at least 0; more edges rank a little better and cost memory and time in proportion. 0 leaves it
 *     to the size of the graph: {@link #edgesPerItem}
 * @param rank largest spectral rank tried, at least 0 (0 leaves the spectral term out)
 * @param randomSeed seed of every random choice; the same seed gives the same model at any concurrency
 * @param concurrency number of threads, at least 1
 * @param objective what the model is to be good at; with {@link Objective#RATING} {@code topK} and {@code rank} are not read,
 *     and of the architecture only whether it is {@link Architecture#MF}
 * @param timeBudgetSeconds what {@link Architecture#AUTO} may spend, above 0, as expected from the graph's size on two cores: the
 *     same on any machine, and no promise
 * @param memoryBudgetBytes the heap {@link Architecture#AUTO} may plan for: above it, it leaves out what needs most
 * @param head how a head is built and trained; null for its defaults, and where no head is trained
 * @param automaticHeads deep heads that {@link Architecture#AUTO} tries as well, whatever time they take
 */
public record TrainingOptions(
        Architecture architecture,
        double validationFraction,
        int topK,
        int rank,
        long randomSeed,
        int concurrency,
        Objective objective,
        double timeBudgetSeconds,
        long memoryBudgetBytes,
        HeadOptions head,
        Set<HeadKind> automaticHeads) {

    /** Of {@link #timeBudgetSeconds}. */
    public static final double DEFAULT_TIME_BUDGET_SECONDS = 120;

    /** Edges of an item graph, 80 MB, when nothing is said about them. */
    private static final int EDGES = 10_000_000;

    /** Rejects values out of range. */
    public TrainingOptions {
        Objects.requireNonNull(architecture, "architecture");
        Require.between("validationFraction", validationFraction, 0.001, 0.5);
        Require.atLeast("topK", topK, 0);
        Require.atLeast("rank", rank, 0);
        Require.atLeast("concurrency", concurrency, 1);
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(automaticHeads, "automaticHeads");
        Require.between("timeBudgetSeconds", timeBudgetSeconds, Double.MIN_NORMAL, Double.MAX_VALUE);
    }

    /** With the objective {@link Objective#RANKING}, and the default time budget. */
    public TrainingOptions(
            Architecture architecture,
            double validationFraction,
            int topK,
            int rank,
            long randomSeed,
            int concurrency) {
        this(
                architecture,
                validationFraction,
                topK,
                rank,
                randomSeed,
                concurrency,
                Objective.RANKING,
                DEFAULT_TIME_BUDGET_SECONDS,
                Long.MAX_VALUE,
                null,
                Set.of());
    }

    /** The same with another objective. */
    public TrainingOptions withObjective(Objective objective) {
        return with(objective, timeBudgetSeconds, memoryBudgetBytes, head, automaticHeads);
    }

    /** The same with another time budget. */
    public TrainingOptions withTimeBudgetSeconds(double seconds) {
        return with(objective, seconds, memoryBudgetBytes, head, automaticHeads);
    }

    /** The same with another budget of memory. */
    public TrainingOptions withMemoryBudgetBytes(long bytes) {
        return with(objective, timeBudgetSeconds, bytes, head, automaticHeads);
    }

    /** The same with another way to build and train a head. */
    public TrainingOptions withHead(HeadOptions head) {
        return with(objective, timeBudgetSeconds, memoryBudgetBytes, head, automaticHeads);
    }

    /** The same with deep heads for AUTO to try. */
    public TrainingOptions withAutomaticHeads(Set<HeadKind> heads) {
        return with(objective, timeBudgetSeconds, memoryBudgetBytes, head, heads);
    }

    private TrainingOptions with(
            Objective newObjective, double seconds, long bytes, HeadOptions newHead, Set<HeadKind> heads) {
        return new TrainingOptions(
                architecture,
                validationFraction,
                topK,
                rank,
                randomSeed,
                concurrency,
                newObjective,
                seconds,
                bytes,
                newHead,
                heads);
    }

    /** The deep heads that are trained, in the order of {@link HeadKind}. */
    List<HeadKind> heads() {
        return Arrays.stream(HeadKind.values())
                .filter(kind -> architecture == Architecture.AUTO
                        ? automaticHeads.contains(kind)
                        : architecture.cypherName().equals(kind.cypherName()))
                .toList();
    }

    /** AUTO, a tenth held out, as many edges as suit the graph, rank up to 512, seed 42, all processors. */
    public static TrainingOptions defaults() {
        return new TrainingOptions(
                Architecture.AUTO, 0.1, 0, 512, 42, Runtime.getRuntime().availableProcessors());
    }

    /** The most edges kept per item: {@code topK}, or where that is 0 from 100 to 400, so that a graph has about 10 million. */
    int edgesPerItem(int items) {
        return topK > 0 ? topK : Math.max(100, Math.min(400, EDGES / Math.max(1, items)));
    }
}

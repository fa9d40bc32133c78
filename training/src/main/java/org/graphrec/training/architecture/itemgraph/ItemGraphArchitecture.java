// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.TrainingOptions;
import org.graphrec.training.tune.Trials;

/** Co-occurrence, spectral and text similarity between items, as a sparse graph: {@link ItemGraph}. */
public final class ItemGraphArchitecture implements Architecture {

    static final String NAME = "itemGraph";

    /** On two cores, for an interaction, item and spectral direction of the default options. */
    private static final double SECONDS_PER_UNIT = 6e-8;

    private final PairSource.Opener opener;

    /** Computes pairs on threads of this process. */
    public ItemGraphArchitecture() {
        this(ItemGraphArchitecture::held);
    }

    /** Computes pairs where {@code opener} does. */
    public ItemGraphArchitecture(PairSource.Opener opener) {
        this.opener = opener;
    }

    /** Pairs of interactions that this process holds, computed by its threads. */
    public static PairSource held(Interactions interactions, int concurrency, Monitor monitor) {
        return new HeldPairs(interactions, concurrency, monitor);
    }

    /**
     * Fits a graph with known settings to interactions that nobody need hold.
     *
     * @param features [items, dimension] unit rows or zero rows, or null
     * @param parameters as a model of this architecture shows them
     * @throws IllegalArgumentException when a parameter is missing, unknown or out of range
     */
    public static ItemGraph fit(
            PairSource source,
            Matrix features,
            Map<String, Object> parameters,
            TrainingOptions options,
            Monitor monitor) {
        ItemGraphSettings settings = ItemGraphSettings.of(parameters);
        return new ItemGraphTuning(
                        source.operator().columns(), features, options, (held, concurrency, one) -> source, monitor)
                .fit(source, settings);
    }

    @Override
    public String cypherName() {
        return NAME;
    }

    @Override
    public double expectedSeconds(Task task) {
        return SECONDS_PER_UNIT
                * (task.interactions().size() + task.items())
                * (task.options().rank() + 100);
    }

    @Override
    public Candidate tune(Task task, Trials trials) {
        return tune(task, trials, false);
    }

    @Override
    public Candidate tuneForSum(Task task, Trials trials) {
        return tune(task, trials, true);
    }

    private Candidate tune(Task task, Trials trials, boolean complements) {
        return new ItemGraphTuning(task.items(), task.features(), task.options(), opener, task.monitor())
                .tune(trials, complements);
    }

    /** The settings beside the best that may count in a sum with others. */
    @Override
    public int mostVariants(FitSize size) {
        return FitSize.COMPLEMENTS;
    }

    @Override
    public List<String> tuningPhases(Inputs inputs) {
        return inputs.texts()
                ? List.of("Text", "Spectral", "Co-occurrence", "Cold items", "Tune")
                : List.of("Spectral", "Co-occurrence", "Tune");
    }

    @Override
    public List<String> fittingPhases(Inputs inputs) {
        return inputs.texts()
                ? List.of("Spectral", "Co-occurrence", "Cold items", "Fit")
                : List.of("Spectral", "Co-occurrence", "Fit");
    }

    @Override
    public long peakBytes(FitSize size) {
        return size.itemGraphAtOnce();
    }

    @Override
    public ModelFormat<ItemGraph> format() {
        return new ItemGraphFormat(NAME);
    }

    @Override
    public Optional<ComparisonEntry> comparison() {
        return Optional.of(ComparisonEntry.of(Family.GRAPH_FILTER));
    }
}

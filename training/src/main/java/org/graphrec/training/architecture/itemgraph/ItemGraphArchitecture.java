package org.graphrec.training.architecture.itemgraph;

import java.util.List;
import java.util.Optional;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/** Co-occurrence, spectral and text similarity between items, as a sparse graph: {@link ItemGraph}. */
public final class ItemGraphArchitecture implements Architecture {

    static final String NAME = "itemGraph";

    /** On two cores, for an interaction, item and spectral direction of the default options. */
    private static final double SECONDS_PER_UNIT = 6e-8;

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
        return new ItemGraphTuning(task.items(), task.features(), task.options(), task.monitor()).tune(trials);
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
        return size.all();
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

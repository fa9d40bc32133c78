package org.graphrec.training.fit;

import org.graphrec.training.model.Architecture;

/** Fits item graphs. */
final class ItemGraphFitter implements Fitter {

    /** On two cores, for an interaction, item and spectral direction of the default options. */
    private static final double SECONDS_PER_UNIT = 6e-8;

    @Override
    public Architecture architecture() {
        return Architecture.ITEM_GRAPH;
    }

    @Override
    public boolean automatic(Task task) {
        return true;
    }

    @Override
    public double expectedSeconds(Task task) {
        return SECONDS_PER_UNIT
                * (task.interactions().size() + task.items())
                * (task.options().rank() + 100);
    }

    @Override
    public Contender tune(Task task, Trials trials) {
        return new ItemGraphFit(task.items(), task.features(), task.options(), task.monitor()).tune(trials);
    }
}

package org.graphrec.training.fit;

import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.Architecture;
import org.graphrec.training.model.Popularity;

/** Counts. */
final class PopularityFitter implements Fitter {

    @Override
    public Architecture architecture() {
        return Architecture.POPULARITY;
    }

    @Override
    public boolean automatic(Task task) {
        return true;
    }

    @Override
    public double expectedSeconds(Task task) {
        return 0;
    }

    @Override
    public Contender tune(Task task, Trials trials) {
        Popularity model = new Popularity(counts(trials.training()));
        RankingReport measured = trials.run(() -> model).mean();
        return new Contender(model, measured, all -> new Popularity(counts(all)));
    }

    private static int[] counts(Interactions interactions) {
        int[] counts = new int[interactions.items()];
        for (int item : interactions.byUser().targets()) {
            counts[item]++;
        }
        return counts;
    }
}

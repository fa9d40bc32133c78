package org.graphrec.training.fit;

import java.util.BitSet;
import java.util.Optional;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.Architecture;
import org.graphrec.training.model.Content;
import org.graphrec.training.model.HistoryWeighting;

/** Chooses how fast a history fades for the likeness of texts. */
final class ContentFitter implements Fitter {

    private static final double[] DECAYS = {0, 0.2, 0.5, 1, 1.5, 2, 3};

    @Override
    public Architecture architecture() {
        return Architecture.CONTENT;
    }

    @Override
    public boolean automatic(Task task) {
        return true;
    }

    @Override
    public Optional<String> refusal(Task task) {
        return task.features() == null
                ? Optional.of("The architecture `content` needs item features, but there are none.")
                : Optional.empty();
    }

    @Override
    public double expectedSeconds(Task task) {
        return 1e-9 * DECAYS.length * task.features().values().length * Trainer.usersMeasured(task.users());
    }

    @Override
    public Contender tune(Task task, Trials trials) {
        double[] decays = task.interactions().timed() ? DECAYS : new double[] {0};
        task.monitor().phase("Content", decays.length);
        BitSet cold = cold(trials.training());
        Content best = null;
        RankingReport measured = null;
        for (double decay : decays) {
            Content content = new Content(task.features(), cold, new HistoryWeighting(decay, false));
            RankingReport report = trials.run(() -> content).mean();
            if (best == null || report.ndcg() > measured.ndcg()) {
                best = content;
                measured = report;
            }
            task.monitor().advance(1);
        }
        HistoryWeighting chosen = best.weighting();
        return new Contender(best, measured, all -> new Content(task.features(), cold(all), chosen));
    }

    private static BitSet cold(Interactions interactions) {
        BitSet cold = new BitSet(interactions.items());
        cold.set(0, interactions.items());
        for (int item : interactions.byUser().targets()) {
            cold.clear(item);
        }
        return cold;
    }
}

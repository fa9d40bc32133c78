package org.graphrec.training.fit;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.Architecture;
import org.graphrec.training.model.Content;
import org.graphrec.training.model.HistoryWeighting;

/** Chooses how fast a history fades for the likeness of texts. */
final class ContentFitter implements Fitter {

    /** A trial compares the texts of all items with each of these. */
    private static final int USERS_MEASURED = 2_500;

    private static final double[] DECAYS = {0, 0.2, 0.5, 1, 1.5, 2, 3};

    /** Contenders that {@link #powers} makes. */
    static final int MOST_POWERS = 3;

    private static final double[] POWERS = {2, 4, 8};

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
        return 2e-10 * (DECAYS.length + 8) * task.features().values().length * Math.min(USERS_MEASURED, task.users());
    }

    @Override
    public Contender tune(Task task, Trials trials) {
        double[] decays = task.interactions().timed() ? DECAYS : new double[] {0};
        task.monitor().phase("Content", decays.length);
        BitSet cold = cold(trials.training());
        Trials some = trials.atMost(USERS_MEASURED);
        StackedMatrix features = StackedMatrix.of(task.features());
        Content best = null;
        RankingReport measured = null;
        for (double decay : decays) {
            Content content = new Content(features, cold, new HistoryWeighting(decay, false), 1);
            RankingReport report = some.run(() -> content).mean();
            if (best == null || report.ndcg() > measured.ndcg()) {
                best = content;
                measured = report;
            }
            task.monitor().advance(1);
        }
        HistoryWeighting chosen = best.weighting();
        return new Contender(best, measured, all -> new Content(features, cold(all), chosen, 1));
    }

    /** The same with powers of the cosine, which count in a sum with other scores alone. */
    static List<Contender> powers(Contender content) {
        return Arrays.stream(POWERS)
                .mapToObj(power -> new Contender(
                        ((Content) content.model()).withPower(power),
                        content.measured(),
                        all -> ((Content) content.refit().apply(all)).withPower(power)))
                .toList();
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

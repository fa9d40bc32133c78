// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.content;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.baseline.ContentRatings;
import org.graphrec.training.baseline.RatingMethod;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/** Likeness of item texts alone: {@link Content}. Chooses how fast a history fades. */
public final class ContentArchitecture implements Architecture {

    static final String NAME = "content";

    /** By a regression of each user's own ratings on the texts. */
    private static final RatingMethod RATINGS = new RatingMethod(
            ContentRatings::fit,
            (users, items, ratings, dimension, context, options) -> RatingMethod.graphBytes(users, items, ratings)
                    + 4L * items * dimension
                    + 16L * dimension * dimension
                    + 4L * 65 * ((long) users + items));

    /** A trial compares the texts of all items with each of these. */
    private static final int USERS_MEASURED = 2_500;

    private static final double[] DECAYS = {0, 0.2, 0.5, 1, 1.5, 2, 3};

    private static final double[] POWERS = {2, 4, 8};

    @Override
    public String cypherName() {
        return NAME;
    }

    @Override
    public Optional<String> refusal(Task task) {
        return task.features() == null
                ? Optional.of("The architecture `content` needs item features, but there are none.")
                : Optional.empty();
    }

    @Override
    public double expectedSeconds(Task task) {
        return 1.2e-11 * (DECAYS.length + 8) * task.features().values().length * Math.min(USERS_MEASURED, task.users());
    }

    @Override
    public Candidate tune(Task task, Trials trials) {
        double[] decays = task.interactions().timed() ? DECAYS : new double[] {0};
        task.monitor().phase("Content", decays.length);
        BitSet cold = trials.training().coldItems();
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
        Content model = best;
        HistoryWeighting chosen = model.weighting();
        RankingReport onAll = some.users().length == trials.users().length
                ? measured
                : trials.run(() -> model).mean();
        return new Candidate(model, onAll, all -> new Content(features, all.coldItems(), chosen, 1));
    }

    @Override
    public List<String> tuningPhases(Inputs inputs) {
        return List.of("Content");
    }

    @Override
    public List<String> fittingPhases(Inputs inputs) {
        return List.of();
    }

    @Override
    public long peakBytes(FitSize size) {
        return size.common();
    }

    @Override
    public ModelFormat<Content> format() {
        return new ContentFormat();
    }

    @Override
    public Optional<ComparisonEntry> comparison() {
        return Optional.of(ComparisonEntry.of(Family.CONTENT_BASED).withRatings(RATINGS));
    }

    /** The same with powers of the cosine, which only count in a sum with other scores. */
    @Override
    public List<Candidate> variants(Candidate content, Task task, Trials trials) {
        return Arrays.stream(POWERS)
                .mapToObj(power -> new Candidate(
                        ((Content) content.model()).withPower(power),
                        content.measured(),
                        all -> ((Content) content.refit().apply(all)).withPower(power)))
                .toList();
    }

    @Override
    public int mostVariants(FitSize size) {
        return POWERS.length;
    }

    @Override
    public boolean readsTexts() {
        return true;
    }
}

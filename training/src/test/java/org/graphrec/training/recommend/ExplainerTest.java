// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.content.Content;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final int ITEMS = 40;
    private static final Matrix FEATURES = features();
    private static final Interactions INTERACTIONS = interactions();

    @Test
    void sumsToTheScoreOfTheItemGraph() {
        Model graph = fit();
        assertSums(graph, Request.of(INTERACTIONS.history(3), ITEMS));
        assertSums(graph, Request.of(history(), ITEMS).withEligible(Eligibility.ALL));
    }

    @Test
    void sumsToTheScoreWithAQuery() {
        float[] query = new float[FEATURES.columns()];
        query[0] = 0.6f;
        query[1] = 0.8f;
        Request request = Request.of(history(), ITEMS).withQuery(query, 0.3).withEligible(Eligibility.ALL.without(5));
        assertSums(fit(), request);
        Explanation explanation = new Explainer(fit(), FEATURES).explain(request, 7);
        assertThat(explanation.reasons()).extracting(Reason::kind).contains(Reason.Kind.QUERY);
    }

    @Test
    void sumsToTheScoreOfContentAndOfPopularity() {
        Request request = Request.of(history(), ITEMS);
        assertSums(new Content(FEATURES, new BitSet(), new HistoryWeighting(0.5, false)), request);
        int[] counts = new int[ITEMS];
        counts[7] = 3;
        counts[8] = 1;
        assertSums(new Popularity(counts), request);
    }

    @Test
    void splitsEachReasonIntoGraphAndText() {
        Explainer explainer = new Explainer(fit(), FEATURES);
        List<Reason> reasons = new ArrayList<>();
        for (int item = 0; item < ITEMS; item++) {
            reasons.addAll(explainer
                    .explain(Request.of(INTERACTIONS.history(3), ITEMS), item)
                    .reasons());
        }
        assertThat(reasons).allSatisfy(reason -> {
            assertThat(reason.graph() + reason.text()).isCloseTo(reason.contribution(), within(1e-6));
            assertThat(reason.text()).isBetween(0.0, reason.contribution() + 1e-6);
        });
        assertThat(reasons).anyMatch(reason -> reason.graph() > 0);
    }

    @Test
    void namesByHowMuchTheScoreFallsWithoutAReason() {
        Model graph = fit();
        History history = INTERACTIONS.history(3);
        Scored best = new Recommender(graph, FEATURES)
                .recommend(Request.of(history, 1))
                .get(0);
        Reason top = new Explainer(graph, FEATURES)
                .explain(Request.of(history, 1), best.item())
                .reasons()
                .get(0);
        int[] fewer = new int[history.size() - 1];
        int size = 0;
        for (int i = 0; i < history.size(); i++) {
            if (history.item(i) != top.item()) {
                fewer[size++] = history.item(i);
            }
        }
        float[] scores = new float[ITEMS];
        graph.score(new History(fewer, null), scores);
        assertThat(best.score() - scores[best.item()]).isCloseTo((float) top.contribution(), within(1e-5f));
    }

    private static void assertSums(Model model, Request request) {
        Explainer explainer = new Explainer(model, FEATURES);
        for (Scored scored : new Recommender(model, FEATURES).recommend(request)) {
            Explanation explanation = explainer.explain(request, scored.item());
            assertThat(explanation.score()).as("item %d", scored.item()).isCloseTo(scored.score(), within(1e-5));
            assertThat(explanation.reasons())
                    .isSortedAccordingTo(Comparator.comparingDouble(reason -> -Math.abs(reason.contribution())));
        }
    }

    private static History history() {
        return new History(new int[] {1, 9, 2}, null, new float[] {1, -0.5f, 2});
    }

    private static Model fit() {
        TrainingOptions options = new TrainingOptions(0.1, 20, 8, 1, 1);
        return Trainer.fit(Architectures.of("itemGraph"), INTERACTIONS, FEATURES, options, Monitor.SILENT)
                .model();
    }

    private static Interactions interactions() {
        Random random = new Random(5);
        int[] users = new int[600];
        int[] items = new int[600];
        for (int i = 0; i < users.length; i++) {
            users[i] = i % 60;
            items[i] = (users[i] % 4) * 10 + random.nextInt(12) - 1;
            items[i] = Math.min(ITEMS - 1, Math.max(0, items[i]));
        }
        return Interactions.of(60, ITEMS, users, items, null, null);
    }

    private static Matrix features() {
        Random random = new Random(6);
        Matrix matrix = new Matrix(ITEMS, 6);
        for (int item = 0; item < ITEMS; item++) {
            double squares = 0;
            for (int d = 0; d < 6; d++) {
                float value = random.nextFloat() + (item / 10 == d ? 2 : 0);
                matrix.values()[matrix.offset(item) + d] = value;
                squares += value * value;
            }
            for (int d = 0; d < 6; d++) {
                matrix.values()[matrix.offset(item) + d] /= (float) Math.sqrt(squares);
            }
        }
        return matrix;
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Model;
import org.graphrec.training.recommend.Eligibility;
import org.graphrec.training.recommend.Explainer;
import org.graphrec.training.recommend.Explanation;
import org.graphrec.training.recommend.Recommender;
import org.graphrec.training.recommend.Request;
import org.graphrec.training.recommend.Scored;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Explanations of every architecture: for ten thousand pairs they sum to the score that is served. */
class ExplanationsTest {
    private static final int USERS = 100;
    private static final int ITEMS = 200;
    private static final Interactions INTERACTIONS = RandomInteractions.of(USERS, ITEMS, 3000, 5);
    private static final Matrix FEATURES = Vectors.unitRows(RandomInteractions.features(ITEMS, 20, 3));

    @ParameterizedTest
    @MethodSource("org.graphrec.training.registry.Fittable#once")
    void sumToTheScore(Architecture architecture) {
        TrainingOptions options = new TrainingOptions(0.1, 20, 16, 1, 2);
        Model model = Trainer.fit(architecture, INTERACTIONS, FEATURES, options, Monitor.SILENT)
                .model();
        Explainer explainer = new Explainer(model, FEATURES);
        Recommender recommender = new Recommender(model, FEATURES);
        SplittableRandom random = new SplittableRandom(9);
        int pairs = 0;
        for (int user = 0; user < USERS; user++) {
            Request request = request(INTERACTIONS.history(user), user, random);
            List<Scored> scored = recommender.recommend(request);
            List<Explanation> explanations =
                    explainer.explain(request, scored.stream().map(Scored::item).toList());
            for (int i = 0; i < scored.size(); i++) {
                Explanation explanation = explanations.get(i);
                assertThat(explanation.score()).isCloseTo(scored.get(i).score(), within(1e-5));
                assertThat(explanation.reasons())
                        .allSatisfy(reason -> assertThat(reason.graph() + reason.text())
                                .isCloseTo(reason.contribution(), within(1e-9)));
                pairs++;
            }
        }
        assertThat(pairs).isGreaterThanOrEqualTo(10_000);
    }

    /** Every other user with a query, every third with a dislike. */
    private static Request request(History history, int user, SplittableRandom random) {
        float[] query = null;
        if (user % 2 == 0) {
            query = new float[FEATURES.columns()];
            for (int d = 0; d < query.length; d++) {
                query[d] = (float) random.nextGaussian();
            }
            Vectors.normalise(query, 0, query.length);
        }
        History disliked = new History(new int[] {random.nextInt(ITEMS)}, null, new float[] {-1});
        History all = user % 3 == 0 ? history.then(disliked) : history;
        Request request = Request.of(all, ITEMS).withQuery(query, 0.4);
        return user % 5 != 0 ? request : request.withEligible(Eligibility.ALL);
    }
}

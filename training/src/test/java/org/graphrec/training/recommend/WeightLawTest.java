// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A weight multiplies a score, or divides one below 0; it is a part of its own, and lists the same items. */
class WeightLawTest {
    private static final int REQUESTS = 8;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void multipliesTheScoreAndIsAPartOfIt(long seed) {
        RandomModels random = new RandomModels(seed);
        SplittableRandom numbers = new SplittableRandom(seed);
        float[] weights = new float[RandomModels.ITEMS];
        for (int item = 0; item < weights.length; item++) {
            weights[item] = item % 3 == 0 ? 1 : (float) Math.exp(4 * numbers.nextDouble() - 2);
        }
        for (Map.Entry<String, Model> entry : random.all().entrySet()) {
            ServedModel served = ServedModel.of(entry.getValue(), random.popularity, StackedMatrix.of(random.texts));
            RankingPolicy policy = new RankingPolicy(0, seed == 2 ? 0.4 : 0);
            BatchRecommender plain = new BatchRecommender(served, policy, 1);
            BatchRecommender weighted = new BatchRecommender(served, policy, weights, 1);
            for (int i = 0; i < REQUESTS; i++) {
                Request request = random.request(i % 2 == 0, i % 3 == 0).withK(RandomModels.ITEMS);
                Map<Integer, Scored> before = new HashMap<>();
                plain.recommend(request).forEach(one -> before.put(one.item(), one));
                List<Scored> rows = weighted.recommend(request);
                assertThat(rows).as(entry.getKey()).hasSameSizeAs(before.keySet());
                for (Scored row : rows) {
                    float score = before.get(row.item()).score();
                    double expected = score < 0 ? score / weights[row.item()] : score * weights[row.item()];
                    assertThat((double) row.score()).as(entry.getKey()).isCloseTo(expected, within(near(expected)));
                    assertThat(row.basis()).isEqualTo(before.get(row.item()).basis());
                    Explanation explanation = weighted.explainer(request).explain(request, row.item());
                    assertThat(explanation.score()).isCloseTo(row.score(), within(near(expected)));
                    assertThat(explanation.reasons().stream()
                                    .filter(reason -> reason.kind() == Reason.Kind.WEIGHT)
                                    .count())
                            .isLessThanOrEqualTo(weights[row.item()] == 1 ? 0 : 1);
                }
            }
        }
    }

    private static double near(double score) {
        return 1e-4 * Math.max(1, Math.abs(score));
    }
}

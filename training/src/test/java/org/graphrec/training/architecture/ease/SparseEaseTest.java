// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.ease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.fit.RandomInteractions;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;

class SparseEaseTest {
    private static final int ITEMS = 60;

    private final Interactions interactions = RandomInteractions.of(200, ITEMS, 2500, 3);

    @Test
    void withEveryItemAsAPredictorIsEase() {
        // so many, and alike, that any two items have users in common
        SplittableRandom random = new SplittableRandom(4);
        int[] users = random.ints(9_000, 0, 300).toArray();
        int[] items = random.ints(9_000, 0, ITEMS).toArray();
        Interactions many = Interactions.of(300, ITEMS, users, items, null, null);
        Ease.Parameters parameters = new Ease.Parameters(20, 0.5, ITEMS - 1);
        double[][] exact = dense(new Ease(many, 2, Monitor.SILENT).graph(parameters));
        double[][] sparse = dense(new SparseEase(many, 2, Monitor.SILENT).graph(parameters));
        for (int item = 0; item < ITEMS; item++) {
            assertThat(sparse[item]).containsExactly(exact[item], within(1e-4));
        }
    }

    @Test
    void predictsAnItemFromThoseThatExplainMostOfItAlone() {
        Ease.Parameters parameters = new Ease.Parameters(20, 0.5, 5);
        double[][] gram = gram(0.5);
        double[][] weights = dense(sparse(parameters, 2));
        double[][] expected = new double[ITEMS][ITEMS];
        double strongest = 0;
        for (int item = 0; item < ITEMS; item++) {
            int target = item;
            int[] predictors = IntStream.range(0, ITEMS)
                    .filter(other -> other != target)
                    .boxed()
                    .sorted((a, b) -> Double.compare(explained(gram, b, target), explained(gram, a, target)))
                    .limit(5)
                    .mapToInt(Integer::intValue)
                    .toArray();
            double[] solution = descended(gram, predictors, target, 20);
            for (int i = 0; i < 5; i++) {
                expected[predictors[i]][item] = solution[i];
                strongest = Math.max(strongest, Math.abs(solution[i]));
            }
        }
        for (int item = 0; item < ITEMS; item++) {
            for (int other = 0; other < ITEMS; other++) {
                assertThat(weights[item][other]).isCloseTo(expected[item][other] / strongest, within(1e-4));
            }
        }
    }

    @Test
    void isTheSameAtAnyConcurrency() {
        Ease.Parameters parameters = new Ease.Parameters(20, 0.5, 7);
        assertThat(dense(sparse(parameters, 4))).isDeepEqualTo(dense(sparse(parameters, 1)));
    }

    @Test
    void isWhatEaseFitsWhereTheInverseTakesTooLong() {
        TrainingOptions hasty = new TrainingOptions(0.1, 0, 16, 42, 2).withTimeBudgetSeconds(1e-6);
        assertThat(EaseArchitecture.exact(ITEMS, hasty)).isFalse();
        assertThat(EaseArchitecture.exact(ITEMS, TrainingOptions.defaults())).isTrue();
        assertThat(EaseArchitecture.exact(20_001, TrainingOptions.defaults().withTimeBudgetSeconds(1e6)))
                .isFalse();
        assertThat(Trainer.fit(Architectures.of("ease"), interactions, null, hasty, Monitor.SILENT)
                        .model()
                        .parameters())
                .hasEntrySatisfying("topK", count -> assertThat((long) count).isLessThan(ITEMS));
    }

    private ItemGraph sparse(Ease.Parameters parameters, int concurrency) {
        return new SparseEase(interactions, concurrency, Monitor.SILENT).graph(parameters);
    }

    private double explained(double[][] gram, int predictor, int item) {
        return gram[predictor][item] * gram[predictor][item] / (gram[predictor][predictor] + 20);
    }

    private double[][] gram(double userExponent) {
        Csr byUser = interactions.byUser();
        double mean = byUser.edges() / (double) byUser.rows();
        double[][] gram = new double[ITEMS][ITEMS];
        for (int user = 0; user < byUser.rows(); user++) {
            double weight = Math.pow(Math.max(1, byUser.degree(user)) / mean, -userExponent);
            for (int i = byUser.offsets()[user]; i < byUser.offsets()[user + 1]; i++) {
                for (int j = byUser.offsets()[user]; j < byUser.offsets()[user + 1]; j++) {
                    gram[byUser.targets()[i]][byUser.targets()[j]] += weight;
                }
            }
        }
        return gram;
    }

    /** The ridge regression by coordinate descent, which shares nothing with the solver. */
    private static double[] descended(double[][] gram, int[] predictors, int item, double lambda) {
        double[] solution = new double[predictors.length];
        for (int round = 0; round < 1000; round++) {
            for (int i = 0; i < solution.length; i++) {
                double rest = gram[predictors[i]][item];
                for (int j = 0; j < solution.length; j++) {
                    rest -= j == i ? 0 : gram[predictors[i]][predictors[j]] * solution[j];
                }
                solution[i] = rest / (gram[predictors[i]][predictors[i]] + lambda);
            }
        }
        return solution;
    }

    /** By source and target. */
    private static double[][] dense(ItemGraph graph) {
        double[][] dense = new double[ITEMS][ITEMS];
        Csr edges = graph.similarities();
        for (int item = 0; item < ITEMS; item++) {
            for (int edge = edges.offsets()[item]; edge < edges.offsets()[item + 1]; edge++) {
                dense[item][edges.targets()[edge]] = edges.weight(edge);
            }
        }
        return dense;
    }
}

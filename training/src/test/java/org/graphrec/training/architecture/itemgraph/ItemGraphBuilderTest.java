// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.propagate.CoOccurrence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemGraphBuilderTest {
    private static final int USERS = 40;
    private static final int ITEMS = 15;

    @ParameterizedTest
    @CsvSource({"0.5, 0.5, 0, 0", "0.9, 0.1, 1, 0", "0.3, 0.3, 0.5, 0", "0, -0.2, 0.25, 0", "0.5, 0.3, 0.5, 0.35"})
    void theLinearTermIsTheFormulaWrittenOut(double source, double target, double user, double strength) {
        Interactions interactions = random();
        ItemGraph graph = graph(interactions, new Exponents(source, target, user, strength, 0), 0);
        double[][] expected = writtenOut(interactions, source, target, user, strength);
        double strongest = 0;
        for (double[] row : expected) {
            for (double value : row) {
                strongest = Math.max(strongest, value);
            }
        }
        for (int from = 0; from < ITEMS; from++) {
            for (int to = 0; to < ITEMS; to++) {
                assertThat((double) graph.edge(from, to))
                        .as("edge from %d to %d", from, to)
                        .isCloseTo(expected[from][to] / strongest, within(1e-5));
            }
        }
    }

    @Test
    void theSpectralTermCountsAlikeWhateverTheUserExponent() {
        // the linear terms of users who all have as many items are multiples of each other
        Interactions interactions = alike();
        ItemGraph counted = graph(interactions, new Exponents(0.5, 0.5, 0, 0, 0.3), 0.5);
        ItemGraph shared = graph(interactions, new Exponents(0.5, 0.5, 1, 0, 0.3), 0.5);
        for (int from = 0; from < ITEMS; from++) {
            for (int to = 0; to < ITEMS; to++) {
                assertThat(shared.edge(from, to)).isCloseTo(counted.edge(from, to), within(1e-5f));
            }
        }
    }

    private static ItemGraph graph(Interactions interactions, Exponents exponents, double spectralWeight) {
        CoOccurrence matrix = new CoOccurrence(interactions, 2, Monitor.SILENT);
        RandomizedSvd svd = RandomizedSvd.of(matrix, spectralWeight > 0 ? 4 : 0, 4, 1, 2, Monitor.SILENT);
        int[] ranks = spectralWeight > 0 ? new int[] {4} : new int[0];
        SimilarityTerms terms = new SimilarityTerms(
                new HeldPairs(interactions, 2, Monitor.SILENT),
                svd,
                ranks,
                null,
                null,
                exponents.user(),
                new double[] {0.5, 0},
                new double[] {exponents.spectral()},
                ITEMS);
        return new ItemGraphBuilder(terms, null, 2, Monitor.SILENT)
                .build(new ItemGraphSettings(exponents, spectralWeight, 4, 0, 0, 1, ITEMS, HistoryWeighting.NONE));
    }

    private static double[][] writtenOut(
            Interactions interactions, double source, double target, double userExponent, double strength) {
        Csr byUser = interactions.byUser();
        Csr byItem = interactions.byItem();
        double[][] sums = new double[ITEMS][ITEMS];
        for (int user = 0; user < USERS; user++) {
            int degree = byUser.degree(user);
            double mean = 0;
            for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                mean += byUser.weight(edge) / degree;
            }
            for (int a = byUser.offsets()[user]; a < byUser.offsets()[user + 1]; a++) {
                for (int b = byUser.offsets()[user]; b < byUser.offsets()[user + 1]; b++) {
                    int from = byUser.targets()[a];
                    int to = byUser.targets()[b];
                    if (from != to) {
                        sums[from][to] += Math.pow(degree, -userExponent)
                                * Math.pow(byUser.weight(a) / mean * byUser.weight(b) / mean, strength)
                                * Math.pow(byItem.degree(from), -source)
                                * Math.pow(byItem.degree(to), -target);
                    }
                }
            }
        }
        return sums;
    }

    private static Interactions random() {
        SplittableRandom random = new SplittableRandom(5);
        int[] users = new int[300];
        int[] items = new int[users.length];
        float[] weights = new float[users.length];
        for (int i = 0; i < users.length; i++) {
            users[i] = (int) (USERS * random.nextDouble() * random.nextDouble());
            items[i] = (int) (ITEMS * random.nextDouble() * random.nextDouble());
            weights[i] = 1 + random.nextInt(50);
        }
        return Interactions.of(USERS, ITEMS, users, items, weights, null);
    }

    private static Interactions alike() {
        SplittableRandom random = new SplittableRandom(6);
        int[] users = new int[USERS * 5];
        int[] items = new int[users.length];
        for (int user = 0; user < USERS; user++) {
            int first = random.nextInt(ITEMS);
            int step = 1 + random.nextInt(2);
            for (int i = 0; i < 5; i++) {
                users[user * 5 + i] = user;
                items[user * 5 + i] = (first + i * step) % ITEMS;
            }
        }
        return Interactions.of(USERS, ITEMS, users, items, null, null);
    }
}

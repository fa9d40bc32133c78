// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.rp3beta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.junit.jupiter.api.Test;

class RandomWalksTest {
    private static final int USERS = 40;
    private static final int ITEMS = 25;
    private static final double[][] HISTORIES = histories();

    /** 1 where a user has an item. */
    private static double[][] histories() {
        SplittableRandom random = new SplittableRandom(3);
        double[][] histories = new double[USERS][ITEMS];
        for (int user = 0; user < USERS; user++) {
            for (int i = 0; i < 1 + user % 7; i++) {
                histories[user][random.nextInt(ITEMS)] = 1;
            }
        }
        return histories;
    }

    private static Csr similarities(double alpha, double beta, int neighbours, int concurrency) {
        int[] pairs = IntStream.range(0, USERS * ITEMS)
                .filter(pair -> HISTORIES[pair / ITEMS][pair % ITEMS] == 1)
                .toArray();
        Interactions interactions = Interactions.of(
                USERS,
                ITEMS,
                IntStream.of(pairs).map(pair -> pair / ITEMS).toArray(),
                IntStream.of(pairs).map(pair -> pair % ITEMS).toArray(),
                null,
                null);
        return new RandomWalks(interactions, concurrency, Monitor.SILENT)
                .graph(new RandomWalks.Parameters(alpha, beta, neighbours))
                .similarities();
    }

    /** As in the paper: the product of the two matrices of transitions, dense. */
    private static double[][] expected(double alpha, double beta) {
        double[][] expected = new double[ITEMS][ITEMS];
        double strongest = 0;
        for (int from = 0; from < ITEMS; from++) {
            for (int to = 0; to < ITEMS; to++) {
                for (double[] history : HISTORIES) {
                    double there = history[from] / Math.max(1, degree(from));
                    double back = history[to]
                            / Math.max(
                                    1,
                                    IntStream.range(0, ITEMS)
                                            .mapToDouble(i -> history[i])
                                            .sum());
                    if (there > 0 && back > 0 && from != to) {
                        expected[from][to] += Math.pow(there, alpha) * Math.pow(back, alpha);
                    }
                }
                expected[from][to] /= Math.pow(Math.max(1, degree(to)), beta);
                strongest = Math.max(strongest, expected[from][to]);
            }
        }
        for (double[] row : expected) {
            for (int to = 0; to < ITEMS; to++) {
                row[to] /= strongest;
            }
        }
        return expected;
    }

    private static double degree(int item) {
        double degree = 0;
        for (double[] history : HISTORIES) {
            degree += history[item];
        }
        return degree;
    }

    @Test
    void areTheProductOfTheTransitionsOfThePaper() {
        for (double alpha : new double[] {0.4, 1, 1.3}) {
            for (double beta : new double[] {0, 0.7}) {
                Csr similarities = similarities(alpha, beta, ITEMS, 2);
                double[][] actual = new double[ITEMS][ITEMS];
                for (int from = 0; from < ITEMS; from++) {
                    for (int edge = similarities.offsets()[from];
                            edge < similarities.offsets()[from + 1];
                            edge++) {
                        actual[from][similarities.targets()[edge]] = similarities.weight(edge);
                    }
                }
                double[][] expected = expected(alpha, beta);
                for (int from = 0; from < ITEMS; from++) {
                    assertThat(actual[from]).containsExactly(expected[from], within(1e-5));
                }
            }
        }
    }

    @Test
    void keepTheStrongestOfEachItem() {
        double[][] all = expected(1, 0.5);
        Csr similarities = similarities(1, 0.5, 3, 1);
        for (int from = 0; from < ITEMS; from++) {
            int row = from;
            double weakestKept = IntStream.range(
                            similarities.offsets()[from], similarities.offsets()[from + 1])
                    .mapToDouble(similarities::weight)
                    .min()
                    .orElse(0);
            long stronger = IntStream.range(0, ITEMS)
                    .filter(to -> all[row][to] > weakestKept + 1e-6)
                    .count();
            assertThat(similarities.degree(from)).isLessThanOrEqualTo(3);
            assertThat(stronger).isLessThan(3);
        }
    }

    @Test
    void areTheSameBitsAtAnyConcurrency() {
        Csr one = similarities(0.6, 0.3, 5, 1);
        Csr four = similarities(0.6, 0.3, 5, 4);
        assertThat(four.targets()).isEqualTo(one.targets());
        for (int edge = 0; edge < one.edges(); edge++) {
            assertThat(four.weight(edge)).isEqualTo(one.weight(edge));
        }
    }
}

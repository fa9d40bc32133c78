// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class ItemPropagationTest {

    private static final int USERS = 4;

    private static final int ITEMS = 6;

    private final Bipartite graph =
            new Bipartite(USERS, ITEMS, new int[] {0, 0, 1, 1, 1, 2, 2, 3}, new int[] {0, 1, 1, 4, 2, 0, 4, 2});

    @Test
    void isItsOwnAdjoint() {
        for (int layers = 0; layers <= 5; layers++) {
            ItemPropagation propagation = propagation(layers);
            float[][] x = Numbers.random(ITEMS, 3, 1);
            float[][] y = Numbers.random(ITEMS, 3, 2);
            assertThat(Numbers.inner(propagation.apply(x, 3), y))
                    .isCloseTo(Numbers.inner(x, propagation.apply(y, 3)), within(1e-5));
        }
    }

    @Test
    void isTheMeanOverLayersOfTheWholeBipartiteGraph() {
        for (int layers = 0; layers <= 4; layers++) {
            float[][] x = Numbers.random(ITEMS, 1, 3);
            float[][] found = propagation(layers).apply(x, 1);
            double[] expected = meanOverLayers(x, layers);
            for (int item = 0; item < ITEMS; item++) {
                boolean cold = item == 3 || item == 5;
                assertThat((double) found[item][0]).isCloseTo(cold ? x[item][0] : expected[item], within(1e-6));
            }
        }
    }

    /** LightGCN on all nodes, one layer after the other, users starting as what their items send them. */
    private double[] meanOverLayers(float[][] x, int layers) {
        double[] nodes = new double[USERS + ITEMS];
        for (int user = 0; user < USERS; user++) {
            for (int item = 0; item < ITEMS; item++) {
                nodes[user] += graph.at(user, item) * x[item][0];
            }
        }
        for (int item = 0; item < ITEMS; item++) {
            nodes[USERS + item] = x[item][0];
        }
        double[] mean = new double[ITEMS];
        for (int layer = 0; layer <= layers; layer++) {
            double[] next = new double[nodes.length];
            for (int item = 0; item < ITEMS; item++) {
                mean[item] += nodes[USERS + item] / (layers + 1);
                for (int user = 0; user < USERS; user++) {
                    next[user] += graph.at(user, item) * nodes[USERS + item];
                    next[USERS + item] += graph.at(user, item) * nodes[user];
                }
            }
            nodes = next;
        }
        return mean;
    }

    private ItemPropagation propagation(int layers) {
        BitSet cold = new BitSet();
        cold.set(3);
        cold.set(5);
        return new ItemPropagation(graph, cold, layers);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Parallel;

/**
 * Whether what items have in common goes with what users have in common: the items of one user are more alike by a relation than they
 * would be if its nodes were dealt out to other items. After N. Mantel, "The detection of disease clustering and a generalized
 * regression approach" (1967), with likeness in place of distance.
 *
 * <p>Two items are as alike as the cosine of their nodes, weighted by rarity. Nodes are dealt out among items with about as many, since
 * items with many nodes are more alike than others, and may be the popular ones.
 */
public final class Association {
    private static final int DEALS = 19;

    /** Standard errors above chance from which a relation tells something. */
    private static final double BEYOND_CHANCE = 3;

    /** Items among which nodes are dealt out. */
    private static final int ITEMS_PER_DEAL = 50;

    /** Steps of one deal; of more users than that takes, some are chosen evenly. */
    private static final double MOST_STEPS = 2e6;

    private final Csr edges; // [items, nodes]
    private final Csr byUser;
    private final float[] rarities; // by node
    private final float[] lengths; // by item, 0 where nothing is known of it
    private final int every;

    private Association(Csr edges, Csr byUser) {
        this.edges = edges;
        this.byUser = byUser;
        this.rarities = rarities(edges);
        this.lengths = new float[edges.rows()];
        for (int item = 0; item < lengths.length; item++) {
            double squares = 0;
            for (int edge = edges.offsets()[item]; edge < edges.offsets()[item + 1]; edge++) {
                float rarity = rarities[edges.targets()[edge]];
                squares += (double) rarity * rarity;
            }
            lengths[item] = (float) Math.sqrt(squares);
        }
        double steps = 0;
        for (int item : byUser.targets()) {
            steps += edges.degree(item);
        }
        this.every = (int) Math.ceil(Math.max(1, steps / MOST_STEPS));
    }

    /**
     * How much the nodes that lead to items tell of them, by the number of items they lead to: ln(items / degree), and nothing of a
     * node with one item alone.
     *
     * @param edges [items, nodes]
     */
    public static float[] rarities(Csr edges) {
        int[] degrees = new int[edges.columns()];
        for (int node : edges.targets()) {
            degrees[node]++;
        }
        float[] rarities = new float[degrees.length];
        for (int node = 0; node < rarities.length; node++) {
            rarities[node] = degrees[node] < 2 ? 0 : (float) Math.log((double) edges.rows() / degrees[node]);
        }
        return rarities;
    }

    /** True when a relation from items to nodes goes with the histories of users beyond chance. */
    public static boolean beyondChance(
            Relation relation, Interactions interactions, long randomSeed, int concurrency, Monitor monitor) {
        Association test = new Association(relation.edges(), interactions.byUser());
        double[] likeness = new double[DEALS + 1];
        int[] sorted = test.sorted();
        Parallel.forBlocks(likeness.length, 1, concurrency, monitor.withoutProgress(), (from, to) -> {
            for (int deal = from; deal < to; deal++) {
                likeness[deal] = test.likeness(dealt(sorted, relation.edges().rows(), deal, randomSeed), monitor);
            }
        });
        double mean = Arrays.stream(likeness, 1, likeness.length).average().orElse(0);
        double squares = Arrays.stream(likeness, 1, likeness.length)
                .map(one -> (one - mean) * (one - mean))
                .sum();
        double doubt = BEYOND_CHANCE * Math.sqrt(squares / (DEALS - 1)) + 1e-9 * Math.abs(mean);
        return likeness[0] > mean + doubt;
    }

    /** The items of which something is known, by how many nodes they have. */
    private int[] sorted() {
        return IntStream.range(0, edges.rows())
                .filter(item -> lengths[item] > 0)
                .boxed()
                .sorted(Comparator.comparingInt(edges::degree))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** For each item the one whose nodes it gets; its own in the deal 0. */
    private static int[] dealt(int[] sorted, int items, int deal, long randomSeed) {
        int[] dealt = IntStream.range(0, items).toArray();
        if (deal == 0) {
            return dealt;
        }
        SplittableRandom random = new SplittableRandom(randomSeed + deal);
        for (int from = 0; from < sorted.length; from += ITEMS_PER_DEAL) {
            int to = Math.min(sorted.length, from + ITEMS_PER_DEAL);
            for (int i = to - 1; i > from; i--) {
                int one = sorted[i];
                int other = sorted[from + random.nextInt(i - from + 1)];
                int swap = dealt[one];
                dealt[one] = dealt[other];
                dealt[other] = swap;
            }
        }
        return dealt;
    }

    /** The sum over users and their items of how alike the item is to the user's others on the mean. */
    private double likeness(int[] dealt, Monitor monitor) {
        double[] sums = new double[edges.columns()];
        int[] touched = new int[edges.columns()];
        double likeness = 0;
        for (int user = 0; user < byUser.rows(); user += every) {
            monitor.assertRunning();
            int count = 0;
            int items = 0;
            for (int i = byUser.offsets()[user]; i < byUser.offsets()[user + 1]; i++) {
                int item = dealt[byUser.targets()[i]];
                items += lengths[item] > 0 ? 1 : 0;
                for (int edge = edges.offsets()[item]; edge < edges.offsets()[item + 1]; edge++) {
                    int node = edges.targets()[edge];
                    if (rarities[node] > 0) {
                        if (sums[node] == 0) {
                            touched[count++] = node;
                        }
                        sums[node] += rarities[node] / lengths[item];
                    }
                }
            }
            double squares = 0;
            for (int i = 0; i < count; i++) {
                squares += sums[touched[i]] * sums[touched[i]];
                sums[touched[i]] = 0;
            }
            likeness += items < 2 ? 0 : (squares - items) / (items - 1);
        }
        return likeness;
    }
}

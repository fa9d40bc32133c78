// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.neighbourhood;

import java.util.Arrays;
import java.util.Map;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Parts;

/**
 * What users have who have something of the history. The score of an item is the sum, over the items of the history, of the chance
 * that a random walk goes from there to a user and on to the item: 1 / (users of the first) for the first step and 1 / (items of the
 * user) for the second (Cooper, Lee, Radzik &amp; Siantos, "Random walks in recommender systems: exact computation and simulations",
 * WWW 2014, P3). Only some users are walked over; see {@link NeighbourSampler}. Nothing is trained, and nothing is chosen on data.
 */
public final class NeighbourhoodModel implements Model {
    private final int items;
    private final int[][] itemsOfUsers;
    private final int[] usersOfItem;
    private final boolean[] reached;

    /**
     * A model over some users, whose arrays are not copied.
     *
     * @param items number of items
     * @param itemsOfUsers for each user who is walked over, all items they have, ascending
     * @param usersOfItem [items] how many users have each item, those who are not walked over included; read for items of histories,
     *     where it is at least 1
     */
    public NeighbourhoodModel(int items, int[][] itemsOfUsers, int[] usersOfItem) {
        Require.size("usersOfItem", usersOfItem.length, items);
        this.items = items;
        this.itemsOfUsers = itemsOfUsers;
        this.usersOfItem = usersOfItem;
        this.reached = new boolean[items];
        for (int[] own : itemsOfUsers) {
            for (int item : own) {
                reached[Require.index("item", item, items)] = true;
            }
        }
    }

    @Override
    public String architecture() {
        return "neighbourhood";
    }

    @Override
    public int items() {
        return items;
    }

    @Override
    public void score(History history, float[] scores) {
        Require.atLeast("size of scores", scores.length, items);
        double[] steps = steps(history);
        double[] sums = new double[items];
        for (int[] own : itemsOfUsers) {
            double chance = 0;
            for (int item : own) {
                chance += steps[item];
            }
            if (chance != 0) {
                for (int item : own) {
                    // a walk back to where it began says nothing
                    sums[item] += (chance - steps[item]) / own.length;
                }
            }
        }
        for (int item = 0; item < items; item++) {
            scores[item] = (float) sums[item];
        }
    }

    /** For each item, the chance of the first step to any one of its users; 0 for what is not in the history. */
    private double[] steps(History history) {
        double[] steps = new double[items];
        for (int i = 0; i < history.size(); i++) {
            int item = Require.index("item", history.item(i), items);
            steps[item] = (double) history.emphasis(i) / Math.max(1, usersOfItem[item]);
        }
        return steps;
    }

    @Override
    public Parts parts(History history) {
        double[] steps = steps(history);
        return item -> {
            double[] parts = new double[history.evidence()];
            for (int[] own : itemsOfUsers) {
                if (Arrays.binarySearch(own, item) < 0) {
                    continue;
                }
                for (int i = 0; i < history.size(); i++) {
                    int source = history.item(i);
                    if (source != item && Arrays.binarySearch(own, source) >= 0) {
                        parts[i] += steps[source] / own.length;
                    }
                }
            }
            return parts;
        };
    }

    /** Whether nobody who is walked over has it. */
    @Override
    public boolean cold(int item) {
        return !reached[Require.index("item", item, items)];
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of();
    }
}

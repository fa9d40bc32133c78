// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.neighbourhood;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chooses whom to walk over, so that an answer takes about the same time for everybody: of each item of a history so many of its
 * users are looked at, and of those the ones that a walk is most likely to go on from.
 */
public final class NeighbourSampler {
    /** Users of one item that are looked at; of an item with more, these stand for all. */
    public static final int OF_ITEM = 100;

    /** Users that are walked over. */
    public static final int WALKED_OVER = 100;

    /** Items of a history that are walked from: the latest. */
    public static final int OF_HISTORY = 500;

    private final Map<Long, Double> chances = new TreeMap<>();

    /**
     * Adds an item of the history.
     *
     * @param users some of its users, or all
     * @param all how many users it has, at least as many
     */
    public void add(Iterable<Long> users, int all) {
        for (long user : users) {
            chances.merge(user, 1.0 / Math.max(1, all), Double::sum);
        }
    }

    /** The users that were met, by key. */
    public List<Long> met() {
        return List.copyOf(chances.keySet());
    }

    /**
     * The users that walks most likely go over and on from to any one item, likeliest first; ties by the smaller key.
     *
     * @param degrees how many items a user has; where that is not known, all count as having the same number
     * @param most so many at most
     */
    public List<Long> likeliest(Map<Long, Integer> degrees, int most) {
        Map<Long, Double> onwards = new HashMap<>();
        chances.forEach((user, chance) -> onwards.put(user, chance / Math.max(1, degrees.getOrDefault(user, 1))));
        return chances.keySet().stream()
                .sorted((one, other) -> {
                    int byChance = Double.compare(onwards.get(other), onwards.get(one));
                    return byChance != 0 ? byChance : Long.compare(one, other);
                })
                .limit(most)
                .toList();
    }
}

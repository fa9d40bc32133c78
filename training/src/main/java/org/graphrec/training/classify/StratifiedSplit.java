// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Nodes in two parts that have every class in the same share. */
final class StratifiedSplit {

    private final int[] kept;
    private final int[] held;

    private StratifiedSplit(int[] kept, int[] held) {
        this.kept = kept;
        this.held = held;
    }

    /** At least one node of every class. */
    int[] kept() {
        return kept;
    }

    /** The others. */
    int[] held() {
        return held;
    }

    /** Holds out a share of the nodes of each class, rounded; both parts keep the order of the nodes. */
    static StratifiedSplit of(int[] nodes, int[] classOf, int classes, double fraction, long randomSeed) {
        SplittableRandom random = new SplittableRandom(randomSeed);
        int[] left = new int[classes];
        for (int node : nodes) {
            left[classOf[node]]++;
        }
        int[] wanted = new int[classes];
        for (int c = 0; c < classes; c++) {
            wanted[c] = (int) Math.min(Math.round(fraction * left[c]), Math.max(0, left[c] - 1));
        }
        List<Integer> kept = new ArrayList<>();
        List<Integer> held = new ArrayList<>();
        for (int node : nodes) {
            int c = classOf[node];
            // selection sampling: each of the remaining is taken with the share still wanted
            boolean take = random.nextInt(left[c]--) < wanted[c];
            wanted[c] -= take ? 1 : 0;
            (take ? held : kept).add(node);
        }
        return new StratifiedSplit(array(kept), array(held));
    }

    /**
     * Splits that hold out each node once, but for the only one of its class: that is never held out. The nodes of a class are dealt
     * to the folds in a random order, so that every fold has every class in about the same share.
     */
    static List<StratifiedSplit> folds(int[] nodes, int[] classOf, int classes, int folds, long randomSeed) {
        SplittableRandom random = new SplittableRandom(randomSeed);
        int[] foldOf = new int[nodes.length];
        int next = 0;
        for (int c = 0; c < classes; c++) {
            int wanted = c;
            int[] places = IntStream.range(0, nodes.length)
                    .filter(i -> classOf[nodes[i]] == wanted)
                    .toArray();
            for (int left = places.length; left > 0; left--) {
                int drawn = random.nextInt(left);
                foldOf[places[drawn]] = places.length == 1 ? -1 : next++ % folds;
                places[drawn] = places[left - 1];
            }
        }
        List<StratifiedSplit> splits = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            int now = fold;
            splits.add(new StratifiedSplit(
                    IntStream.range(0, nodes.length)
                            .filter(i -> foldOf[i] != now)
                            .map(i -> nodes[i])
                            .toArray(),
                    IntStream.range(0, nodes.length)
                            .filter(i -> foldOf[i] == now)
                            .map(i -> nodes[i])
                            .toArray()));
        }
        return splits;
    }

    /** These as they are. */
    static StratifiedSplit given(int[] kept, int[] held) {
        return new StratifiedSplit(kept, held);
    }

    private static int[] array(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}

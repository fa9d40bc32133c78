package org.graphrec.training.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

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

    private static int[] array(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}

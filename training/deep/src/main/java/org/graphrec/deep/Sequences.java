// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;

/**
 * The histories of an epoch, cut into batches of about the same length. A long history shows another part of it each time; without
 * times, a history has no order and is shuffled each time.
 */
final class Sequences {

    private final Interactions interactions;
    private final int length;
    private final int batchSize;

    /** Histories of at most {@code length} items and the one after each. */
    Sequences(Interactions interactions, int length, int batchSize) {
        this.interactions = interactions;
        this.length = length;
        this.batchSize = batchSize;
    }

    /** Batches in an epoch. */
    int batches() {
        int usable = 0;
        for (int user = 0; user < interactions.users(); user++) {
            usable += interactions.byUser().degree(user) > 1 ? 1 : 0;
        }
        return (usable + batchSize - 1) / batchSize;
    }

    /** The batches of an epoch: item sequences of at least two. */
    List<int[][]> epoch(SplittableRandom random) {
        List<int[]> sequences = new ArrayList<>();
        for (int user = 0; user < interactions.users(); user++) {
            if (interactions.byUser().degree(user) > 1) {
                sequences.add(sequence(user, random));
            }
        }
        shuffle(sequences, random);
        sequences.sort(Comparator.comparingInt(sequence -> sequence.length));
        List<int[][]> batches = new ArrayList<>();
        for (int from = 0; from < sequences.size(); from += batchSize) {
            batches.add(sequences
                    .subList(from, Math.min(sequences.size(), from + batchSize))
                    .toArray(int[][]::new));
        }
        shuffle(batches, random);
        return batches;
    }

    private int[] sequence(int user, SplittableRandom random) {
        Csr byUser = interactions.byUser();
        int from = byUser.offsets()[user];
        int to = byUser.offsets()[user + 1];
        int wanted = Math.min(length + 1, to - from);
        if (interactions.timed()) {
            int start = from + random.nextInt(to - from - wanted + 1);
            return Arrays.copyOfRange(byUser.targets(), start, start + wanted);
        }
        int[] all = Arrays.copyOfRange(byUser.targets(), from, to);
        for (int i = 0; i < wanted; i++) {
            int other = i + random.nextInt(all.length - i);
            int item = all[other];
            all[other] = all[i];
            all[i] = item;
        }
        return Arrays.copyOf(all, wanted);
    }

    private static <T> void shuffle(List<T> list, SplittableRandom random) {
        for (int i = list.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            T last = list.get(i);
            list.set(i, list.get(other));
            list.set(other, last);
        }
    }
}

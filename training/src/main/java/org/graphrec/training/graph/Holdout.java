package org.graphrec.training.graph;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.graphrec.training.Require;

/**
 * Interactions in two parts: what a model may learn from, and what it must then predict.
 *
 * @param training everything not held out
 * @param held the held-out interactions
 */
public record Holdout(Interactions training, Interactions held) {

    /**
     * Holds out a share of every user's interactions: the last ones when times are known, else a random choice.
     *
     * <p>Of n interactions, fraction * n are held out on average, rounded up or down at random, so that short histories take
     * part too; at least one always stays.
     *
     * @param fraction from 0 to 1
     */
    public static Holdout of(Interactions interactions, double fraction, long randomSeed) {
        Require.between("fraction", fraction, 0.0, 1.0);
        SplittableRandom random = new SplittableRandom(randomSeed);
        boolean[] held = new boolean[interactions.size()];
        Csr byUser = interactions.byUser();
        for (int user = 0; user < interactions.users(); user++) {
            int size = byUser.degree(user);
            int count = Math.min((int) (size * fraction + random.nextDouble()), size - 1);
            int from = byUser.offsets()[user];
            for (int i = 0; i < size && count > 0; i++) {
                // Selection sampling: each of the remaining is taken with the share still wanted.
                boolean take = interactions.timed() ? size - i <= count : random.nextInt(size - i) < count;
                if (take) {
                    held[from + i] = true;
                    count--;
                }
            }
        }
        return new Holdout(part(interactions, held, false), part(interactions, held, true));
    }

    /** Holds out all interactions of some items, as if they were new. */
    public static Holdout ofItems(Interactions interactions, BitSet items) {
        boolean[] held = new boolean[interactions.size()];
        for (int edge = 0; edge < held.length; edge++) {
            held[edge] = items.get(interactions.byUser().targets()[edge]);
        }
        return new Holdout(part(interactions, held, false), part(interactions, held, true));
    }

    /** The marked interactions, or those that are not marked. */
    static Interactions part(Interactions interactions, boolean[] held, boolean which) {
        Csr byUser = interactions.byUser();
        int size = 0;
        for (boolean is : held) {
            size += is == which ? 1 : 0;
        }
        int[] offsets = new int[byUser.rows() + 1];
        int[] targets = new int[size];
        float[] weights = byUser.weighted() ? new float[size] : null;
        int position = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                if (held[edge] == which) {
                    targets[position] = byUser.targets()[edge];
                    if (weights != null) {
                        weights[position] = byUser.weight(edge);
                    }
                    position++;
                }
            }
            offsets[user + 1] = position;
        }
        return interactions.withHistories(new Csr(byUser.rows(), byUser.columns(), offsets, targets, weights));
    }
}

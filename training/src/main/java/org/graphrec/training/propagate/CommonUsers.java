// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.propagate;

import java.util.Arrays;
import org.graphrec.training.graph.Csr;

/**
 * What the users of two items say of them together: the rows of R' D_u^-a R, where D_u holds the users' numbers of items, and R has
 * (w_ui / w_u)^p for an interaction of weight w_ui of a user whose weights have the mean w_u, so that p = 0 counts interactions.
 */
public final class CommonUsers {
    private final Csr byUser;
    private final Csr byItem;
    private final float[] shares;
    private final boolean plain;

    /** Where {@code own} is not null, rows are those items alone, in this order. */
    CommonUsers(Csr byUser, Csr byItem, int[] own, double userExponent, double strength) {
        this.plain = strength == 0 || !byUser.weighted();
        this.byUser = plain ? byUser : strengths(byUser, strength);
        this.byItem = plain ? byItem : CoOccurrence.byItem(this.byUser, own);
        this.shares = new float[byUser.rows()];
        for (int user = 0; user < shares.length; user++) {
            int degree = byUser.degree(user);
            shares[user] = degree == 0 ? 0 : (float) Math.pow(degree, -userExponent);
        }
    }

    /** The interactions of each user, with their weights divided by the user's mean weight, to the power of {@code strength}. */
    public static Csr strengths(Csr byUser, double strength) {
        float[] values = new float[byUser.edges()];
        for (int user = 0; user < byUser.rows(); user++) {
            int from = byUser.offsets()[user];
            int to = byUser.offsets()[user + 1];
            double sum = 0;
            for (int edge = from; edge < to; edge++) {
                sum += byUser.weight(edge);
            }
            double mean = sum / Math.max(1, to - from);
            for (int edge = from; edge < to; edge++) {
                values[edge] = (float) Math.pow(byUser.weight(edge) / mean, strength);
            }
        }
        return new Csr(byUser.rows(), byUser.columns(), byUser.offsets(), byUser.targets(), values);
    }

    /**
     * Adds the row of {@code item} to {@code sums}, and lists the items whose sum was 0 before.
     *
     * @param item a row of the matrix this was made of: of a part, the place of the item in it
     * @param sums by item
     * @param touched receives the items
     * @return how many items are in {@code touched}
     */
    public int add(int item, float[] sums, int[] touched) {
        int count = 0;
        for (int edge = byItem.offsets()[item]; edge < byItem.offsets()[item + 1]; edge++) {
            int user = byItem.targets()[edge];
            float share = plain ? shares[user] : shares[user] * byItem.weight(edge);
            for (int other = byUser.offsets()[user]; other < byUser.offsets()[user + 1]; other++) {
                int target = byUser.targets()[other];
                if (sums[target] == 0) {
                    touched[count++] = target;
                }
                sums[target] += plain ? share : share * byUser.weight(other);
            }
        }
        return count;
    }

    /**
     * Does as {@link #add(int, float[], int[])} does, of two exponents at once, and passes over weights.
     *
     * @param other of the same matrix
     * @param sums at 2 i for item i as these users count, and behind it as {@code other} has them
     */
    public int add(int item, CommonUsers other, float[] sums, int[] touched) {
        int count = 0;
        for (int edge = byItem.offsets()[item]; edge < byItem.offsets()[item + 1]; edge++) {
            int user = byItem.targets()[edge];
            float share = shares[user];
            float otherShare = other.shares[user];
            for (int one = byUser.offsets()[user]; one < byUser.offsets()[user + 1]; one++) {
                int target = byUser.targets()[one];
                if (sums[2 * target] == 0) {
                    touched[count++] = target;
                }
                sums[2 * target] += share;
                sums[2 * target + 1] += otherShare;
            }
        }
        return count;
    }

    /**
     * What the users of some items, one behind the other, say of each and of its targets.
     *
     * @param first row of the first one, as in {@link #add}
     * @param targets of each
     * @return of each, by position in its targets
     */
    public float[][] of(int first, int[][] targets) {
        Reader reader = reader();
        float[][] values = new float[targets.length][];
        for (int i = 0; i < values.length; i++) {
            values[i] = reader.of(first + i, targets[i]);
        }
        return values;
    }

    /** A reader of one thread. */
    public Reader reader() {
        return new Reader();
    }

    /** Reads what users say of some targets of an item, and passes over the others. */
    public final class Reader {
        /** Where what is said of other items is added, and read by nobody: several, so that no sum waits for the one before. */
        private static final int OTHERS = 64;

        private final int[] places = new int[byUser.columns()];
        private float[] sums = new float[2 * OTHERS];

        private Reader() {
            Arrays.setAll(places, Reader::other);
        }

        private static int other(int item) {
            return item % OTHERS;
        }

        /** By position in {@code targets}; the item as in {@link #add(int, float[], int[])}. */
        public float[] of(int item, int[] targets) {
            if (sums.length < OTHERS + targets.length) {
                sums = new float[OTHERS + targets.length];
            }
            Arrays.fill(sums, 0);
            for (int i = 0; i < targets.length; i++) {
                places[targets[i]] = OTHERS + i;
            }
            for (int edge = byItem.offsets()[item]; edge < byItem.offsets()[item + 1]; edge++) {
                int user = byItem.targets()[edge];
                float share = plain ? shares[user] : shares[user] * byItem.weight(edge);
                for (int other = byUser.offsets()[user]; other < byUser.offsets()[user + 1]; other++) {
                    sums[places[byUser.targets()[other]]] += plain ? share : share * byUser.weight(other);
                }
            }
            for (int target : targets) {
                places[target] = other(target);
            }
            return Arrays.copyOfRange(sums, OTHERS, OTHERS + targets.length);
        }
    }

    /** Makes the sums that {@link #add} touched 0 again. */
    public static void clear(float[] sums, int[] touched, int count) {
        for (int i = 0; i < count; i++) {
            sums[touched[i]] = 0;
        }
    }
}

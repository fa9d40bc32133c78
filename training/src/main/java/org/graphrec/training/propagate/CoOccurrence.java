// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.propagate;

import java.util.Arrays;
import java.util.BitSet;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.math.Spmm;

/**
 * The normalised interaction matrix R~ = D_u^-1/2 R D_i^-1/2 of users and items, binary, as an operator, and the rows of its
 * Gram matrix R~' R~. Every singular value of R~ is at most 1.
 */
public final class CoOccurrence implements RandomizedSvd.Operator {

    private final Csr byUser;
    private final Csr byItem;
    private final int[] own; // the items that are rows of byItem; null: all
    private final int[] degrees;
    private final float[] userScale;
    private final float[] itemScale;
    private final int concurrency;
    private final Monitor monitor;

    /** The matrix of these interactions; {@code monitor} is only asked whether to go on. */
    public CoOccurrence(Interactions interactions, int concurrency, Monitor monitor) {
        this(interactions.byUser(), interactions.byItem(), null, null, concurrency, monitor);
    }

    private CoOccurrence(Csr byUser, Csr byItem, int[] own, int[] degrees, int concurrency, Monitor monitor) {
        this.byUser = byUser;
        this.byItem = byItem;
        this.own = own;
        this.degrees = degrees == null ? degrees(byItem) : degrees;
        this.userScale = inverseRoots(degrees(byUser));
        this.itemScale = inverseRoots(this.degrees);
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
    }

    /**
     * A part of a larger matrix, on the calling thread: what is said of some items by all of their users. {@link #multiplyTransposed} and
     * {@link #commonUsers} then have one row for each of these items, and the same bits as in the whole.
     *
     * @param byUser [some users, items] whole histories, the users in the order of the whole: all who interacted with one of the items
     * @param own the items, ascending
     * @param degrees of every item in the whole
     */
    public static CoOccurrence ofPart(Csr byUser, int[] own, int[] degrees, Monitor monitor) {
        return new CoOccurrence(byUser, byItem(byUser, own), own, degrees, 1, monitor);
    }

    /** The transposed matrix, of some of its rows alone where {@code own} is not null. */
    static Csr byItem(Csr byUser, int[] own) {
        return own == null ? byUser.transpose() : byUser.transposedRows(own);
    }

    @Override
    public int rows() {
        return byUser.rows();
    }

    @Override
    public int columns() {
        return byUser.columns();
    }

    @Override
    public float[][] multiply(float[][] x, int width) {
        Spmm.Weight weight = (user, item, edge) -> userScale[user] * itemScale[item];
        return Spmm.multiply(byUser.offsets(), byUser.targets(), weight, x, width, concurrency, monitor);
    }

    @Override
    public float[][] multiplyTransposed(float[][] x, int width) {
        Spmm.Weight weight = (row, user, edge) -> userScale[user] * itemScale[own == null ? row : own[row]];
        return Spmm.multiply(byItem.offsets(), byItem.targets(), weight, x, width, concurrency, monitor);
    }

    /** The number of users of {@code item}. */
    public int degree(int item) {
        return degrees[item];
    }

    /** The items without users. */
    public BitSet cold() {
        BitSet cold = new BitSet(degrees.length);
        for (int item = 0; item < degrees.length; item++) {
            cold.set(item, degrees[item] == 0);
        }
        return cold;
    }

    /** 1 / sqrt(degree) of {@code item}, 0 for a cold one. */
    public float scale(int item) {
        return itemScale[item];
    }

    /**
     * What the users of two items say of them together.
     *
     * @param userExponent how much less a user of many items says of any two of them
     * @param strength how much the weights of interactions count; 0: not at all
     */
    public CommonUsers commonUsers(double userExponent, double strength) {
        return new CommonUsers(byUser, byItem, own, userExponent, strength);
    }

    private static int[] degrees(Csr matrix) {
        int[] degrees = new int[matrix.rows()];
        Arrays.setAll(degrees, matrix::degree);
        return degrees;
    }

    /** 1 / sqrt(degree) of each row, 0 for one without entries. */
    public static float[] inverseRoots(int[] degrees) {
        float[] roots = new float[degrees.length];
        for (int row = 0; row < roots.length; row++) {
            roots[row] = degrees[row] == 0 ? 0 : (float) (1 / Math.sqrt(degrees[row]));
        }
        return roots;
    }
}

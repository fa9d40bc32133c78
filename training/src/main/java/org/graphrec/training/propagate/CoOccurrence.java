package org.graphrec.training.propagate;

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
    private final float[] userScale;
    private final float[] itemScale;
    private final int concurrency;
    private final Monitor monitor;

    /** The matrix of these interactions; {@code monitor} is only asked whether to go on. */
    public CoOccurrence(Interactions interactions, int concurrency, Monitor monitor) {
        this.byUser = interactions.byUser();
        this.byItem = interactions.byItem();
        this.userScale = inverseRoots(byUser);
        this.itemScale = inverseRoots(byItem);
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
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
        Spmm.Weight weight = (item, user, edge) -> userScale[user] * itemScale[item];
        return Spmm.multiply(byItem.offsets(), byItem.targets(), weight, x, width, concurrency, monitor);
    }

    /** The number of users of {@code item}. */
    public int degree(int item) {
        return byItem.degree(item);
    }

    /** The items without users. */
    public BitSet cold() {
        return byItem.emptyRows();
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
        return new CommonUsers(byUser, byItem, userExponent, strength);
    }

    private static float[] inverseRoots(Csr matrix) {
        float[] roots = new float[matrix.rows()];
        for (int row = 0; row < roots.length; row++) {
            roots[row] = matrix.degree(row) == 0 ? 0 : (float) (1 / Math.sqrt(matrix.degree(row)));
        }
        return roots;
    }
}

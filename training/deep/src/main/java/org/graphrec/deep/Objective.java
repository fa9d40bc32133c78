package org.graphrec.deep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.graphrec.training.head.Loss;

/** The losses, summed over rows. */
final class Objective {

    private static final double CONTRAST_TEMPERATURE = 0.2;

    private Objective() {}

    /**
     * What users lose whose right item is not far enough above the others.
     *
     * @param users [rows, dimension]
     * @param right [rows, dimension] the items that came next
     * @param others [others, dimension]
     * @param same [rows, others] true where the other is the right one, which then does not count
     * @param population how many other items there are, of which {@code others} are a uniform sample
     */
    static NDArray of(Loss loss, NDArray users, NDArray right, NDArray others, NDArray same, int population) {
        NDArray s = users.mul(right).sum(new int[] {1}, true);
        return switch (loss) {
            case SOFTMAX -> softmax(users, s, others, same, population);
            case BPR ->
                softplus(rivals(users, others, same).sub(s)).mean(new int[] {1}).sum();
            case BCE ->
                softplus(s.neg())
                        .sum()
                        .add(softplus(rivals(users, others, same))
                                .mean(new int[] {1})
                                .sum());
            case MSE ->
                s.sub(1)
                        .square()
                        .sum()
                        .add(products(users, others)
                                .mul(same.toType(users.getDataType(), false)
                                        .neg()
                                        .add(1))
                                .square()
                                .mean(new int[] {1})
                                .sum());
        };
    }

    private static NDArray products(NDArray users, NDArray others) {
        return users.matMul(others.transpose());
    }

    /** The products with others, out of sight for the right one. */
    private static NDArray rivals(NDArray users, NDArray others, NDArray same) {
        return products(users, others).add(Pass.times(same.toType(users.getDataType(), false), Pass.NEVER));
    }

    /**
     * Cross-entropy of the right item among the others, which stand for the population (Jean et al. 2015). What goes back is written
     * out, softmax less one for the right: recorded, it would read and write all [rows, others] twice as often.
     */
    private static NDArray softmax(NDArray users, NDArray s, NDArray others, NDArray same, int population) {
        long count = others.getShape().get(0);
        double correction = Math.log(Math.max(1, population) / (double) Math.max(1, Math.min(count, population)));
        NDArray u = users.stopGradient();
        NDArray o = others.stopGradient();
        NDArray right = s.stopGradient().sub(correction);
        NDArray never = users.getManager().create(Pass.NEVER).toType(users.getDataType(), true);
        NDArray n = JniUtils.where((PtNDArray) same, (PtNDArray) never, (PtNDArray) products(u, o));
        NDArray most = n.max(new int[] {1}, true).maximum(right);
        NDArray e = n.sub(most).exp();
        NDArray rightE = right.sub(most).exp();
        NDArray sum = e.sum(new int[] {1}, true).add(rightE);
        NDArray lost = sum.log().add(most).sub(right).sum();
        NDArray back = s.mul(rightE.div(sum).sub(1))
                .sum()
                .add(users.mul(e.matMul(o).div(sum)).sum())
                .add(others.mul(e.transpose().matMul(u.div(sum))).sum());
        return back.add(lost.sub(back.stopGradient()));
    }

    /** log(1 + exp(x)), without overflow. */
    private static NDArray softplus(NDArray x) {
        return x.getNDArrayInternal().relu().add(x.abs().neg().exp().add(1).log());
    }

    /** Cross-entropy of classes, [rows, classes] logits against [rows] indices. */
    static NDArray classes(NDArray logits, NDArray right) {
        return logits.logSoftmax(1)
                .gather(right.expandDims(1).toType(DataType.INT64, false), 1)
                .sum()
                .neg();
    }

    /** InfoNCE between two views, [rows, dimension] each: a row must know its other view among those of all rows. */
    static NDArray contrast(Pass pass, NDArray one, NDArray two) {
        int rows = (int) one.getShape().get(0);
        float[] identity = new float[rows * rows];
        for (int i = 0; i < rows; i++) {
            identity[i * rows + i] = 1;
        }
        NDArray likeness = Pass.times(unit(one).matMul(unit(two).transpose()), 1 / CONTRAST_TEMPERATURE);
        return likeness.logSoftmax(1)
                .mul(pass.numbers(identity, rows, rows))
                .sum()
                .neg();
    }

    private static NDArray unit(NDArray rows) {
        return rows.div(rows.square().sum(new int[] {1}, true).add(1e-12).sqrt());
    }
}

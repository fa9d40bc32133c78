// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.graphrec.training.architecture.sequence.Loss;

/** The losses, summed over rows. */
final class Losses {

    private static final double CONTRAST_TEMPERATURE = 0.2;

    private Losses() {}

    /**
     * What users lose whose right item is not far enough above the others.
     *
     * @param users [rows, dimension]
     * @param right [rows, dimension] the items that came next
     * @param others [others, dimension]
     * @param same [rows, others] true where the other is the right one, which then does not count
     * @param population how many other items there are, of which {@code others} are a uniform sample
     */
    static Tensor of(Loss loss, Tensor users, Tensor right, Tensor others, Tensor same, int population) {
        Tensor s = users.mul(right).sum(1).unsqueeze(1);
        return switch (loss) {
            case SOFTMAX -> softmax(users, s, others, same, population);
            case BPR -> softplus(rivals(users, others, same).sub(s)).mean(1).sum();
            case BCE ->
                softplus(s.neg())
                        .sum()
                        .add(softplus(rivals(users, others, same)).mean(1).sum());
            case MSE ->
                ForwardPass.plus(s, -1)
                        .square()
                        .sum()
                        .add(products(users, others)
                                .masked_fill(same, new Scalar(0))
                                .square()
                                .mean(1)
                                .sum());
        };
    }

    private static Tensor products(Tensor users, Tensor others) {
        return users.matmul(others.t());
    }

    /** The products with others, out of sight for the right one. */
    private static Tensor rivals(Tensor users, Tensor others, Tensor same) {
        return products(users, others).masked_fill(same, new Scalar(ForwardPass.NEVER));
    }

    /**
     * Cross-entropy of the right item among the others, which stand for the population (Jean et al. 2015). What goes back is written
     * out, softmax less one for the right: recorded, it would read and write all [rows, others] twice as often.
     */
    private static Tensor softmax(Tensor users, Tensor s, Tensor others, Tensor same, int population) {
        long count = others.size(0);
        double correction = Math.log(Math.max(1, population) / (double) Math.max(1, Math.min(count, population)));
        Tensor u = users.detach();
        Tensor o = others.detach();
        Tensor right = ForwardPass.plus(s.detach(), -correction);
        Tensor n = products(u, o).masked_fill(same, new Scalar(ForwardPass.NEVER));
        Tensor most = torch.amax(n, new long[] {1}, true).maximum(right);
        Tensor e = n.sub(most).exp();
        Tensor rightE = right.sub(most).exp();
        Tensor sum = e.sum(1).unsqueeze(1).add(rightE);
        Tensor lost = sum.log().add(most).sub(right).sum();
        Tensor back = s.mul(ForwardPass.plus(rightE.div(sum), -1))
                .sum()
                .add(users.mul(e.matmul(o).div(sum)).sum())
                .add(others.mul(e.t().matmul(u.div(sum))).sum());
        return back.add(lost.sub(back.detach()));
    }

    /** log(1 + exp(x)), without overflow. */
    private static Tensor softplus(Tensor x) {
        return x.relu().add(ForwardPass.plus(x.abs().neg().exp(), 1).log());
    }

    /** Cross-entropy of classes, [rows, classes] logits against [rows] indices. */
    static Tensor classes(Tensor logits, Tensor right) {
        return logits.log_softmax(1).gather(1, right.unsqueeze(1)).sum().neg();
    }

    /** InfoNCE between two views, [rows, dimension] each: a row must know its other view among those of all rows. */
    static Tensor contrast(ForwardPass pass, Tensor one, Tensor two) {
        int rows = (int) one.size(0);
        float[] identity = new float[rows * rows];
        for (int i = 0; i < rows; i++) {
            identity[i * rows + i] = 1;
        }
        Tensor likeness = ForwardPass.times(unit(one).matmul(unit(two).t()), 1 / CONTRAST_TEMPERATURE);
        return likeness.log_softmax(1)
                .mul(pass.numbers(identity, rows, rows))
                .sum()
                .neg();
    }

    private static Tensor unit(Tensor rows) {
        return rows.div(
                ForwardPass.plus(rows.square().sum(1).unsqueeze(1), 1e-12).sqrt());
    }
}

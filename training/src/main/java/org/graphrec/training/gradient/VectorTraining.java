// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.EpochReport;

/**
 * Trains an encoder so that propagated item vectors find what else a user takes; a user is the weighted sum of the vectors of
 * his items and has no parameters. Each step propagates all items forth and the gradient back, which costs
 * 4 ceil(layers / 2) sparse products as wide as a vector, and is why a step takes many users.
 */
public final class VectorTraining {

    private final ItemEncoder encoder;
    private final ItemPropagation propagation;
    private final ExampleSampler sampler;
    private final VectorOptions options;
    private final Monitor monitor;
    private final int[] users;
    private final Adam adam;
    private final SplittableRandom random;
    private final List<EpochReport> epochs = new ArrayList<>();

    /** A training over {@code interactions}; the parameters of {@code encoder} are changed. */
    public VectorTraining(
            Interactions interactions,
            ItemEncoder encoder,
            ItemPropagation propagation,
            VectorOptions options,
            Monitor monitor) {
        this.encoder = encoder;
        this.propagation = propagation;
        this.options = options;
        this.monitor = monitor;
        sampler = new ExampleSampler(interactions, options.weighting(), options.negatives());
        users = sampler.users();
        adam = new Adam(encoder.parameters(), options.learningRate());
        random = new SplittableRandom(options.randomSeed());
    }

    /** Steps of an epoch. */
    public int steps() {
        return (users.length + options.batchSize() - 1) / options.batchSize();
    }

    /**
     * Trains, advancing the monitor by one for each step. The encoder is left with the parameters of the best epoch (the last
     * when nothing is measured), which may be those it came with.
     *
     * @param ndcg measures propagated vectors on a holdout; null: all epochs are run and the last is kept
     * @return the number of epochs that made the parameters left
     * @throws IllegalStateException when the loss is not finite before anything better than the start was found
     */
    public int run(ToDoubleFunction<float[][]> ndcg) {
        int bestEpoch = 0;
        double best = ndcg == null ? 0 : ndcg.applyAsDouble(vectors());
        List<float[][]> bestParameters = copy(encoder.parameters());
        for (int epoch = 1; epoch <= options.maxEpochs() && steps() > 0; epoch++) {
            double loss = epoch();
            if (!Double.isFinite(loss)) {
                if (ndcg == null || bestEpoch == 0) {
                    throw new IllegalStateException(String.format(
                            Locale.ROOT, "The training diverged in epoch %d: the loss was %s.", epoch, loss));
                }
                break;
            }
            double measured = ndcg == null ? Double.NaN : ndcg.applyAsDouble(vectors());
            epochs.add(new EpochReport(epoch, loss, measured));
            monitor.report(
                    ndcg == null
                            ? String.format(Locale.ROOT, "Epoch %d: loss %.5f", epoch, loss)
                            : String.format(Locale.ROOT, "Epoch %d: loss %.5f, NDCG@20 %.5f", epoch, loss, measured));
            if (ndcg == null || measured > best) {
                best = measured;
                bestEpoch = epoch;
                bestParameters = copy(encoder.parameters());
            } else if (epoch - bestEpoch >= options.patience()) {
                break;
            }
        }
        restore(bestParameters);
        return bestEpoch;
    }

    /** The epochs run so far. */
    public List<EpochReport> epochs() {
        return List.copyOf(epochs);
    }

    /** The propagated vectors by the current parameters. */
    public float[][] vectors() {
        return propagation.apply(encoder.forward(), encoder.width());
    }

    private double epoch() {
        for (int i = users.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int user = users[i];
            users[i] = users[other];
            users[other] = user;
        }
        double sum = 0;
        for (int step = 0; step < steps(); step++) {
            monitor.assertRunning();
            int from = step * options.batchSize();
            int[] batch = Arrays.copyOfRange(users, from, Math.min(users.length, from + options.batchSize()));
            sum += batch.length * step(batch);
            monitor.advance(1);
        }
        return sum / users.length;
    }

    private double step(int[] batchUsers) {
        Batch batch = sampler.sample(batchUsers, random);
        BitSet masked = new BitSet();
        float[][] own = encoder.forward();
        float[][] propagated = propagation.apply(own, encoder.width());
        for (int item = 0; item < own.length && options.maskedShare() > 0; item++) {
            masked.set(item, random.nextDouble() < options.maskedShare());
        }
        double loss = loss(batch, own, propagated, masked);
        if (Double.isFinite(loss)) {
            adam.step(encoder.parameters(), encoder.gradients(), options.concurrency(), monitor.withoutProgress());
        }
        return loss;
    }

    /** The loss of a batch; the encoder then has its gradients. */
    double loss(Batch batch, float[][] own, float[][] propagated, BitSet masked) {
        float[][] vectors = propagated.clone();
        for (int item = masked.nextSetBit(0); item >= 0; item = masked.nextSetBit(item + 1)) {
            vectors[item] = own[item];
        }
        float[][] gradient = new float[own.length][];
        double loss = SampledSoftmax.of(
                batch,
                vectors,
                encoder.width(),
                options.temperature(),
                gradient,
                options.concurrency(),
                monitor.withoutProgress());
        float[][] throughGraph = gradient.clone();
        for (int item = masked.nextSetBit(0); item >= 0; item = masked.nextSetBit(item + 1)) {
            throughGraph[item] = new float[encoder.width()];
        }
        float[][] back = propagation.apply(throughGraph, encoder.width());
        for (int item = masked.nextSetBit(0); item >= 0; item = masked.nextSetBit(item + 1)) {
            for (int d = 0; d < encoder.width(); d++) {
                back[item][d] += gradient[item][d];
            }
        }
        encoder.backward(back);
        return loss;
    }

    private static List<float[][]> copy(List<float[][]> parameters) {
        List<float[][]> copies = new ArrayList<>();
        for (float[][] parameter : parameters) {
            copies.add(Arrays.stream(parameter).map(float[]::clone).toArray(float[][]::new));
        }
        return copies;
    }

    private void restore(List<float[][]> saved) {
        for (int p = 0; p < saved.size(); p++) {
            float[][] parameter = encoder.parameters().get(p);
            for (int row = 0; row < parameter.length; row++) {
                System.arraycopy(saved.get(p)[row], 0, parameter[row], 0, parameter[row].length);
            }
        }
    }
}

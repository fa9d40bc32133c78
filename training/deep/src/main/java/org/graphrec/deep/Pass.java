package org.graphrec.deep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/** One run through a network: its weights as tensors, its random choices, and the layers that use them. */
final class Pass {

    /** Added to a logit that must count for nothing. */
    static final float NEVER = -1e9f;

    private static final float SLOPE = 0.2f;
    private static final float EPSILON = 1e-5f;

    private final NDManager manager;
    private final Map<String, NDArray> weights;
    private final SplittableRandom random;
    private final double dropout;
    private final DataType type;

    /**
     * A run.
     *
     * @param manager owns all that is made
     * @param random makes the choices of training; null when nothing is left to chance
     * @param dropout share of components set to zero
     * @param type of all numbers
     */
    Pass(NDManager manager, Map<String, NDArray> weights, SplittableRandom random, double dropout, DataType type) {
        this.manager = manager;
        this.weights = weights;
        this.random = random;
        this.dropout = dropout;
        this.type = type;
    }

    /** A run without chance. */
    static Pass still(NDManager manager, Map<String, NDArray> weights) {
        return new Pass(manager, weights, null, 0, DataType.FLOAT32);
    }

    NDManager manager() {
        return manager;
    }

    SplittableRandom random() {
        return random;
    }

    NDArray weight(String name) {
        return weights.get(name);
    }

    NDArray numbers(float[] values, long... shape) {
        return aligned(manager, values, new Shape(shape)).toType(type, false);
    }

    /**
     * A tensor in memory of PyTorch's own, aligned for its kernels: on memory of Java's, which begins anywhere, the same product
     * may differ in its last bit from one run to the next.
     */
    static NDArray aligned(NDManager manager, float[] values, Shape shape) {
        try (NDArray unaligned = manager.create(values, shape)) {
            return unaligned.duplicate();
        }
    }

    /**
     * {@code x} times a number. DJL's own product with a number frees the number before the way back has read it, and what comes
     * back is then anything; so is its quotient by one, and its maximum with one.
     */
    static NDArray times(NDArray x, double factor) {
        NDArray number = x.getManager().create((float) factor).duplicate();
        return x.mul(number.toType(x.getDataType(), false));
    }

    NDArray indices(long[] values, long... shape) {
        return manager.create(values, new Shape(shape));
    }

    /**
     * A sparse matrix with {@code values} at {@code places}, [2, values], in memory of PyTorch's own. DJL's createCoo leaves it in
     * memory of Java's, which is collected under its hands.
     */
    NDArray sparse(float[] values, long[][] places, Shape shape) {
        long[] flat = Arrays.copyOf(places[0], 2 * values.length);
        System.arraycopy(places[1], 0, flat, values.length, values.length);
        try (NDArray given = indices(flat, 2, values.length);
                NDArray own = given.duplicate();
                NDArray givenValues = manager.create(values);
                NDArray ownValues = givenValues.duplicate()) {
            return JniUtils.createSparseCoo((PtNDArray) own, (PtNDArray) ownValues, shape);
        }
    }

    /** The rows of a matrix that {@code indices} name: [shape of indices, columns]. */
    static NDArray rows(NDArray matrix, NDArray indices) {
        return matrix.getNDArrayInternal()
                .embedding(indices, matrix, SparseFormat.DENSE)
                .singletonOrThrow();
    }

    NDArray dense(String name, NDArray x) {
        return x.matMul(weight(name + ".weight")).add(weight(name + ".bias"));
    }

    NDArray norm(String name, NDArray x) {
        Shape last = new Shape(x.getShape().get(x.getShape().dimension() - 1));
        return x.getNDArrayInternal()
                .layerNorm(x, last, weight(name + ".weight"), weight(name + ".bias"), EPSILON)
                .singletonOrThrow();
    }

    static NDArray activate(NDArray x) {
        return x.getNDArrayInternal().leakyRelu(SLOPE);
    }

    NDArray dropout(NDArray x) {
        if (random == null || dropout == 0) {
            return x;
        }
        float[] mask = new float[Math.toIntExact(x.size())];
        float scale = (float) (1 / (1 - dropout));
        int threshold = (int) (dropout * (1 << Short.SIZE));
        long bits = 0;
        for (int i = 0; i < mask.length; i++) {
            bits = (i & 3) == 0 ? random.nextLong() : bits >>> Short.SIZE;
            mask[i] = (bits & 0xFFFF) < threshold ? 0 : scale;
        }
        return x.mul(numbers(mask, x.getShape().getShape()));
    }

    /** Logits by distance, [heads, length, length], from the rows of {@code recency}. */
    NDArray distances(int length) {
        NDArray recency = weight("recency");
        long[] distance = new long[length * length];
        for (int t = 0; t < length; t++) {
            for (int j = 0; j < t; j++) {
                distance[t * length + j] = (long) t - j;
            }
        }
        long heads = recency.size() / recency.getShape().get(0);
        return rows(recency.reshape(-1, heads), indices(distance, (long) length * length))
                .reshape(length, length, heads)
                .transpose(2, 0, 1);
    }

    /**
     * What keeps position t from reading later items, and items that were left out, [batch or 1, 1, length, length]: 0 or
     * {@link #NEVER}. A position always reads its own item.
     *
     * @param kept [batch, length], 0 for an item left out; null when none is
     */
    NDArray causal(int length, float[] kept) {
        int batch = kept == null ? 1 : kept.length / length;
        float[] mask = new float[batch * length * length];
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < length; t++) {
                for (int j = 0; j < length; j++) {
                    boolean reads = j == t || (j < t && (kept == null || kept[b * length + j] != 0));
                    mask[(b * length + t) * length + j] = reads ? 0 : NEVER;
                }
            }
        }
        return numbers(mask, batch, 1, length, length);
    }

    /** Equal shares of what {@link #causal} lets each position read. */
    static NDArray shares(NDArray causal) {
        return causal.softmax(-1);
    }

    static NDArray concat(int axis, NDArray... parts) {
        return parts.length == 1
                ? parts[0]
                : parts[0].getNDArrayInternal().concat(new NDList(parts).subNDList(1), axis);
    }
}

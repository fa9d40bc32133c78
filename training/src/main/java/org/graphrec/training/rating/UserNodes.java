// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Vectors;

/** Which nodes of a user's context say something of ratings, such as friends, an age group or what was viewed, and how rare each is. */
public final class UserNodes {

    private final int[] relations;
    private final boolean[] ofUsers;
    private final float[][] weights;

    /**
     * Nodes of some relations; arrays are not copied.
     *
     * @param relations indices of the relations in the context, ascending
     * @param ofUsers whether the nodes of each are users
     * @param weights the rarity of each node by relation, at least 0
     */
    public UserNodes(int[] relations, boolean[] ofUsers, float[][] weights) {
        Require.size("ofUsers", ofUsers.length, relations.length);
        Require.size("weights", weights.length, relations.length);
        this.relations = relations;
        this.ofUsers = ofUsers;
        this.weights = weights;
    }

    /** The number of relations. */
    public int size() {
        return relations.length;
    }

    /** The index of one of them in the context. */
    public int relation(int k) {
        return relations[k];
    }

    /** Whether its nodes are users. */
    public boolean ofUsers(int k) {
        return ofUsers[k];
    }

    /** The rarity of each of its nodes; the array itself. */
    public float[] weights(int k) {
        return weights[k];
    }

    /** Whether the nodes of some relation are users. */
    boolean knowsUsers() {
        return IntStream.range(0, ofUsers.length).anyMatch(k -> ofUsers[k]);
    }

    /** The number of nodes of all relations. */
    int count() {
        return Arrays.stream(weights).mapToInt(nodes -> nodes.length).sum();
    }

    /** Adds to a user's prior mean what their nodes say: a sum of {@code coefficients}, by relation and node, weighted to unit length. */
    void add(History history, float[][][] coefficients, float[] user) {
        for (int k = 0; k < relations.length; k++) {
            int[] nodes = history.context(relations[k]);
            double squares = 0;
            for (int i = 0; i < nodes.length; i++) {
                float weight = weight(history, k, i);
                squares += (double) weight * weight;
            }
            float scale = NodeFeatures.scale(squares);
            for (int i = 0; i < nodes.length; i++) {
                Vectors.axpy(scale * weight(history, k, i), coefficients[k][nodes[i]], user);
            }
        }
    }

    private float weight(History history, int k, int i) {
        int node = Require.index("node", history.context(relations[k])[i], weights[k].length);
        return weights[k][node] * history.contextWeight(relations[k], i);
    }

    /** The same without a user. */
    UserNodes withoutUser(int row) {
        float[][] left = new float[weights.length][];
        for (int k = 0; k < left.length; k++) {
            int gone = k;
            left[k] = !ofUsers[k]
                    ? weights[k]
                    : floats(IntStream.range(0, weights[k].length)
                            .filter(node -> node != row)
                            .mapToDouble(node -> weights[gone][node])
                            .toArray());
        }
        return new UserNodes(relations, ofUsers, left);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}

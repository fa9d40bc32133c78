// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.lang.reflect.Array;
import java.util.function.IntConsumer;
import org.graphrec.procedures.live.NumberVector;
import org.neo4j.gds.api.properties.nodes.NodePropertyValues;

/** A node property of GDS as feature vectors of one length. */
record FeatureColumn(String property, NodePropertyValues values, int dimension) implements Features.Column {

    /**
     * The vectors of some nodes, of the length of the first there is.
     *
     * @param look called with the number of each node that is looked at; what it throws ends that
     * @throws IllegalArgumentException when none of the nodes has a vector
     */
    static FeatureColumn of(String property, NodePropertyValues values, int[] nodes, IntConsumer look) {
        for (int i = 0; i < nodes.length; i++) {
            look.accept(i);
            float[] vector = vector(property, values, nodes[i]);
            if (vector != null) {
                return new FeatureColumn(property, values, vector.length);
            }
        }
        throw new IllegalArgumentException(
                "The value of `featureProperties` must name a property with vectors but `" + property
                        + "` is empty on all " + nodes.length
                        + " nodes. Write it with `rec.embed.nodes.write` first.");
    }

    @Override
    public void read(int node, float[] into, int offset) {
        float[] vector = vector(property, values, node);
        if (vector == null) {
            return;
        }
        if (vector.length != dimension) {
            throw new IllegalArgumentException("The value of `featureProperties` must name vectors of one length but `"
                    + property + "` has lengths " + dimension + " and " + vector.length
                    + ". Write it again with one encoder.");
        }
        System.arraycopy(vector, 0, into, offset, dimension);
    }

    private static float[] vector(String property, NodePropertyValues values, int node) {
        Object value = values.getObject(node);
        if (value == null) {
            return null;
        }
        float[] vector = NumberVector.of(value);
        if (vector == null) {
            throw new IllegalArgumentException("The value of `featureProperties` must name a list of numbers but `"
                    + property + "` holds " + values.valueType() + ".");
        }
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                return refuseOrMissing(property, vector);
            }
        }
        return vector.length == 0 ? null : vector;
    }

    /** GDS fills a missing vector with NaN alone; NaN among numbers is a fault of the data. */
    private static float[] refuseOrMissing(String property, float[] vector) {
        for (float component : vector) {
            if (!Float.isNaN(component)) {
                throw new IllegalArgumentException(
                        "The value of `featureProperties` must name finite vectors but `" + property
                                + "` has a component that is not. Write it again, or leave the node out of the projection.");
            }
        }
        return null;
    }

    /** The length of the first vector there is; 0 where there is none. */
    static int dimension(NodePropertyValues values, int nodes) {
        for (int node = 0; node < nodes; node++) {
            Object value = values.getObject(node);
            if (value != null && value.getClass().isArray() && Array.getLength(value) > 0) {
                return Array.getLength(value);
            }
        }
        return 0;
    }
}

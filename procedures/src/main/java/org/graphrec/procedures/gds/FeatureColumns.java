package org.graphrec.procedures.gds;

import java.lang.reflect.Array;
import java.util.function.IntConsumer;
import org.graphrec.training.math.Matrix;
import org.neo4j.gds.api.properties.nodes.NodePropertyValues;

/** Node properties of GDS as feature columns. */
final class FeatureColumns {
    private FeatureColumns() {}

    /**
     * One property of some nodes, each row of unit length, or zero where a node has no vector.
     *
     * @param look called with each row's number before it is read; what it throws ends the reading
     */
    static Matrix read(String property, NodePropertyValues values, int[] nodes, IntConsumer look) {
        float[][] rows = new float[nodes.length][];
        int dimension = 0;
        for (int i = 0; i < nodes.length; i++) {
            look.accept(i);
            rows[i] = vector(property, values, nodes[i]);
            if (rows[i] != null) {
                if (dimension != 0 && rows[i].length != dimension) {
                    throw new IllegalArgumentException(
                            "The value of `featureProperties` must name vectors of one length but `"
                                    + property + "` has lengths " + dimension + " and " + rows[i].length
                                    + ". Write it again with one encoder.");
                }
                dimension = rows[i].length;
            }
        }
        if (dimension == 0) {
            throw new IllegalArgumentException(
                    "The value of `featureProperties` must name a property with vectors but `" + property
                            + "` is empty on all " + nodes.length
                            + " nodes. Write it with `rec.embed.nodes.write` first.");
        }
        Matrix matrix = new Matrix(nodes.length, dimension);
        for (int i = 0; i < nodes.length; i++) {
            if (rows[i] != null) {
                System.arraycopy(rows[i], 0, matrix.values(), matrix.offset(i), dimension);
                scaleToUnit(matrix.values(), matrix.offset(i), dimension);
            }
        }
        return matrix;
    }

    private static float[] vector(String property, NodePropertyValues values, int node) {
        Object value = values.getObject(node);
        float[] vector;
        if (value == null) {
            return null;
        } else if (value instanceof float[] floats) {
            vector = floats;
        } else if (value instanceof double[] doubles) {
            vector = new float[doubles.length];
            for (int d = 0; d < doubles.length; d++) {
                vector[d] = (float) doubles[d];
            }
        } else {
            throw new IllegalArgumentException("The value of `featureProperties` must name a list of floats but `"
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

    /** Scales a row to unit length; zeros stay. */
    static void scaleToUnit(float[] values, int offset, int size) {
        double squares = 0;
        for (int d = offset; d < offset + size; d++) {
            squares += (double) values[d] * values[d];
        }
        float scale = squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
        for (int d = offset; d < offset + size; d++) {
            values[d] *= scale;
        }
    }
}

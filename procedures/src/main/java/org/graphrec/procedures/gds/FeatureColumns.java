package org.graphrec.procedures.gds;

import java.util.List;
import org.graphrec.training.math.Matrix;
import org.neo4j.gds.api.properties.nodes.NodePropertyValues;

/** Node properties of GDS as feature columns. */
final class FeatureColumns {
    private FeatureColumns() {}

    /** One property of some nodes, each row of unit length, or zero where a node has no vector. */
    static Matrix read(String property, NodePropertyValues values, int[] nodes) {
        float[][] rows = new float[nodes.length][];
        int dimension = 0;
        for (int i = 0; i < nodes.length; i++) {
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
                copyUnit(rows[i], matrix.values(), matrix.offset(i));
            }
        }
        return matrix;
    }

    /** The parts side by side, scaled so that a row with every part has unit length. */
    static Matrix sideBySide(List<Matrix> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int columns = parts.stream().mapToInt(Matrix::columns).sum();
        Matrix joined = new Matrix(parts.get(0).rows(), columns);
        int column = 0;
        for (Matrix part : parts) {
            for (int row = 0; row < part.rows(); row++) {
                System.arraycopy(
                        part.values(), part.offset(row), joined.values(), joined.offset(row) + column, part.columns());
            }
            column += part.columns();
        }
        for (int row = 0; row < joined.rows(); row++) {
            float[] copy = new float[columns];
            System.arraycopy(joined.values(), joined.offset(row), copy, 0, columns);
            copyUnit(copy, joined.values(), joined.offset(row));
        }
        return joined;
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

    private static void copyUnit(float[] from, float[] to, int offset) {
        double squares = 0;
        for (float component : from) {
            squares += (double) component * component;
        }
        float scale = squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
        for (int d = 0; d < from.length; d++) {
            to[offset + d] = from[d] * scale;
        }
    }
}

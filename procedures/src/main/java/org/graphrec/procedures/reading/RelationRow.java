// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the edges of one relation lead to from one node.
 *
 * @param columns ascending
 * @param weights one for each, above 0; null where all weigh 1
 */
@SuppressWarnings("ArrayRecordComponent")
record RelationRow(int[] columns, float[] weights) {
    static final RelationRow NONE = new RelationRow(new int[0], null);

    /** Collects edges as they are read. */
    static final class Builder {
        private final Map<Integer, Float> strongest = new TreeMap<>();

        /** Adds an edge. Of several to one column the strongest counts; one without a weight weighs 1, and one of 0 or below says nothing. */
        void add(int column, double weight) {
            float own = weight(weight);
            if (own > 0) {
                strongest.merge(column, own, Math::max);
            }
        }

        RelationRow build(boolean weighted) {
            int[] columns =
                    strongest.keySet().stream().mapToInt(Integer::intValue).toArray();
            float[] weights = weighted ? new float[columns.length] : null;
            for (int i = 0; weighted && i < columns.length; i++) {
                weights[i] = strongest.get(columns[i]);
            }
            return new RelationRow(columns, weights);
        }
    }

    /** The weight of an edge whose property has this value, NaN for none. */
    static float weight(double value) {
        return Double.isNaN(value) ? 1 : (float) value;
    }
}

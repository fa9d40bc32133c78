// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.live.NumberVector;

/**
 * Where vectors go.
 *
 * @param property that the mode writes; empty where it writes none
 * @param onlyStale whether nodes whose vector is fresh are left alone
 * @param vectorType whether they are written as VECTOR and not as a list of floats
 */
record EmbedTarget(String property, boolean onlyStale, boolean vectorType) {

    /** Reads the keys of a mode; {@code key} names its property, or is null where it has none. */
    static EmbedTarget read(Config config, String key) {
        if (key == null) {
            return new EmbedTarget("", false, false);
        }
        if (!key.equals("writeProperty")) {
            return new EmbedTarget(config.requiredString(key), false, false);
        }
        String property = config.string(key, "embedding");
        boolean onlyStale = config.flag("onlyStale", false);
        boolean vectorType = config.flag("writeVectorType", false);
        if (vectorType && !NumberVector.hasType()) {
            config.problem(
                    "The value of `writeVectorType` is `true`, but this release of Neo4j has no type VECTOR. Leave"
                            + " it out: vectors are then lists of floats, which its vector index reads as well.");
        }
        return new EmbedTarget(property, onlyStale, vectorType);
    }

    /** A vector as the value of the property. */
    Object value(float[] vector) {
        return vectorType ? NumberVector.ofType(vector) : vector;
    }
}

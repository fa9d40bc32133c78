// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import org.neo4j.graphdb.Entity;

/**
 * A number as GDS projects it.
 *
 * @param name in the projection
 * @param property in the graph; {@link #COUNTED} for the number of parallel relationships
 * @param fallback what stands for a missing value: a Double, or a Long for whole numbers
 */
public record PropertyReading(String name, String property, Number fallback) {
    /** GDS's name for no property at all, which only COUNT takes. */
    public static final String COUNTED = "*";

    /** A property under its own name, and NaN where it is missing. */
    public static PropertyReading plain(String property) {
        return new PropertyReading(property, property, Double.NaN);
    }

    /** Whether nothing of the graph is read. */
    public boolean counted() {
        return property.equals(COUNTED);
    }

    /** The raw value; the fallback where there is none. */
    Object value(Entity entity) {
        return counted() ? fallback : entity.getProperty(property, fallback);
    }
}

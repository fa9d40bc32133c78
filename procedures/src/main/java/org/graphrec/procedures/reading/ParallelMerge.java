// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

/** GDS's aggregations of a property over parallel relationships, with what each takes a missing value for. */
public enum ParallelMerge {
    /** Any one of them: here the one that is stored first, which is the one GDS comes by first. */
    SINGLE {
        @Override
        double merge(double before, double value) {
            return before;
        }
    },
    SUM {
        @Override
        double missing(double fallback) {
            return Double.isNaN(fallback) ? 0 : fallback;
        }

        @Override
        double merge(double before, double value) {
            return before + value;
        }
    },
    MIN {
        @Override
        double missing(double fallback) {
            return Double.isNaN(fallback) ? Double.POSITIVE_INFINITY : fallback;
        }

        @Override
        double merge(double before, double value) {
            return Math.min(before, value);
        }
    },
    MAX {
        @Override
        double missing(double fallback) {
            return Double.isNaN(fallback) ? Double.NEGATIVE_INFINITY : fallback;
        }

        @Override
        double merge(double before, double value) {
            return Math.max(before, value);
        }
    },
    /** How many of them have the property, whatever it is and whatever its default; all where none is named. */
    COUNT {
        @Override
        double present(double value) {
            return 1;
        }

        @Override
        double missing(double fallback) {
            return 0;
        }

        @Override
        double merge(double before, double value) {
            return before + value;
        }
    };

    /** What a relationship with the property brings in. */
    double present(double value) {
        return value;
    }

    /** What one without it brings in. */
    double missing(double fallback) {
        return fallback;
    }

    /** What two of them come to. */
    abstract double merge(double before, double value);
}

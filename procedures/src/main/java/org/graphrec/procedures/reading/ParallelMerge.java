package org.graphrec.procedures.reading;

/** GDS's aggregations of a property over parallel relationships. */
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
        double merge(double before, double value) {
            return before + value;
        }
    },
    MIN {
        @Override
        double merge(double before, double value) {
            return Math.min(before, value);
        }
    },
    MAX {
        @Override
        double merge(double before, double value) {
            return Math.max(before, value);
        }
    },
    /** How many of them have the property; all where none is named. */
    COUNT {
        @Override
        double first(PropertyReading property, double value) {
            return property.counted() || !Double.isNaN(value) ? 1 : 0;
        }

        @Override
        double merge(double before, double value) {
            return before + value;
        }
    };

    /** What a relationship brings in. */
    double first(PropertyReading property, double value) {
        return value;
    }

    /** What two of them come to. */
    abstract double merge(double before, double value);
}

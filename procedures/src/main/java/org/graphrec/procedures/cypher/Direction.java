// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

/** The way of a relationship, read from left to right or from the user. */
public enum Direction {
    OUT,
    IN,
    BOTH;

    /** The same relationship from its other end. */
    public Direction reversed() {
        return switch (this) {
            case OUT -> IN;
            case IN -> OUT;
            case BOTH -> BOTH;
        };
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

/** Some of the held-out interactions, told apart by what was known of their ends: of an item at training, of a user by the time of the list. */
public enum Segment {

    /** All of them; all items compete. */
    ALL("all"),

    /** Of users and items that both have training interactions; only such items compete. */
    WARM("warm"),

    /** Of items without any training interaction, by users who have some; only such items compete, as new ones do on a page of their own. */
    COLD_ITEMS("coldItems"),

    /** Of users of whom no interaction is known by then; all items compete. */
    COLD_USERS("coldUsers"),

    /** Of users of whom some is; all items compete. */
    KNOWN_USERS("knownUsers");

    private final String cypherName;

    Segment(String cypherName) {
        this.cypherName = cypherName;
    }

    /** The name used in Cypher, for example {@code coldItems}. */
    public String cypherName() {
        return cypherName;
    }

    /** Whether a held-out interaction is of this segment. */
    boolean includes(boolean userKnown, boolean itemKnown) {
        return switch (this) {
            case ALL -> true;
            case WARM -> userKnown && itemKnown;
            case COLD_ITEMS -> userKnown && !itemKnown;
            case COLD_USERS -> !userKnown;
            case KNOWN_USERS -> userKnown;
        };
    }

    /** Whether an item competes in this segment. */
    boolean admits(boolean itemKnown) {
        return switch (this) {
            case ALL, COLD_USERS, KNOWN_USERS -> true;
            case WARM -> itemKnown;
            case COLD_ITEMS -> !itemKnown;
        };
    }
}

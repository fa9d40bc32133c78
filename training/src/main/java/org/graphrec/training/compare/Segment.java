package org.graphrec.training.compare;

/** Some of the held-out interactions, told apart by what was known of their ends at training. */
public enum Segment {

    /** All of them; all items compete. */
    ALL("all"),

    /** Of users and items that both have training interactions; only such items compete. */
    WARM("warm"),

    /** Of items without any training interaction, by users who have some; only such items compete, as new ones do on a page of their own. */
    COLD_ITEMS("coldItems"),

    /** Of users without any training interaction; all items compete. */
    COLD_USERS("coldUsers");

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
        };
    }

    /** Whether an item competes in this segment. */
    boolean admits(boolean itemKnown) {
        return switch (this) {
            case ALL, COLD_USERS -> true;
            case WARM -> itemKnown;
            case COLD_ITEMS -> !itemKnown;
        };
    }
}

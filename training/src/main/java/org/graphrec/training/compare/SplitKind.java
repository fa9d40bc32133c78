// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.Arrays;
import java.util.List;

/** Which interactions are held out. */
public enum SplitKind {

    /** Each with the same chance, or each in one of several folds. Times are then not used: what is held out lies before and after. */
    RANDOM("random"),

    /** The last one of every user who has two; of several at the same time one at random. */
    LEAVE_LAST_OUT("leaveLastOut"),

    /**
     * The last one of every user who has three, as the literature on sequences measures it: the second-last is read as history, and
     * nobody learns from it. Of several at the same time one at random.
     */
    LEAVE_LAST_TWO_OUT("leaveLastTwoOut"),

    /**
     * All that happened from one moment on, the same for everybody: the only split that predicts the future from the past. What a
     * user did after that moment is predicted step by step, each time from the history that there was by then. With folds there are as
     * many such moments.
     */
    TEMPORAL("temporal"),

    /** Those that a relationship property marks. */
    GIVEN("given");

    private final String cypherName;

    SplitKind(String cypherName) {
        this.cypherName = cypherName;
    }

    /** The name used in Cypher, for example {@code leaveLastOut}. */
    public String cypherName() {
        return cypherName;
    }

    /** Whether it goes by the times of interactions. */
    public boolean byTime() {
        return this == LEAVE_LAST_OUT || this == LEAVE_LAST_TWO_OUT || this == TEMPORAL;
    }

    /** Whether it can be repeated over parts of the interactions. */
    public boolean hasFolds() {
        return this == RANDOM || this == TEMPORAL;
    }

    /** All names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(SplitKind::cypherName).toList();
    }

    /** The kind of this name, which must be one of {@link #names}. */
    public static SplitKind of(String cypherName) {
        return Arrays.stream(values())
                .filter(kind -> kind.cypherName.equals(cypherName))
                .findFirst()
                .orElseThrow();
    }
}

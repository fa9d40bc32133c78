package org.graphrec.training.compare;

import java.util.Arrays;
import java.util.List;

/** Which interactions are held out. */
public enum SplitKind {

    /** Each with the same chance, or each in one of several folds. Times are then not used: what is held out lies before and after. */
    RANDOM("random"),

    /** The last one of every user who has two; of several at the same time one at random. */
    LEAVE_LAST_OUT("leaveLastOut"),

    /** All that happened from one moment on, the same for everybody: the only split that predicts the future from the past. */
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

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What several events of one kind between the same user and item come to. */
public enum Aggregate {

    /** The latest event counts; of several at the same time, or without times, the one with the greatest weight. */
    LAST("last"),

    /** The weights are added up. */
    SUM("sum"),

    /** The greatest weight counts. */
    MAX("max"),

    /** The number of events is the weight. */
    COUNT("count");

    private final String cypherName;

    Aggregate(String cypherName) {
        this.cypherName = cypherName;
    }

    /** The name used in Cypher, for example {@code last}. */
    public String cypherName() {
        return cypherName;
    }

    /** The names of all. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Aggregate::cypherName).toList();
    }

    /** The one of a name, or empty. */
    public static Optional<Aggregate> of(String name) {
        return Arrays.stream(values())
                .filter(value -> value.cypherName.equals(name))
                .findFirst();
    }
}

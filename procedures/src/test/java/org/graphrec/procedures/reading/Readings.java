// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.List;
import org.graphrec.training.graph.Aggregate;
import org.graphrec.training.graph.PairRule;
import org.neo4j.graphdb.Direction;

/** Readings for tests. */
public final class Readings {
    private Readings() {}

    /** Relationships of one type between users and items of a label each, whichever way they were drawn. */
    public static GraphReading plain(String users, String items, String type, String weight, String time) {
        return new GraphReading(
                GraphReading.Source.PLAIN,
                NodeReading.ofLabels("user", List.of(users)),
                NodeReading.ofLabels("item", List.of(items)),
                List.of(RelationshipReading.plain(type, Direction.BOTH, weight, time)),
                new PairRule(List.of(Aggregate.LAST), weight != null, Double.NEGATIVE_INFINITY));
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.procedures.live.ModelNodes;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.InteractionReading;
import org.graphrec.procedures.reading.NodeReading;
import org.graphrec.procedures.reading.RelationshipReading;
import org.graphrec.training.graph.PairRule;
import org.neo4j.graphdb.Direction;

/** How a model of an earlier version read histories: relationships of some types, by the projection's names. */
final class EarlierReading {
    private EarlierReading() {}

    static GraphReading of(StoredDocument live, ModelNodes nodes) {
        String weight = live.textOrNull("weightProperty");
        Direction direction = live.flag("bothWays", nodes.twoKinds()) ? Direction.BOTH : Direction.OUTGOING;
        List<String> types = live.texts("relationshipTypes");
        List<InteractionReading> interactions = new ArrayList<>();
        for (String type : types) {
            interactions.add(RelationshipReading.plain(type, direction, weight, live.textOrNull("timeProperty")));
        }
        if (types.isEmpty()) {
            interactions.add(RelationshipReading.plain(null, direction, weight, live.textOrNull("timeProperty")));
        }
        return new GraphReading(
                GraphReading.Source.STORED,
                NodeReading.ofLabels("user", labels(nodes.sourceLabel())),
                NodeReading.ofLabels("item", labels(nodes.targetLabel())),
                interactions,
                new PairRule(
                        interactions.stream().map(InteractionReading::aggregate).toList(),
                        weight != null,
                        Double.NEGATIVE_INFINITY));
    }

    private static List<String> labels(String label) {
        return label == null ? List.of() : List.of(label);
    }
}

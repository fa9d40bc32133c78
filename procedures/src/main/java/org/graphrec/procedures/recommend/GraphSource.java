// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.live.KnownNames;
import org.graphrec.procedures.projection.FeatureSelection;
import org.graphrec.procedures.projection.ProjectedGraphs;
import org.graphrec.procedures.projection.ToldReading;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.InteractionReading;
import org.graphrec.procedures.reading.RelationshipReading;
import org.neo4j.graphdb.Transaction;

/**
 * What a call without a model reads the live graph by: exactly one of these.
 *
 * @param graphName a projection, of which it is known how it was read; null: the declaration
 * @param declaration what {@code rec.graph.project} would be told
 */
record GraphSource(String graphName, Declaration declaration) {
    private static final String DECLARATION = "declaration";

    /** Reads `graphName` and `declaration`. */
    static GraphSource read(Config config) {
        String graphName = config.string("graphName", null);
        Map<String, Object> map = config.map(DECLARATION);
        if ((graphName == null) == map.isEmpty()) {
            config.problem(
                    "Without a model, the call needs either `graphName`, a projected graph, or `declaration`, a map such as"
                            + " `{users: 'Customer', items: 'Product', interactions: ['BOUGHT']}`, and not both.");
            return null;
        }
        if (graphName != null) {
            return new GraphSource(graphName, null);
        }
        try {
            return new GraphSource(null, Declaration.read(new LinkedHashMap<>(map)));
        } catch (IllegalArgumentException wrong) {
            config.problem(wrong.getMessage());
            return null;
        }
    }

    /** Where items have texts: in the properties that are named, else in those that the source tells of. */
    LiveTexts texts(FeatureSelection named, ProjectedGraphs graphs) {
        if (!named.properties().isEmpty()) {
            return new LiveTexts(named, true);
        }
        List<String> properties = declaration != null
                ? declaration.itemProperties()
                : graphs.get(graphName)
                        .declaration()
                        .map(Declaration::itemProperties)
                        .orElseGet(() -> graphs.get(graphName).vectorProperties());
        return new LiveTexts(
                new FeatureSelection(
                        properties, properties.stream().map(property -> 1.0).toList()),
                false);
    }

    /**
     * How the live graph is read by it.
     *
     * @throws IllegalArgumentException where a label or a type is a slip of one that there is
     */
    GraphReading reading(ProjectedGraphs graphs, Transaction transaction) {
        if (declaration == null) {
            return ToldReading.of(graphs.get(graphName));
        }
        GraphReading reading = ToldReading.of(declaration);
        KnownNames.requireNoSlipInLabels(transaction, "users", reading.users().labels());
        KnownNames.requireNoSlipInLabels(transaction, "items", reading.items().labels());
        for (InteractionReading interaction : reading.interactions()) {
            if (interaction instanceof RelationshipReading plain) {
                KnownNames.requireNoSlipInTypes(transaction, "interactions", plain.types());
            }
        }
        return reading;
    }

    /** How errors call it. */
    String name() {
        return graphName == null ? DECLARATION : graphName;
    }
}

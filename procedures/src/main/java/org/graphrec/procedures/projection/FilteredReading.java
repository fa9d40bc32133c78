// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.reading.Condition;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.NodeReading;
import org.graphrec.procedures.reading.PatternReading;
import org.graphrec.procedures.reading.PropertyReading;
import org.graphrec.procedures.reading.RelationshipReading;
import org.neo4j.gds.api.GraphStore;
import org.neo4j.gds.api.PropertyState;
import org.neo4j.gds.api.nodeproperties.ValueType;

/** A reading of the live graph with the filters that {@code gds.graph.filter} put on its projection. */
final class FilteredReading {
    private FilteredReading() {}

    static GraphReading of(GraphReading reading, GraphOrigin origin, GraphStore store) {
        List<PropertyReading> ofInteractions = List.of(
                new PropertyReading(PatternReading.WEIGHT, PatternReading.WEIGHT, Double.NaN),
                new PropertyReading(PatternReading.TIME, PatternReading.TIME, Double.NaN),
                new PropertyReading(PatternReading.LIKE, PatternReading.LIKE, Double.NaN));
        List<PropertyReading> ofNodes = numbers(store);
        List<Condition> nodes = new ArrayList<>();
        for (GraphOrigin.Filter filter : origin.filters()) {
            if (!GraphFilter.keepsAll(filter.nodes())) {
                nodes.add(GraphFilter.of(filter.nodes(), filter.parameters(), ofNodes));
            }
        }
        return new GraphReading(
                reading.source(),
                with(reading.users(), ofUsers(reading, ofNodes), nodes, origin.sampled()),
                with(reading.items(), ofNodes, nodes, origin.sampled()),
                reading.interactions().stream()
                        .map(one -> one.with(conditions(
                                origin, one instanceof RelationshipReading own ? own.properties() : ofInteractions)))
                        .toList(),
                reading.rule(),
                reading.declared(),
                reading.learned());
    }

    /** A declared projection has properties of items alone: of users, what GDS puts for a missing one. */
    private static List<PropertyReading> ofUsers(GraphReading reading, List<PropertyReading> ofNodes) {
        boolean apart = reading.source() == GraphReading.Source.DECLARED
                && Collections.disjoint(
                        reading.users().labels(), reading.items().labels());
        return apart
                ? ofNodes.stream()
                        .map(one -> new PropertyReading(one.name(), PropertyReading.COUNTED, one.fallback()))
                        .toList()
                : ofNodes;
    }

    private static List<Condition> conditions(GraphOrigin origin, List<PropertyReading> properties) {
        return origin.filters().stream()
                .filter(filter -> !GraphFilter.keepsAll(filter.relationships()))
                .map(filter -> GraphFilter.of(filter.relationships(), filter.parameters(), properties))
                .toList();
    }

    private static NodeReading with(
            NodeReading nodes, List<PropertyReading> properties, List<Condition> conditions, boolean sampled) {
        return new NodeReading(
                nodes.variable(),
                nodes.labels(),
                nodes.where(),
                Map.of(),
                conditions.isEmpty() ? List.of() : properties,
                conditions,
                nodes.known() && !sampled);
    }

    /** The numbers of nodes that were read from the graph under their own names. */
    private static List<PropertyReading> numbers(GraphStore store) {
        List<PropertyReading> numbers = new ArrayList<>();
        for (String name : store.nodePropertyKeys()) {
            var property = store.nodeProperty(name);
            if (property.propertyState() == PropertyState.TRANSIENT) {
                continue;
            }
            if (property.valueType() == ValueType.LONG) {
                numbers.add(new PropertyReading(
                        name, name, property.propertySchema().defaultValue().longValue()));
            } else if (property.valueType() == ValueType.DOUBLE) {
                numbers.add(new PropertyReading(
                        name, name, property.propertySchema().defaultValue().doubleValue()));
            }
        }
        return numbers;
    }
}

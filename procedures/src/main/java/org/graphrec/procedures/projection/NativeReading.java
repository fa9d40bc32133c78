// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.InteractionReading;
import org.graphrec.procedures.reading.NodeReading;
import org.graphrec.procedures.reading.ParallelMerge;
import org.graphrec.procedures.reading.PropertyReading;
import org.graphrec.procedures.reading.RelationshipReading;
import org.graphrec.training.graph.Aggregate;
import org.graphrec.training.graph.PairRule;
import org.neo4j.gds.NodeLabel;
import org.neo4j.gds.NodeProjection;
import org.neo4j.gds.PropertyMapping;
import org.neo4j.gds.RelationshipProjection;
import org.neo4j.gds.RelationshipType;
import org.neo4j.gds.api.GraphStore;
import org.neo4j.gds.api.PropertyState;
import org.neo4j.gds.api.nodeproperties.ValueType;
import org.neo4j.gds.projection.GraphProjectFromStoreConfig;
import org.neo4j.graphdb.Direction;

/** How a native projection, and filters of it, read the live graph: what their configuration says. */
final class NativeReading {
    private final GraphProjectFromStoreConfig config;
    private final GraphOrigin origin;
    private final GraphStore store;

    NativeReading(GraphProjectFromStoreConfig config, GraphOrigin origin, GraphStore store) {
        this.config = config;
        this.origin = origin;
        this.store = store;
    }

    /**
     * The reading, or empty where the configuration does not tell: of a type or a property that was computed.
     *
     * @param users the projection's labels of users; empty for any
     * @param items likewise
     * @param types the projection's types
     */
    Optional<GraphReading> reading(
            List<String> users, List<String> items, List<String> types, String weightProperty, String timeProperty) {
        List<InteractionReading> interactions = new ArrayList<>();
        for (String type : types) {
            RelationshipProjection projection =
                    config.relationshipProjections().projections().get(RelationshipType.of(type));
            if (projection == null
                    || !projected(type, projection, weightProperty)
                    || !projected(type, projection, timeProperty)) {
                return Optional.empty();
            }
            interactions.add(interaction(type, projection, weightProperty, timeProperty));
        }
        return Optional.of(new GraphReading(
                GraphReading.Source.NATIVE,
                nodes("user", users),
                nodes("item", items),
                interactions,
                new PairRule(
                        types.stream().map(type -> Aggregate.LAST).toList(),
                        weightProperty != null,
                        Double.NEGATIVE_INFINITY)));
    }

    /** How relationships of one type are read, whatever they join; empty where the configuration does not tell. */
    Optional<RelationshipReading> relationships(String type) {
        return relationships(type, null);
    }

    /** The same with a weight; null for none. */
    Optional<RelationshipReading> relationships(String type, String weightProperty) {
        RelationshipProjection projection =
                config.relationshipProjections().projections().get(RelationshipType.of(type));
        return projection == null || !projected(type, projection, weightProperty)
                ? Optional.empty()
                : Optional.of(interaction(type, projection, weightProperty, null));
    }

    private boolean projected(String type, RelationshipProjection projection, String property) {
        return property == null
                || (projection.properties().mappings().stream()
                                .anyMatch(mapping -> mapping.propertyKey().equals(property))
                        && !computed(type, property));
    }

    /** GDS takes all that a filtered graph has for computed; a property of the configuration's name is the projected one there. */
    private boolean computed(String type, String property) {
        return origin.filters().isEmpty()
                && store.relationshipPropertyValues(RelationshipType.of(type), property)
                                .propertyState()
                        == PropertyState.TRANSIENT;
    }

    private RelationshipReading interaction(
            String name, RelationshipProjection projection, String weightProperty, String timeProperty) {
        List<PropertyReading> properties = new ArrayList<>();
        List<ParallelMerge> merges = new ArrayList<>();
        int weight = -1;
        int time = -1;
        for (PropertyMapping mapping : projection.properties()) {
            weight = mapping.propertyKey().equals(weightProperty) ? properties.size() : weight;
            time = mapping.propertyKey().equals(timeProperty) ? properties.size() : time;
            properties.add(new PropertyReading(
                    mapping.propertyKey(),
                    mapping.neoPropertyKey(),
                    mapping.defaultValue().doubleValue()));
            merge(mapping.aggregation().name(), projection.aggregation().name()).ifPresent(merges::add);
        }
        return new RelationshipReading(
                name,
                projection.projectAll() ? List.of() : List.of(projection.type()),
                switch (projection.orientation()) {
                    case NATURAL -> Direction.OUTGOING;
                    case REVERSE -> Direction.INCOMING;
                    case UNDIRECTED -> Direction.BOTH;
                },
                properties,
                merges,
                weight,
                time,
                Aggregate.LAST,
                origin.filters().stream()
                        .filter(filter -> !GraphFilter.keepsAll(filter.relationships()))
                        .map(filter -> GraphFilter.of(filter.relationships(), filter.parameters(), properties))
                        .toList());
    }

    /** By the names of GDS's aggregations, whose type is in another package in each line of releases. */
    private static Optional<ParallelMerge> merge(String own, String ofType) {
        String aggregation = own.equals("DEFAULT") ? ofType : own;
        return Set.of("DEFAULT", "NONE").contains(aggregation)
                ? Optional.empty()
                : Optional.of(ParallelMerge.valueOf(aggregation));
    }

    private NodeReading nodes(String variable, List<String> labels) {
        Map<String, String> projected = new HashMap<>();
        Map<String, PropertyReading> properties = new LinkedHashMap<>();
        boolean known = true;
        for (Map.Entry<NodeLabel, NodeProjection> entry :
                config.nodeProjections().projections().entrySet()) {
            NodeProjection node = entry.getValue();
            projected.put(entry.getKey().name(), node.projectAll() ? null : node.label());
            for (PropertyMapping mapping : node.properties()) {
                number(mapping).ifPresent(property -> properties.put(mapping.propertyKey(), property));
            }
        }
        List<String> live = new ArrayList<>();
        for (String label : labels) {
            String one = projected.get(label);
            if (one == null) {
                known &= projected.containsKey(label);
                live.clear();
                break;
            }
            live.add(one);
        }
        return new NodeReading(
                variable,
                live.stream().distinct().toList(),
                null,
                projected,
                List.copyOf(properties.values()),
                origin.filters().stream()
                        .filter(filter -> !GraphFilter.keepsAll(filter.nodes()))
                        .map(filter ->
                                GraphFilter.of(filter.nodes(), filter.parameters(), List.copyOf(properties.values())))
                        .toList(),
                known && !origin.sampled());
    }

    /** A property that is a number; others no filter can ask for. */
    private Optional<PropertyReading> number(PropertyMapping mapping) {
        if (!store.hasNodeProperty(mapping.propertyKey())) {
            return Optional.empty();
        }
        ValueType type = store.nodeProperty(mapping.propertyKey()).valueType();
        return switch (type) {
            case LONG ->
                Optional.of(new PropertyReading(
                        mapping.propertyKey(),
                        mapping.neoPropertyKey(),
                        mapping.defaultValue().longValue()));
            case DOUBLE ->
                Optional.of(new PropertyReading(
                        mapping.propertyKey(),
                        mapping.neoPropertyKey(),
                        mapping.defaultValue().doubleValue()));
            default -> Optional.empty();
        };
    }
}

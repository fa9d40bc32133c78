// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.graphrec.procedures.reading.Condition;
import org.graphrec.procedures.reading.PropertyReading;
import org.neo4j.gds.NodeLabel;
import org.neo4j.gds.RelationshipType;
import org.neo4j.gds.api.nodeproperties.ValueType;
import org.neo4j.gds.beta.filter.expression.EvaluationContext;
import org.neo4j.gds.beta.filter.expression.Expression;
import org.neo4j.gds.beta.filter.expression.ExpressionParser;
import org.opencypher.v9_0.parser.javacc.ParseException;

/** A filter of {@code gds.graph.filter}, asked of a node or a relationship of the live graph by GDS's own evaluation. */
public final class GraphFilter implements Condition {
    private static final String ALL = "*";

    private final String text;
    private final Map<String, Object> parameters;
    private final Map<String, Integer> places;
    private final Expression expression;

    private GraphFilter(
            String text, Map<String, Object> parameters, Map<String, Integer> places, Expression expression) {
        this.text = text;
        this.parameters = parameters;
        this.places = places;
        this.expression = expression;
    }

    /** Whether a filter keeps everything. */
    static boolean keepsAll(String text) {
        return text.equals(ALL);
    }

    /**
     * Parses a filter.
     *
     * @param properties those it may refer to
     * @throws IllegalArgumentException where it is none
     */
    public static Condition of(String text, Map<String, Object> parameters, List<PropertyReading> properties) {
        Map<String, ValueType> types = new HashMap<>();
        Map<String, Integer> places = new HashMap<>();
        for (PropertyReading property : properties) {
            types.put(property.name(), property.fallback() instanceof Long ? ValueType.LONG : ValueType.DOUBLE);
            places.put(property.name(), places.size());
        }
        try {
            return new GraphFilter(text, Map.copyOf(parameters), places, ExpressionParser.parse(text, types));
        } catch (ParseException wrong) {
            throw new IllegalArgumentException("GDS cannot read the filter `" + text + "`.", wrong);
        }
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public boolean holds(Predicate<String> labelOrType, Properties properties) {
        double[] values = new double[places.size()];
        places.forEach((name, place) -> {
            Number value = properties.get(name);
            // as GDS hands a whole number to its comparisons
            values[place] = value instanceof Long whole
                    ? Double.longBitsToDouble(whole)
                    : value == null ? Double.NaN : value.doubleValue();
        });
        Live live = new Live(places, parameters, labelOrType);
        live.init(RelationshipType.ALL_RELATIONSHIPS, values);
        return expression.evaluate(live) == Expression.TRUE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GraphFilter filter
                && text.equals(filter.text)
                && parameters.equals(filter.parameters)
                && places.equals(filter.places);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** GDS's context of a relationship, whose labels and types are asked of the live graph. */
    private static final class Live extends EvaluationContext.RelationshipEvaluationContext {
        private final Predicate<String> labelOrType;

        private Live(Map<String, Integer> places, Map<String, Object> parameters, Predicate<String> labelOrType) {
            super(places, parameters);
            this.labelOrType = labelOrType;
        }

        @Override
        public boolean hasNodeLabels(List<NodeLabel> labels) {
            return labels.stream().allMatch(label -> labelOrType.test(label.name()));
        }

        @Override
        public boolean hasRelationshipTypes(List<RelationshipType> types) {
            return types.stream().anyMatch(type -> labelOrType.test(type.name()));
        }

        @Override
        public boolean hasLabelsOrTypes(List<String> names) {
            return names.stream().allMatch(labelOrType);
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.graphrec.procedures.cypher.CypherProblem;
import org.graphrec.procedures.cypher.Expression;
import org.graphrec.procedures.cypher.Pattern;
import org.graphrec.procedures.live.ModelNodes;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.projection.GraphFilter;
import org.graphrec.procedures.reading.Condition;
import org.graphrec.procedures.reading.ContextReading;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.InteractionReading;
import org.graphrec.procedures.reading.NodeReading;
import org.graphrec.procedures.reading.PairCounts;
import org.graphrec.procedures.reading.ParallelMerge;
import org.graphrec.procedures.reading.PatternReading;
import org.graphrec.procedures.reading.PropertyReading;
import org.graphrec.procedures.reading.RelationshipReading;
import org.graphrec.training.graph.Aggregate;
import org.graphrec.training.graph.PairRule;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;
import org.neo4j.graphdb.Direction;

/**
 * How the live graph is read, in a file. What is Cypher in it is parsed again, as strictly as when it was declared: a file may come
 * from anywhere.
 */
final class StoredReading {
    private static final String READING = "reading";
    private static final String LEFT_OUT = "leftOut";
    private static final List<PropertyReading> OF_PATTERNS = List.of(
            PropertyReading.plain(PatternReading.WEIGHT),
            PropertyReading.plain(PatternReading.TIME),
            PropertyReading.plain(PatternReading.LIKE));

    private StoredReading() {}

    /** Adds it to what is written. */
    static void write(GraphReading reading, Map<String, Object> document, Map<String, Tensor> tensors) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("source", reading.source().cypherName());
        map.put("users", nodes(reading.users()));
        map.put("items", nodes(reading.items()));
        map.put(
                "interactions",
                reading.interactions().stream().map(StoredReading::map).toList());
        map.put(
                "aggregates",
                reading.rule().aggregates().stream().map(Aggregate::cypherName).toList());
        map.put("weighted", reading.rule().weighted());
        map.put("likeThreshold", Double.toString(reading.rule().likeThreshold()));
        map.put("target", reading.target());
        map.put("declaration", reading.declared().map());
        if (reading.counts() != null) {
            PairCounts counts = reading.counts();
            map.put("counts", List.of(counts.likes(), counts.seen(), counts.dislikes(), counts.badInteractions()));
            map.put("changedSinceProjection", counts.changedSinceProjection());
        }
        if (!reading.context().isEmpty()) {
            map.put("context", StoredContext.write(reading.context(), tensors));
        }
        document.put(READING, map);
        if (reading.leftOut() != null) {
            tensors.put(LEFT_OUT, StoredNodes.ids(reading.leftOut()));
        }
        StoredHistories.write(reading.kept(), tensors);
    }

    /** Reads it again; of an earlier version's file, as that version did. */
    static GraphReading read(StoredDocument document, ModelNodes nodes, TensorFile file) {
        if (!document.map().containsKey(READING)) {
            return EarlierReading.of(document.inner("live"), nodes);
        }
        StoredDocument map = document.inner(READING);
        return checked(() -> {
            List<InteractionReading> interactions = map.several("interactions").stream()
                    .map(StoredReading::interaction)
                    .toList();
            List<Aggregate> aggregates = map.texts("aggregates").stream()
                    .map(StoredReading::aggregate)
                    .toList();
            if (aggregates.size() < interactions.size()) {
                throw StoredDocument.corrupt("its interactions have no rule");
            }
            return new GraphReading(
                    source(map.text("source")),
                    nodes("user", map.inner("users")),
                    nodes("item", map.inner("items")),
                    interactions,
                    new PairRule(aggregates, map.flag("weighted"), number(map.text("likeThreshold"))),
                    new GraphReading.Declared(
                            map.textOrNull("target"), map.inner("declaration").map()),
                    new GraphReading.Learned(
                            file.tensors().containsKey(LEFT_OUT)
                                    ? new NodeIndex(StoredNodes.ids(LEFT_OUT, file))
                                    : null,
                            StoredHistories.read(file, nodes),
                            counts(map),
                            map.map().containsKey("context")
                                    ? StoredContext.read(map.several("context"), nodes, file)
                                    : ContextReading.NONE));
        });
    }

    private static PairCounts counts(StoredDocument map) {
        if (!map.map().containsKey("counts")) {
            return null;
        }
        List<?> counts = map.list("counts");
        if (counts.size() != 4 || !counts.stream().allMatch(Number.class::isInstance)) {
            throw StoredDocument.corrupt("its counts are wrong");
        }
        long[] numbers =
                counts.stream().mapToLong(count -> ((Number) count).longValue()).toArray();
        return new PairCounts(
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                map.map().get("changedSinceProjection") == null ? null : map.whole("changedSinceProjection"));
    }

    /** What is wrong with Cypher or a number in a file makes the file a corrupt one. */
    private static GraphReading checked(Supplier<GraphReading> read) {
        try {
            return read.get();
        } catch (CypherProblem hostile) {
            throw StoredDocument.corrupt("its declaration " + hostile.problem());
        } catch (IllegalArgumentException wrong) {
            throw StoredDocument.corrupt("how its histories are read is missing");
        }
    }

    private static Map<String, Object> nodes(NodeReading reading) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("labels", reading.labels());
        map.put("where", text(reading.where()));
        List<Object> projected = new ArrayList<>();
        reading.projected().forEach((name, label) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", name);
            one.put("label", label);
            projected.add(one);
        });
        map.put("projected", projected);
        map.put("properties", properties(reading.properties()));
        map.put("conditions", conditions(reading.conditions()));
        map.put("known", reading.known());
        return map;
    }

    private static NodeReading nodes(String variable, StoredDocument map) {
        Map<String, String> projected = new LinkedHashMap<>();
        map.several("projected").forEach(one -> projected.put(one.text("name"), one.textOrNull("label")));
        List<PropertyReading> properties = properties(map);
        return new NodeReading(
                variable,
                map.texts("labels"),
                expression(map, "where"),
                projected,
                properties,
                conditions(map, properties),
                map.flag("known"));
    }

    static Map<String, Object> map(InteractionReading reading) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", reading.name());
        map.put("aggregate", reading.aggregate().cypherName());
        map.put("conditions", conditions(reading.conditions()));
        if (reading instanceof PatternReading pattern) {
            map.put("pattern", pattern.pattern().text());
            map.put("where", text(pattern.where()));
            map.put("time", text(pattern.time()));
            map.put("weight", text(pattern.weight()));
            map.put("like", text(pattern.like()));
        } else if (reading instanceof RelationshipReading relationship) {
            map.put("types", relationship.types());
            map.put("direction", relationship.direction().name());
            map.put("properties", properties(relationship.properties()));
            map.put("merges", relationship.merges().stream().map(Enum::name).toList());
            map.put("weightAt", relationship.weight());
            map.put("timeAt", relationship.time());
        }
        return map;
    }

    static InteractionReading interaction(StoredDocument map) {
        if (map.map().containsKey("pattern")) {
            return new PatternReading(
                    map.text("name"),
                    Pattern.parse(map.text("pattern")),
                    expression(map, "where"),
                    expression(map, "time"),
                    expression(map, "weight"),
                    expression(map, "like"),
                    aggregate(map.text("aggregate")),
                    conditions(map, OF_PATTERNS));
        }
        List<PropertyReading> properties = properties(map);
        List<ParallelMerge> merges =
                map.texts("merges").stream().map(ParallelMerge::valueOf).toList();
        int weight = (int) map.whole("weightAt");
        int time = (int) map.whole("timeAt");
        if (Math.max(weight, time) >= properties.size()
                || Math.min(weight, time) < -1
                || (!merges.isEmpty() && merges.size() != properties.size())) {
            throw StoredDocument.corrupt("the properties of its interactions are missing");
        }
        return new RelationshipReading(
                map.text("name"),
                map.texts("types"),
                Direction.valueOf(map.text("direction")),
                properties,
                merges,
                weight,
                time,
                aggregate(map.text("aggregate")),
                conditions(map, properties));
    }

    private static List<Object> properties(List<PropertyReading> properties) {
        List<Object> list = new ArrayList<>();
        for (PropertyReading property : properties) {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("name", property.name());
            written.put("property", property.property());
            written.put("whole", property.fallback() instanceof Long);
            written.put("fallback", property.fallback().toString());
            list.add(written);
        }
        return list;
    }

    private static List<PropertyReading> properties(StoredDocument map) {
        return map.several("properties").stream()
                .map(one -> new PropertyReading(
                        one.text("name"), one.text("property"), number(one.flag("whole"), one.text("fallback"))))
                .toList();
    }

    private static List<Object> conditions(List<Condition> conditions) {
        List<Object> list = new ArrayList<>();
        for (Condition condition : conditions) {
            List<Object> parameters = new ArrayList<>();
            condition.parameters().forEach((name, value) -> {
                if (value instanceof Number) {
                    Map<String, Object> parameter = new LinkedHashMap<>();
                    parameter.put("name", name);
                    parameter.put("whole", !(value instanceof Double));
                    parameter.put("value", value.toString());
                    parameters.add(parameter);
                }
            });
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("text", condition.text());
            written.put("parameters", parameters);
            list.add(written);
        }
        return list;
    }

    private static List<Condition> conditions(StoredDocument map, List<PropertyReading> properties) {
        return map.several("conditions").stream()
                .map(one -> {
                    Map<String, Object> parameters = new LinkedHashMap<>();
                    one.several("parameters")
                            .forEach(parameter -> parameters.put(
                                    parameter.text("name"), number(parameter.flag("whole"), parameter.text("value"))));
                    return GraphFilter.of(one.text("text"), parameters, properties);
                })
                .toList();
    }

    private static Number number(boolean whole, String text) {
        return whole ? (Number) Long.valueOf(text) : (Number) Double.valueOf(text);
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    private static String text(Expression expression) {
        return expression == null ? null : expression.text();
    }

    private static Expression expression(StoredDocument map, String name) {
        return map.textOrNull(name) == null ? null : Expression.parse(map.text(name), false);
    }

    private static Aggregate aggregate(String name) {
        return Aggregate.of(name).orElseThrow(() -> StoredDocument.corrupt("`" + name + "` is no aggregate"));
    }

    private static GraphReading.Source source(String name) {
        return Arrays.stream(GraphReading.Source.values())
                .filter(source -> source.cypherName().equals(name))
                .findFirst()
                .orElseThrow(() -> StoredDocument.corrupt("`" + name + "` is not a known way to read histories"));
    }
}

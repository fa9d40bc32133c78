// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.cypher.Expression;
import org.graphrec.procedures.cypher.Identifier;
import org.graphrec.procedures.cypher.Pattern;
import org.graphrec.training.graph.Aggregate;
import org.neo4j.graphdb.Direction;

/**
 * One of the `interactions` of a declaration.
 *
 * @param reading by its pattern
 * @param weighted whether it says anything of weights: a weight, or an aggregate that makes one
 */
public record DeclaredInteraction(PatternReading reading, boolean weighted) {
    private static final String INTERACTIONS = "interactions";
    private static final List<String> KEYS = List.of("name", "pattern", "where", "time", "weight", "like", "aggregate");

    /** The projection's relationship type. */
    public String name() {
        return reading.name();
    }

    /** Reads all; null where one has a problem, which the config knows now. */
    static List<DeclaredInteraction> readAll(Config config) {
        Object value = config.requiredObject(INTERACTIONS, "list of Maps, or of relationship types");
        List<?> list = value instanceof List<?> several ? several : value == null ? List.of() : List.of(value);
        if (list.isEmpty() || list.size() >= Long.SIZE) {
            config.problem(
                    "The value of `interactions` must be a list of 1 to 63 maps such as `{name: 'bought', pattern:"
                            + " '(user)-[:PLACED]->(:Order)-[:CONTAINS]->(item)'}`, or of relationship types, but "
                            + (list.isEmpty() ? "was `" + Config.shown(value) + "`." : "has " + list.size() + "."));
            return null;
        }
        List<DeclaredInteraction> interactions = new ArrayList<>();
        boolean good = true;
        for (Object entry : list) {
            DeclaredInteraction one = entry instanceof String type
                    ? read(
                            config,
                            INTERACTIONS,
                            Map.of("name", type, "pattern", "(user)-[:" + Identifier.quoted(type) + "]->(item)"))
                    : entry instanceof Map<?, ?> map ? read(config, INTERACTIONS, map) : null;
            if (one == null) {
                if (!(entry instanceof String) && !(entry instanceof Map<?, ?>)) {
                    config.problem(
                            "The value of `interactions` must be a list of maps or of relationship types but has `"
                                    + Config.shown(entry) + "`.");
                }
                good = false;
            } else if (interactions.stream().anyMatch(other -> other.name().equals(one.name()))) {
                config.problem("Two of the `interactions` have the name `" + one.name() + "`. Give each its own.");
                good = false;
            } else {
                interactions.add(one);
            }
        }
        return good ? interactions : null;
    }

    /**
     * Reads one alone that must have a time; null where there is none, or it has a problem, which the config knows now.
     *
     * @param key of the config
     */
    public static DeclaredInteraction readTimed(Config config, String key) {
        Object value = config.object(key, "Map");
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> map) || map.get("pattern") == null || map.get("time") == null) {
            config.problem("The value of `" + key + "` must be a map with a pattern and a time, such as `{pattern:"
                    + " '(user)-[b:BOUGHT]->(item)', time: 'b.at'}`, but was `" + Config.shown(value) + "`.");
            return null;
        }
        Map<Object, Object> named = new HashMap<>(map);
        named.putIfAbsent("name", key);
        return read(config, key, named);
    }

    private static DeclaredInteraction read(Config config, String in, Map<?, ?> map) {
        boolean good = true;
        for (Object key : map.keySet()) {
            if (!KEYS.contains(key)) {
                config.problem("Unexpected key in `" + in + "`: `" + Config.shown(key) + "`."
                        + Suggestions.didYouMeanOneOf(String.valueOf(key), KEYS));
                good = false;
            } else if (map.get(key) != null && !(map.get(key) instanceof String text && !text.isBlank())) {
                config.problem("The value of `" + in + "." + key + "` must be a non-empty String but was `"
                        + Config.shown(map.get(key)) + "`.");
                good = false;
            }
        }
        if (!good) {
            return null;
        }
        Pattern pattern = DeclaredText.pattern(config, (String) map.get("pattern"));
        if (pattern == null) {
            return null;
        }
        Set<String> variables = new HashSet<>(pattern.variables());
        Optional<Pattern.Plain> plain = pattern.plain();
        String name = (String) map.get("name");
        if (name == null) {
            name = plain.filter(one -> one.types().size() == 1)
                    .map(one -> one.types().get(0))
                    .orElse(null);
        }
        Aggregate aggregate = aggregate(config, in, (String) map.get("aggregate"), plain.isPresent());
        Expression where = DeclaredText.expression(config, in + ".where", (String) map.get("where"), variables);
        Expression time = DeclaredText.expression(config, in + ".time", (String) map.get("time"), variables);
        Expression weight = DeclaredText.expression(config, in + ".weight", (String) map.get("weight"), variables);
        Expression like = DeclaredText.expression(config, in + ".like", (String) map.get("like"), variables);
        if (name == null) {
            config.problem("No value specified for `interactions.name`, which the pattern `" + pattern.text()
                    + "` needs: what this kind of interaction is called, such as 'bought'.");
        }
        if (name == null
                || aggregate == null
                || missing(map, "where", where)
                || missing(map, "time", time)
                || missing(map, "weight", weight)
                || missing(map, "like", like)) {
            return null;
        }
        return new DeclaredInteraction(
                new PatternReading(name, pattern, where, time, weight, like, aggregate, List.of()),
                weight != null || (map.get("aggregate") != null && aggregate != Aggregate.LAST));
    }

    private static boolean missing(Map<?, ?> map, String key, Expression read) {
        return map.get(key) != null && read == null;
    }

    /** The last one of a plain relationship, the sum over a pattern. */
    private static Aggregate aggregate(Config config, String in, String name, boolean plain) {
        if (name == null) {
            return plain ? Aggregate.LAST : Aggregate.SUM;
        }
        Optional<Aggregate> aggregate = Aggregate.of(name);
        if (aggregate.isEmpty()) {
            config.problem("The value of `" + in + ".aggregate` must be one of `"
                    + String.join("`, `", Aggregate.names()) + "` but was `" + Config.shown(name) + "`."
                    + Suggestions.didYouMean(name, Aggregate.names()));
        }
        return aggregate.orElse(null);
    }

    /** A plain relationship with plain properties is read without a query. */
    public InteractionReading fastest() {
        Pattern.Plain plain = reading.pattern().plain().orElse(null);
        if (plain == null || reading.where() != null || reading.like() != null) {
            return reading;
        }
        List<PropertyReading> properties = new ArrayList<>();
        int weight = place(plain, PatternReading.WEIGHT, reading.weight(), properties);
        int time = place(plain, PatternReading.TIME, reading.time(), properties);
        if (weight < -1 || time < -1) {
            return reading;
        }
        return new RelationshipReading(
                name(),
                plain.types(),
                switch (plain.direction()) {
                    case OUT -> Direction.OUTGOING;
                    case IN -> Direction.INCOMING;
                    case BOTH -> Direction.BOTH;
                },
                properties,
                List.of(),
                weight,
                time,
                reading.aggregate(),
                List.of());
    }

    /** Where an expression that is one property is read: -1 for none, -2 for another expression. */
    private static int place(
            Pattern.Plain plain, String name, Expression expression, List<PropertyReading> properties) {
        if (expression == null) {
            return -1;
        }
        String property = plain.relationshipVariable() == null
                ? null
                : expression.propertyOf(plain.relationshipVariable()).orElse(null);
        if (property == null) {
            return -2;
        }
        properties.add(new PropertyReading(name, property, Double.NaN));
        return properties.size() - 1;
    }

    /** As it is shown and stored. */
    Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name());
        map.put("pattern", reading.pattern().text());
        put(map, "where", reading.where());
        put(map, "time", reading.time());
        put(map, "weight", reading.weight());
        put(map, "like", reading.like());
        if (weighted || reading.aggregate() == Aggregate.LAST) {
            map.put("aggregate", reading.aggregate().cypherName());
        }
        return map;
    }

    private static void put(Map<String, Object> map, String key, Expression expression) {
        if (expression != null) {
            map.put(key, expression.text());
        }
    }
}

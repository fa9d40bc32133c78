// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.cypher.ContextPattern;
import org.graphrec.procedures.cypher.CypherProblem;
import org.graphrec.procedures.cypher.Expression;
import org.graphrec.training.graph.Aggregate;

/**
 * One of the relations of a declaration's `context`: what is known of users or of items beside the interactions.
 *
 * @param name the projection's relationship type
 * @param pattern from the user or the item to what is known of them
 * @param weight how much one says, or null for 1
 */
public record DeclaredContext(String name, ContextPattern pattern, Expression weight) {
    private static final Set<String> KEYS = Set.of("name", "pattern", "weight");
    private static final String KEY = "context";
    private static final String TYPE = "list of patterns, of properties, or of Maps";

    /** Reads all; null if one has a problem, which has been reported to the config. */
    static List<DeclaredContext> readAll(Config config, List<String> taken) {
        Object value = config.object(KEY, TYPE);
        List<DeclaredContext> relations = new ArrayList<>();
        List<String> names = new ArrayList<>(taken);
        boolean good = true;
        for (Object entry : list(value)) {
            if (property(entry).isPresent()) {
                continue;
            }
            DeclaredContext one = read(config, entry);
            if (one == null) {
                good = false;
            } else if (names.contains(one.name())) {
                config.problem("Two of `interactions` and `context` have the name `" + one.name()
                        + "`. Give each its own, as in `{name: 'brand', pattern: '(item)-[:MADE_BY]->(:Brand)'}`.");
                good = false;
            } else {
                names.add(one.name());
                relations.add(one);
            }
        }
        return good ? relations : null;
    }

    /** The properties among the relations, such as {@code item.year}. */
    static List<ContextProperty> properties(Config config) {
        return list(config.object(KEY, TYPE)).stream()
                .flatMap(entry -> property(entry).stream())
                .distinct()
                .toList();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }

    private static Optional<ContextProperty> property(Object entry) {
        return entry instanceof String text ? ContextProperty.of(text) : Optional.empty();
    }

    private static DeclaredContext read(Config config, Object entry) {
        Object pattern = entry instanceof Map<?, ?> map ? map.get("pattern") : entry;
        Object name = entry instanceof Map<?, ?> map ? map.get("name") : null;
        boolean known = !(entry instanceof Map<?, ?> map) || KEYS.containsAll(map.keySet());
        Object weight = entry instanceof Map<?, ?> map ? map.get("weight") : null;
        boolean named = isText(name) && isText(weight);
        if (!known || !named || !(pattern instanceof String text)) {
            config.problem("The value of `context` must be a list of patterns such as"
                    + " `'(item)-[:IN]->(:Category)'`, of properties such as `'item.year'`, or of maps such as `{name: 'category', pattern:"
                    + " '(item)-[:IN]->(:Category)'}`, but has `" + Config.shown(entry) + "`.");
            return null;
        }
        try {
            ContextPattern read = ContextPattern.parse(text);
            String own = name != null
                    ? (String) name
                    : read.pattern()
                            .plain()
                            .filter(plain -> plain.types().size() == 1)
                            .map(plain -> plain.types().get(0))
                            .orElseGet(() -> String.join("_", read.pattern().types()));
            if (own.isBlank()) {
                config.problem("No value specified for `context.name`, which the pattern `" + read.text()
                        + "` needs: what this relation is called, such as 'brand'.");
                return null;
            }
            Set<String> variables = new HashSet<>(read.pattern().variables());
            // in here the ends have other names than in the pattern that was given
            variables.removeAll(Set.of("user", "item"));
            Expression expression = DeclaredText.expression(config, KEY + ".weight", (String) weight, variables);
            return weight != null && expression == null ? null : new DeclaredContext(own, read, expression);
        } catch (CypherProblem wrong) {
            config.problem("The value of `context` must be paths from `(user)` or `(item)` but `" + Config.shown(text)
                    + "` " + wrong.problem() + ".");
            return null;
        }
    }

    private static boolean isText(Object value) {
        return value == null || (value instanceof String text && !text.isBlank());
    }

    /** By the pattern, as a query. */
    public PatternReading reading() {
        return new PatternReading(name, pattern.pattern(), null, null, weight, null, Aggregate.LAST, List.of());
    }

    /** A plain relationship is read without a query. */
    public InteractionReading fastest() {
        return new DeclaredInteraction(reading(), weight != null).fastest();
    }

    /** As it is shown and stored. */
    Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("pattern", pattern.text());
        if (weight != null) {
            map.put("weight", weight.text());
        }
        return map;
    }
}

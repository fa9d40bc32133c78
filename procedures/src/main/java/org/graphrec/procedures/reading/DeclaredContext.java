package org.graphrec.procedures.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.cypher.ContextPattern;
import org.graphrec.procedures.cypher.CypherProblem;
import org.graphrec.training.graph.Aggregate;

/**
 * One of the relations of a declaration's `context`: what is known of users or of items beside the interactions.
 *
 * @param name the projection's relationship type
 * @param pattern from the user or the item to what is known of them
 */
public record DeclaredContext(String name, ContextPattern pattern) {
    private static final Set<String> KEYS = Set.of("name", "pattern");
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
        boolean named = name == null || (name instanceof String text && !text.isBlank());
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
            return new DeclaredContext(own, read);
        } catch (CypherProblem wrong) {
            config.problem("The value of `context` must be paths from `(user)` or `(item)` but `" + Config.shown(text)
                    + "` " + wrong.problem() + ".");
            return null;
        }
    }

    /** By the pattern, as a query. */
    public PatternReading reading() {
        return new PatternReading(name, pattern.pattern(), null, null, null, null, Aggregate.LAST, List.of());
    }

    /** A plain relationship is read without a query. */
    public InteractionReading fastest() {
        return new DeclaredInteraction(reading(), false).fastest();
    }

    /** As it is shown and stored. */
    Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("pattern", pattern.text());
        return map;
    }
}

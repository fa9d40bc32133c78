// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graphrec.procedures.suggest.Names.Meaning;

/** The statements that lead from a database to its first recommendations, in order. */
final class SuggestedStatements {
    private static final String GRAPH = "suggested";
    private static final String FIRST = "first";
    private static final int MOST_TEXTS = 3;
    private static final int MOST_CONTEXT = 8;

    /** Nodes that hardly two others share say nothing of these. */
    private static final double SHARED = 1.2;

    private final SampledGraph graph;
    private final List<Suggestion> possible;
    private final Suggestion suggestion;
    private final List<SuggestRow> rows = new ArrayList<>();

    private SuggestedStatements(SampledGraph graph, List<Suggestion> possible) {
        this.graph = graph;
        this.possible = possible;
        this.suggestion = possible.get(0);
    }

    /** The rows of {@code rec.suggest}. */
    static List<SuggestRow> of(SampledGraph graph) {
        List<Suggestion> possible = Suggestion.of(graph);
        if (possible.isEmpty()) {
            return List.of(new SuggestRow(
                    1,
                    "",
                    "No two nodes share a neighbour that could be an item. Load who used, bought,"
                            + " rated or read what, as relationships, and call `rec.suggest` again."));
        }
        return new SuggestedStatements(graph, possible).rows();
    }

    private List<SuggestRow> rows() {
        List<String> texts = texts();
        if (!texts.isEmpty()) {
            add(
                    "CALL rec.embed.nodes.write(" + Names.literal(suggestion.items()) + ", {textProperties: "
                            + literals(texts) + "}) YIELD nodePropertiesWritten",
                    "The texts of " + quoted(suggestion.items())
                            + " make it possible to recommend items that nobody has used yet, and to search in words.");
        }
        add(projection(!texts.isEmpty()), why());
        add(
                "CALL rec.train('" + GRAPH + "', {modelName: '" + GRAPH + "'"
                        + (texts.isEmpty() ? "" : ", featureProperties: ['embedding']")
                        + "}) YIELD architecture, trainMillis, metrics",
                "Measures several architectures on a holdout of the interactions and keeps the best.");
        String users = Names.cypher(suggestion.users());
        add(
                "MATCH (user:" + users + ") WITH user LIMIT 1 CALL rec.recommend.stream('" + GRAPH
                        + "', user, {k: 5}) YIELD item, rank, score, regime RETURN user, rank, item, score, regime",
                "The best items for one " + quoted(suggestion.users()) + ". Match another one, or pass '*' for all.");
        return rows;
    }

    private void add(String cypher, String why) {
        rows.add(new SuggestRow(rows.size() + 1, cypher, why));
    }

    private String projection(boolean texts) {
        if (suggestion.amongThemselves()) {
            String label = Names.literal(suggestion.users());
            return "CALL gds.graph.project('" + GRAPH + "', "
                    + (texts ? "{" + Names.cypher(suggestion.users()) + ": {properties: ['embedding']}}" : label) + ", "
                    + Names.literal(suggestion.to().type) + ") YIELD nodeCount, relationshipCount";
        }
        List<String> context = context();
        return "CALL rec.graph.project('" + GRAPH + "', {users: " + Names.literal(suggestion.users()) + ", items: "
                + Names.literal(suggestion.items()) + ", interactions: [" + interactions() + "]"
                + (context.isEmpty() ? "" : ", context: [" + String.join(", ", context) + "]")
                + (texts ? ", itemProperties: ['embedding']" : "")
                + "}) YIELD nodeCount, relationshipCount";
    }

    private String interactions() {
        Optional<String> time = moment();
        Optional<String> weight = strength();
        boolean first = Stream.of(time, weight).flatMap(Optional::stream).anyMatch(text -> text.contains(FIRST + "."));
        List<Step> dislikes = dislikes();
        return "{name: " + Names.literal(suggestion.name()) + ", pattern: "
                + Names.literal(suggestion.pattern(first ? FIRST : ""))
                + time.map(text -> ", time: " + Names.literal(text)).orElse("")
                + weight.or(() -> dislikes.isEmpty() ? Optional.empty() : Optional.of("1.0"))
                        .map(text -> ", weight: " + Names.literal(text))
                        .orElse("")
                + "}"
                + dislikes.stream()
                        .map(step -> ", {name: " + Names.literal(step.type) + ", pattern: "
                                + Names.literal("(user)" + step.pattern("r") + "(item)") + ", weight: '-1.0'}")
                        .collect(Collectors.joining());
    }

    /** What users do to items that they do not want. */
    private List<Step> dislikes() {
        return graph.stepsFrom(suggestion.users()).stream()
                .filter(step -> step.to.equals(suggestion.items())
                        && !suggestion.amongThemselves()
                        && Meaning.DISLIKES.of(step.type))
                .toList();
    }

    /** When it happened, in a property of the relationship to the item, of what is between, or of the relationship to that. */
    private Optional<String> moment() {
        return onTheWay(Suggestion::isMoment).findFirst();
    }

    private Optional<String> strength() {
        return Stream.concat(
                        onTheWay(property -> Suggestion.isStrength(property)
                                && property.getValue().numeric()),
                        onTheWay(Suggestion::isStrength).map(text -> "toFloat(" + text + ")"))
                .findFirst();
    }

    private Stream<String> onTheWay(Predicate<Map.Entry<String, PropertyFacts>> wanted) {
        Stream<String> last = of("r", suggestion.last().properties(), wanted);
        return suggestion.on() == null
                ? last
                : Stream.of(
                                last,
                                of("between", graph.properties(suggestion.to().to), wanted),
                                of(FIRST, suggestion.to().properties(), wanted))
                        .flatMap(Function.identity());
    }

    private static Stream<String> of(
            String variable,
            Map<String, PropertyFacts> properties,
            Predicate<Map.Entry<String, PropertyFacts>> wanted) {
        return properties.entrySet().stream()
                .filter(wanted)
                .map(property -> variable + "." + Names.cypher(property.getKey()));
    }

    /** What else users and items share, as patterns. */
    private List<String> context() {
        Set<String> patterns = new LinkedHashSet<>();
        Set<String> types = new LinkedHashSet<>(Set.of(suggestion.name()));
        for (Step step : graph.stepsFrom(suggestion.items())) {
            boolean toUsers = step.to.equals(suggestion.users());
            boolean between = suggestion.on() != null && step.to.equals(suggestion.to().to);
            if (!toUsers && !between && tells(step) && types.add(step.type)) {
                boolean link = step.to.equals(suggestion.items());
                patterns.add(Names.literal(
                        "(item)" + step.pattern("") + (link ? "(item)" : "(:" + Names.cypher(step.to) + ")")));
            }
        }
        for (Step step : graph.stepsFrom(suggestion.users())) {
            boolean between = suggestion.on() != null && step.to.equals(suggestion.to().to);
            if (!between
                    && !step.type.equals(suggestion.to().type)
                    && !dislikes().contains(step)
                    && tells(step)
                    && types.add(step.type)) {
                boolean friends = step.to.equals(suggestion.users());
                String arrow = friends ? "-[:" + Names.cypher(step.type) + "]-" : step.pattern("");
                patterns.add(
                        Names.literal("(user)" + arrow + (friends ? "(user)" : "(:" + Names.cypher(step.to) + ")")));
            }
        }
        return patterns.stream().limit(MOST_CONTEXT).toList();
    }

    private boolean tells(Step step) {
        boolean among = step.to.equals(step.from);
        return among ? step.outgoing : graph.back(step).mean() >= SHARED;
    }

    /** Texts of items, titles first, then the longest. */
    private List<String> texts() {
        return graph.properties(suggestion.items()).entrySet().stream()
                .filter(property -> property.getValue().prose()
                        || (Meaning.TITLES.of(property.getKey())
                                && property.getValue().length() > 0))
                .sorted(Comparator.<Map.Entry<String, PropertyFacts>, Boolean>comparing(
                                property -> !Meaning.TITLES.of(property.getKey()))
                        .thenComparing(property -> -property.getValue().length())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_TEXTS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private String why() {
        return String.format(
                Locale.ROOT,
                "%s are users and %s are items: in a sample, a user has %.1f `%s` on average, and an item %.1f.%s%s%s",
                quoted(suggestion.users()),
                quoted(suggestion.items()),
                suggestion.to().mean(),
                suggestion.to().type,
                graph.back(suggestion.last()).mean(),
                suggestion.hardlyAny()
                        ? " That is too little to learn a taste from: most lists will show what is popular."
                        : "",
                context().isEmpty() || suggestion.amongThemselves()
                        ? ""
                        : " What `context` names counts if it helps on the holdout.",
                alternative());
    }

    /** The next best for other users or items. */
    private String alternative() {
        return possible.stream()
                .filter(other -> !suggestion.sameEnds(other))
                .findFirst()
                .map(other -> " If that is not what you want, the next best guess is that " + quoted(other.users())
                        + " are users and " + quoted(other.items()) + " are items, by " + quoted(other.pattern()) + ".")
                .orElse("");
    }

    private static String quoted(String name) {
        return "`" + name + "`";
    }

    private static String literals(List<String> texts) {
        return texts.stream().map(Names::literal).collect(Collectors.joining(", ", "[", "]"));
    }
}

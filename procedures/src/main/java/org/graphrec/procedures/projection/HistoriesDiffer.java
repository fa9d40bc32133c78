// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.graphrec.procedures.cypher.Guess;
import org.graphrec.procedures.cypher.Identifier;

/** What to say where a projection has other histories than the live graph, and nobody said how it was read. */
final class HistoriesDiffer {
    private HistoriesDiffer() {}

    static IllegalArgumentException error(ProjectedInteractions projected, HistoryCheck.Outcome outcome) {
        String name = projected.projection().name();
        long user = projected.users().id(outcome.user());
        long item = projected.items().id(outcome.difference().item());
        return new IllegalArgumentException("The histories in the graph `" + name
                + "` are not those of the live graph, from"
                + " which a model serves: for the user with id " + user + ", the item with id " + item + " "
                + outcome.difference().what() + more(outcome.difference().count() - 1)
                + ". Either declare how interactions are read and train on that graph: `"
                + declaration(projected) + "`; or serve the histories of the projection with `history: 'projected'`.");
    }

    private static String more(int others) {
        return others == 0 ? "" : ", and " + others + (others == 1 ? " other item differs" : " other items differ");
    }

    /** A call to copy, as far as it can be told. */
    private static String declaration(ProjectedInteractions projected) {
        Optional<Guess> guess = LiveReadings.guess(projected);
        Map<String, String> interaction = new LinkedHashMap<>();
        String type =
                projected.types().isEmpty() ? "INTERACTED" : projected.types().get(0);
        interaction.put("name", type);
        interaction.put("pattern", guess.map(Guess::pattern).orElse("(user)-[r:" + quoted(type) + "]->(item)"));
        guess.map(Guess::where).ifPresent(where -> interaction.put("where", where));
        put(interaction, "time", projected.selection().relationshipTimeProperty(), guess);
        put(interaction, "weight", projected.selection().relationshipWeightProperty(), guess);
        guess.map(Guess::aggregate).ifPresent(aggregate -> interaction.put("aggregate", aggregate));
        StringJoiner text = new StringJoiner(", ", "{", "}");
        interaction.forEach((key, value) -> text.add(key + ": " + string(value)));
        return "CALL rec.graph.project(" + string(projected.projection().name() + "Declared") + ", {users: "
                + label(projected.sides().users(), "User") + ", items: "
                + label(projected.sides().items(), "Item") + ", interactions: [" + text + "]})";
    }

    private static void put(Map<String, String> interaction, String key, String property, Optional<Guess> guess) {
        if (property != null) {
            interaction.put(
                    key,
                    guess.map(one -> one.propertyExpressions().get(property)).orElse("r." + quoted(property)));
        }
    }

    private static String label(List<String> labels, String unknown) {
        return string(labels.isEmpty() ? unknown : labels.get(0));
    }

    private static String quoted(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : Identifier.quoted(name);
    }

    private static String string(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

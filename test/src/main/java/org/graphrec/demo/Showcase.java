package org.graphrec.demo;

import java.util.List;
import java.util.Map;
import org.graphrec.data.Dataset;
import org.graphrec.data.Schema;

/**
 * Whom and what the tables show, chosen by rules that give the same answer for the same data.
 *
 * @param dataset the data
 * @param user what a user is called
 * @param item what an item is called
 * @param query the free text to search with
 */
record Showcase(Dataset dataset, String user, String item, String query) {
    private static final int FEWEST = 5;
    private static final int MOST = 30;

    static Showcase libraries(Dataset dataset) {
        return new Showcase(dataset, "project", "library", "read and write JSON");
    }

    static Showcase movies(Dataset dataset) {
        return new Showcase(dataset, "user", "movie", "animated adventure with robots in space");
    }

    Schema schema() {
        return dataset.schema();
    }

    String usersRule() {
        return "the %ss with the most interactions from %d to %d, in order of name".formatted(user, FEWEST, MOST);
    }

    /** Keys of the users to show. */
    List<Object> users(int count) {
        Map<Object, Integer> activity = dataset.activity();
        List<Object> chosen = activity.entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST && entry.getValue() <= MOST)
                // the map is ordered by key, and sorting keeps that order among equals
                .sorted(Map.Entry.<Object, Integer>comparingByValue().reversed())
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
        return chosen.isEmpty() ? activity.keySet().stream().limit(count).toList() : chosen;
    }

    String coldRule() {
        return "the %s without interactions whose text is the longest".formatted(item);
    }

    /** The cold item to show, or null where every item has interactions. */
    Map<String, Object> coldItem() {
        Map<String, Object> chosen = null;
        for (Map<String, Object> candidate : dataset.coldItems()) {
            if (chosen == null || text(candidate).length() > text(chosen).length()) {
                chosen = candidate;
            }
        }
        return chosen;
    }

    /** An item's text as the encoder reads it. */
    String text(Map<String, Object> row) {
        return schema().textProperties().stream()
                .map(property -> row.getOrDefault(property, "").toString())
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + ". " + other)
                .orElse("");
    }
}

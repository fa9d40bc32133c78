// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.demo;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.graphrec.data.Dataset;
import org.graphrec.data.Schema;

/**
 * Whom and what the tables show, chosen by rules that give the same answer for the same data.
 *
 * @param dataset the data
 * @param user what a user is called
 * @param item what an item is called
 * @param query the free text to search with
 * @param family of each family of users one is shown
 * @param familyRule the same in words, or empty
 */
record Showcase(
        Dataset dataset, String user, String item, String query, UnaryOperator<Object> family, String familyRule) {
    private static final int FEWEST = 5;
    private static final int MOST = 30;

    static Showcase libraries(Dataset dataset) {
        return new Showcase(
                dataset, "project", "library", "read and write JSON", Showcase::organisation, ", one per organisation");
    }

    static Showcase movies(Dataset dataset) {
        return new Showcase(dataset, "user", "movie", "animated adventure with robots in space", user -> user, "");
    }

    Schema schema() {
        return dataset.schema();
    }

    String usersRule() {
        return "the %ss with the most interactions from %d to %d%s".formatted(user, FEWEST, MOST, familyRule);
    }

    /** Keys of the users to show, the first by name where they tie. */
    List<Object> users(int count) {
        Map<Object, Integer> activity = dataset.activity();
        Set<Object> families = new HashSet<>();
        return ordinaryUsers().stream()
                // the list is ordered by key, and sorting keeps that order among equals
                .sorted(Comparator.comparing(activity::get).reversed())
                .filter(key -> families.add(family.apply(key)))
                .limit(count)
                .toList();
    }

    /** Keys of the users of ordinary size, by name; all users where there is none of that size. */
    List<Object> ordinaryUsers() {
        Map<Object, Integer> activity = dataset.activity();
        List<Object> ordinary = activity.entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST && entry.getValue() <= MOST)
                .map(Map.Entry::getKey)
                .toList();
        return ordinary.isEmpty() ? List.copyOf(activity.keySet()) : ordinary;
    }

    /** The first two parts of a groupId, such as org.apache. */
    private static Object organisation(Object coordinates) {
        String groupId = coordinates.toString().replaceFirst(":.*", "");
        return groupId.replaceFirst("^([^.]+\\.[^.]+).*", "$1");
    }

    String coldRule() {
        return "the %s without interactions that has the longest text".formatted(item);
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

    /**
     * The beginning of a statement about one user: binds {@code u}. A project is a library as well, and should not be told
     * to depend on itself; so there {@code itself} is bound to that library, for {@link #exclusion}.
     *
     * @param key a parameter or literal
     */
    String matchUser(String key) {
        Schema schema = schema();
        String user = "MATCH (u:%s {%s: %s})\n".formatted(schema.userLabel(), schema.userKey(), key);
        return sharedKeys()
                ? user
                        + "OPTIONAL MATCH (i:%s {%s: u.%s}) WITH u, collect(i) AS itself\n"
                                .formatted(schema.itemLabel(), schema.itemKey(), schema.userKey())
                : user;
    }

    /** A further entry of the configuration, after {@link #matchUser}. */
    String exclusion() {
        return sharedKeys() ? ", exclude: itself" : "";
    }

    private boolean sharedKeys() {
        return schema().userKey().equals(schema().itemKey());
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.graphrec.data.Dataset;
import org.graphrec.data.Dataset.Interaction;
import org.graphrec.data.Schema;
import org.junit.jupiter.api.Test;

class ShowcaseTest {
    private static final Schema SCHEMA =
            new Schema("User", "name", "Item", "name", "name", "HAS", List.of("name", "text"));

    @Test
    void showsTheMostActiveUsersOfOrdinarySize() {
        Showcase showcase = showcase(Map.of("a", 4, "b", 5, "c", 30, "d", 31, "e", 5, "f", 7));
        assertThat(showcase.users(3)).containsExactly("c", "f", "b");
    }

    @Test
    void showsOneOfEachFamily() {
        UnaryOperator<Object> firstLetter = user -> user.toString().charAt(0);
        assertThat(showcase(Map.of("a1", 9, "a2", 8, "b1", 7, "b2", 6), firstLetter)
                        .users(3))
                .containsExactly("a1", "b1");
    }

    @Test
    void showsSmallUsersWhereThereAreNoOthers() {
        assertThat(showcase(Map.of("b", 2, "a", 1)).users(3)).containsExactly("b", "a");
    }

    @Test
    void showsTheColdItemThatSaysMost() {
        assertThat(showcase(Map.of("a", 1)).coldItem()).containsEntry("name", "long");
        assertThat(showcase(Map.of("a", 1)).text(Map.of("name", "x", "text", "y")))
                .isEqualTo("x. y");
    }

    @Test
    void writesStatementsWithTheKeysOfTheData() {
        assertThat(NextStatements.of(showcase(Map.of("it's", 5))))
                .allSatisfy(statement -> assertThat(statement).doesNotContain("'it's'"))
                .anySatisfy(statement -> assertThat(statement).contains("{name: 'it\\'s'}"));
    }

    /** Users with so many interactions; three items are cold. */
    private static Showcase showcase(Map<String, Integer> activity) {
        return showcase(activity, user -> user);
    }

    private static Showcase showcase(Map<String, Integer> activity, UnaryOperator<Object> family) {
        List<Interaction> interactions = new ArrayList<>();
        List<Map<String, Object>> users = new ArrayList<>();
        activity.forEach((user, count) -> {
            users.add(Map.of("name", user));
            for (int i = 0; i < count; i++) {
                interactions.add(new Interaction(user, "item" + i, Map.of()));
            }
        });
        List<Map<String, Object>> items = List.of(
                Map.of("name", "short"),
                Map.of("name", "long", "text", "has much to say"),
                Map.of("name", "next", "text", "has some"));
        return new Showcase(
                new Dataset(SCHEMA, List.of(), users, items, interactions), "user", "item", "words", family, "");
    }
}

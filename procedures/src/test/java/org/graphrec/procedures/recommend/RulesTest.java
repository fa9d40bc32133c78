// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** What whoever runs the site may ask of a list: every change of a score or of a place is a reason, and pages fit together. */
@ExtendWith(RunningDatabase.class)
class RulesTest {

    @BeforeAll
    static void train(Cypher cypher) {
        Checkerboard.load(cypher);
        // film0, film2, film4 are of category 0; two categories a film from film16 on; the cold ones have none
        cypher.rows("MATCH (f:Film) WHERE f.name STARTS WITH 'film' WITH f, toInteger(substring(f.name, 4)) AS i "
                + "SET f.category = toString(i / 6), f.margin = 1.0 + i % 5, "
                + "f.tags = CASE WHEN i >= 16 THEN ['new', 'late'] ELSE ['old'] END");
        Checkerboard.train(cypher, "graph", "itemGraph");
        Checkerboard.train(cypher, "text", "content");
    }

    @Test
    void putsPinnedItemsFirstWhateverElseIsAskedAndSaysSo(Cypher cypher) {
        List<Record> plain = list(cypher, "graph", "{k: 6}");
        // the user has film4; film1 is of the other colour and left out by the filter
        List<Record> rows = list(
                cypher,
                "graph",
                "{k: 6, explain: true, minScore: 0.0, pinned: [film4, film1], exclude: film4, where: 'item.name <> \"film1\"'}");
        assertThat(names(rows).subList(0, 2)).containsExactly("film4", "film1");
        assertThat(names(rows).subList(2, 6)).isEqualTo(names(plain).subList(0, 4));
        assertThat(ranks(rows)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        requireSums(rows);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(reasons(rows.get(i)).contains("pinned")).isEqualTo(i < 2);
        }
    }

    @Test
    void neverShowsWhatIsBlocked(Cypher cypher) {
        Object best = names(list(cypher, "graph", "{k: 1}")).get(0);
        assertThat(best).isEqualTo("film2");
        assertThat(names(list(cypher, "graph", "{k: 100, blocked: [film2, film1], pinned: [film1, film2, film4]}")))
                .startsWith("film4")
                .doesNotContain("film1", "film2")
                .doesNotHaveDuplicates();
    }

    @Test
    void allowsSoManyOfEachValueCountedDownTheList(Cypher cypher) {
        List<Record> all = list(cypher, "graph", "{k: 100}");
        for (Map<String, Object> quota : List.of(
                Map.<String, Object>of("category", 1L),
                Map.<String, Object>of("category", 2L),
                Map.<String, Object>of("tags", 3L),
                Map.<String, Object>of("tags", 4L, "category", 2L))) {
            List<Record> rows = list(cypher, "graph", "{k: 100, explain: true, atMost: $quota}", "quota", quota);
            List<Record> expected = greedy(all, quota);
            assertThat(names(rows)).isEqualTo(names(expected)).hasSizeLessThan(all.size());
            requireSums(rows);
            boolean passedOver = false;
            for (int i = 0; i < rows.size(); i++) {
                passedOver |= !names(rows).get(i).equals(names(all).get(i));
                assertThat(reasons(rows.get(i)).contains("quota")).isEqualTo(passedOver);
            }
            assertThat(names(list(cypher, "graph", "{k: 2, atMost: $quota}", "quota", quota)))
                    .isEqualTo(names(expected).subList(0, 2));
        }
    }

    @Test
    void countsWhatIsPinnedAmongTheQuotas(Cypher cypher) {
        List<Record> rows = list(cypher, "graph", "{k: 100, pinned: [film4, film1], atMost: {category: 2}}");
        assertThat(names(rows)).startsWith("film4", "film1").doesNotContain("film2", "film3", "film5", "film0");
    }

    @Test
    void multipliesScoresByTheWeightOfTheItem(Cypher cypher) {
        for (String more : List.of("", ", query: 'dinner in a restaurant', queryWeight: 0.5")) {
            Map<Object, Double> plain = list(cypher, "graph", "{k: 100" + more + "}").stream()
                    .collect(Collectors.toMap(
                            row -> row.get("item").asString(),
                            row -> row.get("score").asDouble()));
            List<Record> rows = list(
                    cypher,
                    "graph",
                    "{k: 100, explain: true, itemWeight: 'item.margin / $half', whereParameters: {half: 2.0}" + more
                            + "}");
            assertThat(rows).hasSameSizeAs(plain.keySet());
            requireSums(rows);
            for (Record row : rows) {
                String name = row.get("item").asString();
                double weight = name.startsWith("cold") ? 1 : (1 + Integer.parseInt(name.substring(4)) % 5) / 2.0;
                double score = plain.get(name);
                assertThat(row.get("score").asDouble())
                        .isCloseTo(score < 0 ? score / weight : score * weight, within(1e-5));
                assertThat(reasons(row).contains("weight")).isEqualTo(weight != 1 && score != 0);
            }
        }
        List<Record> warm = list(cypher, "graph", "{k: 2, itemWeight: 'CASE item.name WHEN \"film2\" THEN 0.001 END'}");
        assertThat(names(warm)).containsExactly("cold0", "film2");
    }

    @Test
    void continuesAListWhereItStopped(Cypher cypher) {
        for (String rules : List.of(
                "",
                ", atMost: {category: 3}",
                ", pinned: [film4, film1, film7], blocked: film2",
                ", itemWeight: 'item.margin', popularityDiscount: 0.3",
                ", pinned: [film4], atMost: {tags: 9}, excludeSeen: false")) {
            List<Record> whole = list(cypher, "text", "{k: 100" + rules + "}");
            List<Record> pages = new ArrayList<>();
            for (int offset = 0; offset < whole.size() + 6; offset += 3) {
                pages.addAll(list(cypher, "text", "{k: 3, offset: " + offset + rules + "}"));
            }
            assertThat(names(pages)).as(rules).isEqualTo(names(whole)).doesNotHaveDuplicates();
            assertThat(ranks(pages)).isEqualTo(ranks(whole));
        }
    }

    @Test
    void explainsOneRowAsTheListDoes(Cypher cypher) {
        String rules = "pinned: [film4, film1], blocked: film2, itemWeight: 'item.margin'";
        for (Record row : list(cypher, "graph", "{k: 8, " + rules + "}")) {
            List<Record> parts =
                    cypher.rows("""
                    MATCH (u:User {name: 'user2'}), (film1:Film {name: 'film1'}), (film2:Film {name: 'film2'}),
                          (film4:Film {name: 'film4'}), (f:Film {name: $name})
                    CALL rec.explain.stream('graph', u, f, {%s}) YIELD reason, contribution, score, rank
                    RETURN reason, contribution, score, rank
                    """.formatted(rules), "name", row.get("item").asString());
            assertThat(parts).isNotEmpty().allSatisfy(part -> {
                assertThat(part.get("rank").asLong()).isEqualTo(row.get("rank").asLong());
                assertThat(part.get("score").asDouble())
                        .isCloseTo(row.get("score").asDouble(), within(1e-5));
            });
            assertThat(parts.stream()
                            .mapToDouble(part -> part.get("contribution").asDouble())
                            .sum())
                    .isCloseTo(row.get("score").asDouble(), within(1e-5));
        }
    }

    @Test
    void writesListsByTheSameRules(Cypher cypher) {
        cypher.rows("MATCH (u:User {name: 'user2'}), (p:Film {name: 'film1'}) CALL rec.recommend.write('graph', u, "
                + "{k: 4, writeRelationshipType: 'SHOWN', pinned: p, atMost: {category: 1}, itemWeight: 'item.margin'}) "
                + "YIELD usersProcessed RETURN usersProcessed");
        List<Object> written = cypher.column(
                "MATCH (:User {name: 'user2'})-[s:SHOWN]->(f) RETURN f.name AS name, s.rank AS rank ORDER BY rank");
        List<Record> streamed =
                list(cypher, "graph", "{k: 4, pinned: film1, atMost: {category: 1}, itemWeight: 'item.margin'}");
        assertThat(written).isEqualTo(names(streamed)).hasSize(4).startsWith("film1");
        cypher.rows("MATCH ()-[s:SHOWN]->() DELETE s");
    }

    @Test
    void saysWhatIsWrongWithARule(Cypher cypher) {
        assertThat(
                        refusal(
                                cypher,
                                "{atMost: {category: 0}, offset: -1, pinned: ['film1'], diversity: 0.5, personalization: 'no'}"))
                .contains("`atMost` must be a map of item properties and whole numbers from 1 on", "{category=0}")
                .contains("`offset` must be between 0 and 100000 but was `-1`")
                .contains("`pinned` must be a list of nodes but has `film1`")
                .contains("`personalization` must be a Boolean but was `no`");
        assertThat(refusal(cypher, "{diversity: 0.5, offset: 3}"))
                .contains("`diversity` must be 0 with `atMost` or `offset`");
        assertThat(refusal(cypher, "{pinned: u}")).contains("`pinned` must be of items of the model `graph`");
        assertThat(refusal(cypher, "{itemWeight: 'item.name'}"))
                .contains(
                        "`itemWeight` must be a Cypher expression over `item` that is a number from 0.000001 to 1000000")
                .contains("it is `");
        for (String bad : List.of("0", "-1.0", "1e7", "0.0 / 0.0", "true", "[1]")) {
            assertThat(refusal(cypher, "{itemWeight: '" + bad + "'}")).contains("`itemWeight` must be");
        }
        assertThat(refusal(cypher, "{itemWeight: 'item.x) CALL db.labels() YIELD label RETURN (1'}"))
                .contains("`itemWeight` must be");
        assertThat(refusal(cypher, "{itemWeight: 'nothing.margin'}")).contains("`itemWeight` must be");
        assertThat(refusal(cypher, "{atmost: {category: 1}}")).contains("Did you mean `atMost`");
    }

    private static String refusal(Cypher cypher, String configuration) {
        return cypher.failure("MATCH (u:User {name: 'user2'}) CALL rec.recommend.stream('graph', u, " + configuration
                        + ") YIELD item RETURN item")
                .getMessage();
    }

    private static List<Record> list(Cypher cypher, String model, String configuration, Object... parameters) {
        return cypher.rows("""
                MATCH (u:User {name: 'user2'}), (film1:Film {name: 'film1'}), (film2:Film {name: 'film2'}),
                      (film4:Film {name: 'film4'}), (film7:Film {name: 'film7'})
                CALL rec.recommend.stream('%s', u, %s) YIELD item, score, rank, reasons
                RETURN item.name AS item, item.category AS category, item.tags AS tags, score, rank, reasons ORDER BY rank
                """.formatted(model, configuration), parameters);
    }

    /** The list that takes each item in turn unless one of its values was taken often enough. */
    private static List<Record> greedy(List<Record> all, Map<String, Object> quota) {
        List<Record> taken = new ArrayList<>();
        for (Record row : all) {
            boolean fits = quota.entrySet().stream()
                    .allMatch(one -> values(row, one.getKey()).stream()
                            .allMatch(value -> taken.stream()
                                            .filter(before ->
                                                    values(before, one.getKey()).contains(value))
                                            .count()
                                    < (Long) one.getValue()));
            if (fits) {
                taken.add(row);
            }
        }
        return taken;
    }

    private static List<Object> values(Record row, String property) {
        Object value = row.get(property).asObject();
        return value == null ? List.of() : value instanceof List<?> list ? List.copyOf(list) : List.of(value);
    }

    private static void requireSums(List<Record> rows) {
        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(
                                row
                                        .get("reasons")
                                        .asList(reason ->
                                                reason.get("contribution").asDouble())
                                        .stream()
                                        .mapToDouble(Double::doubleValue)
                                        .sum())
                        .isCloseTo(row.get("score").asDouble(), within(1e-5)));
    }

    private static List<String> reasons(Record row) {
        return row.get("reasons").asList(reason -> reason.get("reason").asString());
    }

    private static List<Object> names(List<Record> rows) {
        return rows.stream().map(row -> (Object) row.get("item").asString()).toList();
    }

    private static List<Long> ranks(List<Record> rows) {
        return rows.stream().map(row -> row.get("rank").asLong()).toList();
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** Reasons, likeness and groups. */
@ExtendWith(RunningDatabase.class)
class ExplainTest {

    @BeforeAll
    static void train(Cypher cypher) {
        Checkerboard.load(cypher);
        Checkerboard.train(cypher, "graph", "itemGraph");
        Checkerboard.train(cypher, "text", "content");
    }

    @Test
    void sumsToTheScoreThatRecommendGives(Cypher cypher) {
        for (String model : List.of("graph", "text")) {
            for (String config : List.of("{k: 22}", "{k: 22, query: 'a chef and a robot', queryWeight: 0.4}")) {
                List<Record> rows = cypher.rows("""
                    MATCH (u:User) WHERE u.name IN ['user1', 'user8']
                    CALL rec.recommend.stream($model, u, CONFIG) YIELD item, score, rank
                    CALL rec.explain.stream($model, u, item, CONFIG) YIELD contribution, graph, text, score AS explained,
                      rank AS place
                    RETURN u.name AS user, item.name AS item, score, explained, rank, place,
                           sum(contribution) AS parts, sum(graph) + sum(text) AS halves
                    """.replace("CONFIG", config), "model", model);
                assertThat(rows).isNotEmpty().allSatisfy(row -> {
                    double score = row.get("score").asDouble();
                    assertThat(row.get("parts").asDouble()).isCloseTo(score, within(1e-5));
                    assertThat(row.get("halves").asDouble()).isCloseTo(score, within(1e-5));
                    assertThat(row.get("explained").asDouble()).isCloseTo(score, within(1e-5));
                    assertThat(row.get("place").asLong())
                            .isEqualTo(row.get("rank").asLong());
                });
            }
        }
    }

    @Test
    void showsAPathFromTheUserOverTheReasonToTheItem(Cypher cypher) {
        List<Record> rows = cypher.rows("""
            MATCH (u:User {name: 'user2'}), (f:Film {name: 'film2'})
            CALL rec.explain.stream('graph', u, f) YIELD reason, source, path, rankWithout
            RETURN reason, source.name AS source, [n IN nodes(path) | n.name] AS names, rankWithout
            """);
        assertThat(rows).hasSize(9).allSatisfy(row -> {
            assertThat(row.get("reason").asString()).isEqualTo("history");
            List<Object> names = row.get("names").asList();
            assertThat(names)
                    .hasSize(4)
                    .startsWith("user2", row.get("source").asString())
                    .endsWith("film2");
            assertThat(row.get("rankWithout").asLong()).isPositive();
        });
    }

    @Test
    void explainsAColdItemByItsText(Cypher cypher) {
        List<Record> rows = cypher.rows("""
            MATCH (u:User {name: 'user2'}), (f:Film {name: 'cold0'})
            CALL rec.explain.stream('graph', u, f) YIELD graph, text, path RETURN graph, text, length(path) AS length
            """);
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.get("text").asDouble()).isPositive();
            assertThat(row.get("graph").asDouble()).isCloseTo(0, within(1e-6));
            assertThat(row.get("length").asLong()).isEqualTo(1);
        });
    }

    @Test
    void saysThatPopularityDecidesForANewcomer(Cypher cypher) {
        cypher.rows("MERGE (:User {name: 'stranger'})");
        List<Object> reasons = cypher.column("MATCH (u:User {name: 'stranger'}), (f:Film {name: 'film4'}) "
                + "CALL rec.explain.stream('graph', u, f) YIELD reason RETURN reason");
        assertThat(reasons).containsExactly("popularity");
    }

    @Test
    void saysInWordsWhatThePartsAre(Cypher cypher) {
        String parts = "CALL rec.explain.stream('graph', u, f) YIELD source, contribution, rank, rankWithout ";
        Record strongest = cypher.row("MATCH (u:User {name: 'user2'}), (f:Film {name: 'film2'}) " + parts
                + "WITH source, contribution, rank, rankWithout ORDER BY abs(contribution) DESC"
                + " WITH collect(source.name) AS names, collect(contribution) AS shares, head(collect(rank)) AS rank"
                + " RETURN names, shares, rank");
        List<Double> shares = strongest.get("shares").asList(value -> Math.abs(value.asDouble()));
        double all = shares.stream().mapToDouble(share -> share).sum();
        List<Object> sentences = cypher.value("MATCH (u:User {name: 'user2'}), (f:Film {name: 'film2'}) "
                        + "CALL rec.explain.text('graph', u, f, {maxParts: 2}) YIELD sentences RETURN sentences")
                .asList();
        assertThat(sentences.get(0)).isEqualTo("“film2” is number " + strongest.get("rank") + " for this user.");
        for (int i = 0; i < 2; i++) {
            assertThat(String.valueOf(sentences.get(i + 1)))
                    .startsWith(Math.round(100 * shares.get(i) / all) + " % comes from “"
                            + strongest.get("names").get(i).asString() + "” in the history: ");
        }
        assertThat(sentences.get(3))
                .isEqualTo(Math.round(100 * (1 - (shares.get(0) + shares.get(1)) / all)) + " % comes from "
                        + (shares.size() - 2) + " further parts.");
    }

    @Test
    void saysWhatRulesDid(Cypher cypher) {
        List<Object> sentences = cypher.value("MATCH (u:User {name: 'user2'}), (f:Film {name: 'film2'}) "
                        + "CALL rec.explain.text('graph', u, f, {maxParts: 20, itemWeight: '3.0', pinned: [f]})"
                        + " YIELD sentences RETURN sentences")
                .asList();
        assertThat(sentences)
                .contains("It has been pinned to its place.")
                .anySatisfy(
                        sentence -> assertThat((String) sentence).endsWith(" % comes from the weight of the item."));
    }

    @Test
    void tellsTextsFromTheGraphAndSpeaksChinese(Cypher cypher) {
        String call = "MATCH (u:User {name: 'user2'}), (f:Film {name: 'cold0'})"
                + " CALL rec.explain.text('graph', u, f, {maxParts: 1, language: '%s'}) YIELD text RETURN text";
        assertThat(cypher.value(call.formatted("en")).asString()).contains("” in the history: the texts are alike.");
        assertThat(cypher.value(call.formatted("zh")).asString())
                .startsWith("“cold0”对该用户排名第")
                .contains("两者的文本相似。")
                .doesNotContain("history");
        assertThat(cypher.failure(call.formatted("de"))).hasMessageContaining("`language`");
        cypher.rows("MERGE (:User {name: 'newcomer'})");
        assertThat(cypher.value("MATCH (u:User {name: 'newcomer'}), (f:Film {name: 'film4'})"
                                + " CALL rec.explain.text('graph', u, f) YIELD text RETURN text")
                        .asString())
                .endsWith(" 100 % comes from popularity.");
    }

    @Test
    void findsItemsOfTheSameColourSimilar(Cypher cypher) {
        List<Record> rows = cypher.rows("MATCH (f:Film) WHERE f.name IN ['film4', 'film7'] WITH collect(f) AS fs "
                + "CALL rec.similar.stream('graph', fs, {k: 5}) YIELD item, similar, rank "
                + "RETURN item.name AS item, similar.name AS similar, rank");
        assertThat(rows).hasSize(10).allSatisfy(row -> {
            String expected =
                    row.get("item").asString().equals("film4") ? "(film.*[02468]|cold0)" : "(film.*[13579]|cold1)";
            assertThat(row.get("similar").asString())
                    .matches(expected)
                    .isNotEqualTo(row.get("item").asString());
        });
    }

    @Test
    void writesWhatIsSimilarForPlainCypherToWalk(Cypher cypher) {
        String call = "CALL rec.similar.write('graph', '*', {k: $k, writeRelationshipType: 'SIMILAR', writeProperty:"
                + " 'strength'}) YIELD itemsProcessed, relationshipsWritten, relationshipsDeleted RETURN"
                + " itemsProcessed, relationshipsWritten, relationshipsDeleted";
        Record first = cypher.row(call, "k", 4);
        assertThat(first.get("itemsProcessed").asInt()).isEqualTo(Checkerboard.FILMS + 2);
        assertThat(first.get("relationshipsWritten").asInt()).isEqualTo(4 * (Checkerboard.FILMS + 2));
        assertThat(first.get("relationshipsDeleted").asInt()).isZero();
        assertThat(cypher.row(call, "k", 3).get("relationshipsDeleted").asInt())
                .isEqualTo(4 * (Checkerboard.FILMS + 2));
        List<Record> walked = cypher.rows("MATCH (:Film {name: 'film4'})-[s:SIMILAR]->(f:Film) "
                + "RETURN f.name AS name, s.strength AS strength, s.rank AS rank ORDER BY rank");
        List<Record> streamed = cypher.rows("MATCH (f:Film {name: 'film4'}) "
                + "CALL rec.similar.stream('graph', f, {k: 3}) YIELD similar, score, rank "
                + "RETURN similar.name AS name, score AS strength, rank ORDER BY rank");
        assertThat(walked).hasSize(3).isEqualTo(streamed);
        cypher.rows("MATCH (:Film)-[s:SIMILAR]->() DELETE s");
        assertThat(cypher.failure("CALL rec.similar.write('graph', 'film4', {writeRelationshipType: 'SIMILAR'})")
                        .getMessage())
                .contains("`items`", "`film4`");
        assertThat(cypher.failure("CALL rec.similar.write('graph', '*')").getMessage())
                .contains("`writeRelationshipType`");
    }

    @Test
    void findsForAGroupWhatNoneOfThemHas(Cypher cypher) {
        for (String aggregation : List.of("mean", "least")) {
            List<Record> rows = cypher.rows("""
                MATCH (u:User) WHERE u.name IN ['user2', 'user22'] WITH collect(u) AS us
                CALL rec.group.stream('graph', us, {k: 3, aggregation: $aggregation}) YIELD item, score, rank
                RETURN item.name AS item, score, rank
                """, "aggregation", aggregation);
            assertThat(rows).hasSize(3);
            assertThat(rows.get(0).get("item").asString()).isEqualTo("film2");
            assertThat(rows.get(0).get("score").asDouble()).isBetween(0.0, 1.0);
        }
        assertThat(cypher.failure("MATCH (u:User {name: 'user2'}) CALL rec.group.stream('graph', u, {aggregation:"
                                + " 'leest'}) YIELD item RETURN item")
                        .getMessage())
                .contains("`aggregation`", "`leest`", "`least`");
    }

    @Test
    void givesTheSameReasonsWithARecommendation(Cypher cypher) {
        for (String config : List.of(
                "k: 5", "k: 5, query: 'a chef and a robot', queryWeight: 0.4", "k: 5, popularityDiscount: 0.5")) {
            List<Record> rows = cypher.rows("""
                MATCH (u:User {name: 'user8'})
                CALL rec.recommend.stream('graph', u, {explain: true, CONFIG}) YIELD item, score, reasons
                CALL rec.explain.stream('graph', u, item, {CONFIG}) YIELD reason, source, relation, contribution, graph,
                  text
                WITH item, score, reasons,
                     collect({reason: reason, source: source, relation: relation, contribution: contribution, graph: graph, text: text})
                       AS explained
                RETURN score, reasons, explained,
                       reduce(sum = 0.0, r IN reasons | sum + r.contribution) AS parts
                """.replace("CONFIG", config));
            assertThat(rows).hasSize(5).allSatisfy(row -> {
                assertThat(row.get("reasons").asList())
                        .isEqualTo(row.get("explained").asList());
                assertThat(row.get("parts").asDouble())
                        .isCloseTo(row.get("score").asDouble(), within(1e-5));
            });
        }
        assertThat(cypher.column("MATCH (u:User {name: 'user8'}) CALL rec.recommend.stream('graph', u) YIELD reasons "
                        + "RETURN DISTINCT reasons"))
                .containsExactly((Object) null);
    }

    @Test
    void saysHowMuchTheScoreFallsWithoutTheStrongestReason(Cypher cypher) {
        Record top = cypher.row("""
            MATCH (u:User {name: 'user4'})
            CALL rec.recommend.stream('graph', u, {k: 1, explain: true}) YIELD item, score, reasons
            RETURN elementId(item) AS item, score, reasons[0].contribution AS part,
                   elementId(reasons[0].source) AS source
            """);
        try (var session = cypher.driver().session();
                var transaction = session.beginTransaction()) {
            var names = Map.<String, Object>of(
                    "item",
                    top.get("item").asString(),
                    "source",
                    top.get("source").asString());
            transaction.run(
                    "MATCH (u:User {name: 'user4'})-[r:RATED]->(s) WHERE elementId(s) = $source DELETE r", names);
            double without = transaction.run("""
                MATCH (u:User {name: 'user4'}), (i) WHERE elementId(i) = $item
                CALL rec.recommend.stream('graph', u, {candidates: [i]}) YIELD score RETURN score
                """, names).single().get("score").asDouble();
            assertThat(top.get("score").asDouble() - without)
                    .isCloseTo(top.get("part").asDouble(), within(1e-5));
            transaction.rollback();
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** A card says in words what can be counted. */
@ExtendWith(RunningDatabase.class)
class ModelCardTest {

    @BeforeAll
    static void train(Cypher cypher) {
        Checkerboard.load(cypher);
        Checkerboard.train(cypher, "graph", "itemGraph");
        Checkerboard.train(cypher, "popular", "popularity");
        cypher.rows("MATCH (u:User) WHERE u.name <> 'user7' SET u.consent = true");
        cypher.rows("MATCH (a:User {name: 'user1'}), (b:User {name: 'user3'}) CREATE (a)-[:KNOWS]->(b)");
        cypher.rows("CALL rec.graph.project('agreed', {users: 'User', items: 'Film', consent: 'user.consent = true', "
                + "interactions: ['RATED'], context: ['(user)-[:KNOWS]-(user)']}) YIELD nodeCount RETURN nodeCount");
        cypher.rows(
                "CALL rec.train('agreed', {modelName: 'agreed', architecture: 'itemKnn', contextWeights: {KNOWS: 0.5}}) "
                        + "YIELD trainMillis RETURN trainMillis");
    }

    @Test
    void measuresTheSharesOfWhatTheListsRestOn(Cypher cypher) {
        for (String model : List.of("graph", "agreed", "popular")) {
            Map<String, Double> sums = new HashMap<>();
            for (Record row : cypher.rows(
                    "MATCH (u:User) WHERE $model <> 'agreed' OR u.consent WITH collect(u) AS us "
                            + "CALL rec.recommend.stream($model, us, {k: 10, explain: true}) YIELD reasons UNWIND reasons AS r "
                            + "RETURN r.reason AS reason, r.relation AS relation, abs(r.graph) AS graph, abs(r.text) AS text",
                    "model",
                    model)) {
                String kind = !row.get("relation").isNull()
                        ? "relation:" + row.get("relation").asString()
                        : row.get("reason").asString().equals("popularity") ? "popularity" : "interactions";
                sums.merge(kind, row.get("graph").asDouble(), Double::sum);
                sums.merge("texts", row.get("text").asDouble(), Double::sum);
            }
            sums.values().removeIf(sum -> sum == 0);
            double all = sums.values().stream().mapToDouble(Double::doubleValue).sum();
            Map<String, Object> shares = section(cypher, model, "en", "shares")
                    .get("values")
                    .get("shares")
                    .asMap();
            assertThat(shares.keySet()).as(model).isEqualTo(sums.keySet());
            sums.forEach((kind, sum) ->
                    assertThat((double) shares.get(kind)).as(model + kind).isCloseTo(sum / all, within(1e-9)));
        }
    }

    @Test
    void saysTheSameInBothLanguages(Cypher cypher) {
        for (String model : List.of("graph", "agreed", "popular")) {
            List<Record> english = card(cypher, model, "en");
            List<Record> chinese = card(cypher, model, "zh");
            assertThat(english.stream().map(row -> row.get("section").asString()))
                    .containsExactly("purpose", "data", "shares", "quality", "change");
            for (int i = 0; i < english.size(); i++) {
                assertThat(chinese.get(i).get("values"))
                        .isEqualTo(english.get(i).get("values"));
                assertThat(chinese.get(i).get("text").asString())
                        .matches("(?s).*\\p{IsHan}.*")
                        .doesNotContain("{", "null");
                assertThat(english.get(i).get("text").asString()).doesNotContain("{", "null");
                assertThat(numbers(chinese.get(i))).isEqualTo(numbers(english.get(i)));
            }
        }
    }

    @Test
    void saysWhatItLearnedFromAndWhoAgreed(Cypher cypher) {
        Record data = section(cypher, "agreed", "en", "data");
        long interactions = cypher.value("MATCH (u:User)-[r:RATED]->(:Film) WHERE u.consent RETURN count(r)")
                .asLong();
        assertThat(data.get("values").get("interactions").asLong()).isEqualTo(interactions);
        assertThat(data.get("text").asString())
                .startsWith(interactions + " interactions of " + (Checkerboard.USERS - 1) + " users with ")
                .contains("(RATED)", "relations: KNOWS", "by the condition `user.consent = true`");
        assertThat(section(cypher, "graph", "en", "data").get("text").asString())
                .contains("vectors: embedding")
                .doesNotContain("agreed");
        assertThat(section(cypher, "popular", "en", "shares").get("text").asString())
                .contains("100 % how many users have an item");
    }

    @Test
    void refusesALanguageThatItDoesNotSpeak(Cypher cypher) {
        assertThat(cypher.failure("CALL rec.model.card('graph', 'eng')").getMessage())
                .contains("The value of `language` must be one of `en`, `zh` but was `eng`.", "Did you mean `en`");
        assertThat(cypher.failure("CALL rec.model.card('graph', null)").getMessage())
                .contains("but was `null`");
        assertThat(cypher.failure("CALL rec.model.card('grap')").getMessage()).contains("Did you mean `graph`");
    }

    private static List<String> numbers(Record row) {
        return java.util.regex.Pattern.compile("\\d+(\\.\\d+)?")
                .matcher(row.get("text").asString())
                .results()
                .map(java.util.regex.MatchResult::group)
                .sorted()
                .toList();
    }

    private static Record section(Cypher cypher, String model, String language, String section) {
        return card(cypher, model, language).stream()
                .filter(row -> row.get("section").asString().equals(section))
                .findFirst()
                .orElseThrow();
    }

    private static List<Record> card(Cypher cypher, String model, String language) {
        return cypher.rows(
                "CALL rec.model.card($model, $language) YIELD section, title, text, values "
                        + "RETURN section, title, text, values",
                "model",
                model,
                "language",
                language);
    }
}

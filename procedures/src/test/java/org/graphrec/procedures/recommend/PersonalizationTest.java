// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** Without personalization nothing that is known of a user is read, so nothing of it can show. */
@ExtendWith(RunningDatabase.class)
class PersonalizationTest {
    private static final String OFF = "{k: 100, explain: true, personalization: false";

    @BeforeAll
    static void train(Cypher cypher) {
        Checkerboard.load(cypher);
        Checkerboard.train(cypher, "graph", "itemGraph");
        cypher.rows("MATCH (a:User {name: 'user30'}), (b:User {name: 'user31'}) CREATE (a)-[:KNOWS]->(b)");
        // the weight of what Mallory did cannot be evaluated, so whoever reads it fails
        cypher.rows("CALL rec.graph.project('declared', {users: 'User', items: 'Film', "
                + "interactions: [{name: 'RATED', pattern: '(user)-[r:RATED]->(item)', weight: '1 / (1 - coalesce(r.trap, 0))'}], "
                + "context: ['(user)-[:KNOWS]-(user)']}) YIELD nodeCount RETURN nodeCount");
        cypher.rows("CALL rec.train('declared', {modelName: 'declared', architecture: 'itemGraph', "
                + "contextWeights: {KNOWS: 0.5}}) YIELD trainMillis RETURN trainMillis");
        cypher.rows(
                "CREATE (:User {name: 'newcomer'}), (m:User {name: 'mallory'}) WITH m MATCH (f:Film {name: 'film3'}) "
                        + "CREATE (m)-[:RATED {trap: 1}]->(f)");
    }

    @Test
    void readsNoInteraction(Cypher cypher) {
        assertThat(cypher.failure(call("declared", "mallory", "{}")).getMessage())
                .contains("`RATED`", "could not be read", "by zero");
        assertThat(cypher.failure(explain("declared", "mallory", "{}")).getMessage())
                .contains("could not be read");
        assertThat(rows(cypher, "declared", "mallory", OFF + "}")).hasSize(Checkerboard.FILMS + 2);
        assertThat(cypher.rows(explain("declared", "mallory", "{personalization: false}")))
                .hasSize(1);
        assertThat(cypher.rows("MATCH (u:User {name: 'mallory'}) CALL rec.recommend.write('declared', u, "
                        + "{writeRelationshipType: 'SHOWN', personalization: false}) YIELD badInteractions "
                        + "RETURN badInteractions"))
                .hasSize(1);
        cypher.rows("MATCH ()-[s:SHOWN]->() DELETE s");
    }

    @Test
    void answersEverybodyAlikeWhateverTheyDid(Cypher cypher) {
        List<Map<String, Object>> newcomer = rows(cypher, "graph", "newcomer", OFF + "}");
        assertThat(newcomer).hasSize(Checkerboard.FILMS + 2).allSatisfy(row -> {
            assertThat(row.get("regime")).isEqualTo("fallback");
            assertThat(row.get("basis")).isEqualTo("popularity");
            assertThat(row.get("reasons").toString()).doesNotContain("history", "context");
        });
        Random random = new Random(5);
        for (int round = 0; round < 20; round++) {
            for (String query : List.of("", ", query: 'dinner in a restaurant'")) {
                List<List<Map<String, Object>>> answers = new ArrayList<>();
                for (String user : List.of("newcomer", "user1", "user2")) {
                    answers.add(rows(cypher, "graph", user, OFF + query + "}"));
                    answers.add(rows(cypher, "declared", user, "{k: 100, explain: true, personalization: false}"));
                }
                assertThat(answers.subList(2, 6))
                        .isEqualTo(List.of(answers.get(0), answers.get(1), answers.get(0), answers.get(1)));
            }
            cypher.rows(
                    "MATCH (u:User {name: $user}), (f:Film {name: $film}), (v:User {name: $friend}) "
                            + "CREATE (u)-[:RATED]->(f), (u)-[:KNOWS]->(v)",
                    "user",
                    "user" + (1 + random.nextInt(2)),
                    "film",
                    Checkerboard.film(random.nextInt(Checkerboard.FILMS)),
                    "friend",
                    "user" + (3 + random.nextInt(20)));
        }
    }

    @Test
    void refusesAHistoryThatTheCallNames(Cypher cypher) {
        assertThat(cypher.failure("MATCH (f:Film {name: 'film1'}) CALL rec.recommend.stream('graph', null, "
                                + "{history: f, personalization: false}) YIELD item RETURN item")
                        .getMessage())
                .contains("`history` must be left out with `personalization: false`");
    }

    private static String call(String model, String user, String configuration) {
        return "MATCH (u:User {name: '" + user + "'}) CALL rec.recommend.stream('" + model + "', u, " + configuration
                + ") YIELD item, score, rank, regime, basis, reasons, badInteractions "
                + "RETURN item, score, rank, regime, basis, reasons, badInteractions ORDER BY rank";
    }

    private static String explain(String model, String user, String configuration) {
        return "MATCH (u:User {name: '" + user + "'}), (f:Film {name: 'film1'}) CALL rec.explain.stream('" + model
                + "', u, f, " + configuration + ") YIELD reason RETURN reason";
    }

    private static List<Map<String, Object>> rows(Cypher cypher, String model, String user, String configuration) {
        return cypher.rows(call(model, user, configuration)).stream()
                .map(Record::asMap)
                .toList();
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

@ExtendWith(RunningDatabase.class)
class TrainTest {
    private static final String CONFIGURATION = "modelName: $name, architecture: $architecture, "
            + "featureProperties: ['embedding'], randomSeed: 7, concurrency: $concurrency";

    @BeforeAll
    static void load(Cypher cypher) {
        Checkerboard.load(cypher);
    }

    @ParameterizedTest
    @ValueSource(strings = {"itemGraph", "content", "popularity"})
    void trainsTheArchitectureItIsAskedFor(String architecture, Cypher cypher) {
        Record row = train(cypher, "asked-" + architecture, architecture, 2);
        Value info = row.get("modelInfo");
        assertThat(info.get("architecture").asString()).isEqualTo(architecture);
        assertThat(info.get("modelName").asString()).isEqualTo("asked-" + architecture);
        assertThat(info.get("users").asLong()).isEqualTo(Checkerboard.USERS);
        assertThat(info.get("items").asLong()).isEqualTo(Checkerboard.FILMS + 2);
        assertThat(info.get("interactions").asLong()).isEqualTo(Checkerboard.USERS * (Checkerboard.FILMS / 2 - 1));
        assertThat(row.get("configuration").get("randomSeed").asLong()).isEqualTo(7);
    }

    @Test
    void picksTheBestArchitectureOfTheTrialsWhenLeftAlone(Cypher cypher) {
        Value info = train(cypher, "auto", "auto", 2).get("modelInfo");
        List<Record> trials = cypher.rows("CALL rec.model.trials('auto')");
        double best = trials.stream()
                .mapToDouble(trial -> trial.get("ndcg").asDouble())
                .max()
                .orElseThrow();
        assertThat(trials.stream()
                        .map(trial -> trial.get("architecture").asString())
                        .distinct())
                .contains("itemGraph", "content", "popularity");
        assertThat(trials)
                .filteredOn(trial -> trial.get("ndcg").asDouble() == best)
                .anySatisfy(trial -> assertThat(trial.get("architecture").asString())
                        .isEqualTo(info.get("architecture").asString()));
        assertThat(info.get("metrics").asMap()).isNotEmpty();
    }

    @Test
    void findsTheLabelsWhereTheGraphShowsThem(Cypher cypher) {
        Record row = cypher.row(
                "CALL rec.train('films', {modelName: 'labels', architecture: 'popularity'}) YIELD modelInfo");
        assertThat(row.get("modelInfo").get("users").asLong()).isEqualTo(Checkerboard.USERS);
    }

    @Test
    void recommendsTheSameForAnyConcurrency(Cypher cypher) {
        train(cypher, "one", "itemGraph", 1);
        train(cypher, "four", "itemGraph", 4);
        String call = "CALL rec.recommend.stream($model, '*', {k: 5}) YIELD user, item, score, rank "
                + "RETURN user.name AS user, item.name AS item, score, rank ORDER BY user, rank";
        assertThat(cypher.rows(call, "model", "one"))
                .hasSize(5 * Checkerboard.USERS)
                .isEqualTo(cypher.rows(call, "model", "four"));
    }

    @Test
    void leavesAModelOfTheSameNameAlone(Cypher cypher) {
        train(cypher, "taken", "popularity", 1);
        assertThat(cypher.failure("CALL rec.train('films', {modelName: 'taken'})"))
                .hasMessageContaining("`taken`")
                .hasMessageContaining("rec.model.drop");
    }

    @Test
    void trainsOnItemsOfWhichSomeHaveNoText(Cypher cypher) {
        cypher.rows("""
                CREATE (a:Book {title: 'Stars'}), (b:Book {title: 'Planets'}), (c:Book), (d:Book {title: 'Moons'})
                WITH [a, b, c, d] AS books UNWIND range(0, 7) AS i
                CREATE (r:Reader {i: i}) WITH books, r, i UNWIND [i % 4, (i + 1) % 4] AS b
                WITH r, books[b] AS book CREATE (r)-[:READ]->(book)
                """);
        cypher.rows("CALL rec.embed.nodes.write(['Book'], {textProperties: ['title']})");
        cypher.rows("CALL gds.graph.project('books', {Reader: {}, Book: {properties: ['embedding']}}, 'READ')");
        for (String architecture : List.of("itemGraph", "content")) {
            cypher.rows(
                    "CALL rec.train('books', {modelName: $name, architecture: $name, featureProperties: ['embedding']})",
                    "name",
                    architecture);
            assertThat(cypher.rows(
                            "MATCH (r:Reader {i: 0}) CALL rec.recommend.stream($name, r, {k: 2}) YIELD item "
                                    + "RETURN item",
                            "name",
                            architecture))
                    .hasSize(2);
        }
    }

    private static Record train(Cypher cypher, String name, String architecture, int concurrency) {
        return cypher.row(
                "CALL rec.train('films', {sourceNodeLabel: 'User', targetNodeLabel: 'Film', " + CONFIGURATION
                        + "}) YIELD modelInfo, trainMillis, configuration",
                "name",
                name,
                "architecture",
                architecture,
                "concurrency",
                concurrency);
    }
}

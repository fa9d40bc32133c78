// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** Users like films of one genre; texts tell the genre, noise tells nothing, and half of the films have a picture that tells it. */
@ExtendWith(RunningDatabase.class)
class FeatureWeightsTest {

    private static final String TRAIN = "CALL rec.train('g', {modelName: '%s', randomSeed: 3, %s}) YIELD configuration"
            + " RETURN configuration.featureWeights";

    @BeforeAll
    static void load(Cypher cypher) {
        cypher.wipe();
        cypher.rows("""
                UNWIND range(0, 99) AS i
                WITH i, [d IN range(0, 4) | CASE WHEN d = i % 5 THEN 1.0 ELSE 0.0 END] AS genre
                CREATE (f:Film {i: i,
                  text: [d IN range(0, 4) | genre[d] + 0.4 * sin(12.9 * i + 7.1 * d)],
                  noise: [d IN range(0, 4) | sin(41.7 * i * i + 9.3 * d)]})
                FOREACH (half IN CASE WHEN i % 2 = 0 THEN [1] ELSE [] END |
                  SET f.picture = [d IN range(0, 4) | genre[d] + 0.3 * cos(5.3 * i + 3.7 * d)])
                """);
        cypher.rows("UNWIND range(0, 59) AS u CREATE (:User {u: u})");
        cypher.rows(
                "MATCH (u:User), (f:Film) WHERE f.i % 5 = u.u % 5 AND (17 * f.i + 31 * u.u) % 7 < 3 CREATE (u)-[:LIKED]->(f)");
        cypher.rows("CALL gds.graph.project('g', {User: {}, Film: {properties: ["
                + "'text', 'noise', {picture: {defaultValue: [0.0, 0.0, 0.0, 0.0, 0.0]}}]}}, 'LIKED')");
    }

    private static List<Object> weights(Cypher cypher, String model, String config) {
        return cypher.value(TRAIN.formatted(model, config)).asList();
    }

    @Test
    void areChosenByAutoSoThatNoiseGetsNoneAndAnItemWithoutAPictureKeepsItsPlace(Cypher cypher) {
        List<Object> weights =
                weights(cypher, "fused", "architecture: 'auto', featureProperties: ['noise', 'text', 'picture']");
        assertThat(weights.get(0)).isEqualTo(0.0);
        assertThat((Double) weights.get(1)).isPositive();
        // what serves is what was learned
        assertThat(cypher.column("MATCH (f:Film {i: 12}) CALL rec.similar.stream('fused', f, {k: 8}) YIELD item"
                        + " RETURN item.i % 5"))
                .containsOnly(2L);
        Record row = cypher.row("MATCH (u:User) WHERE u.u < 20 CALL rec.recommend.stream('fused', u, {k: 8}) YIELD item"
                + " RETURN avg(CASE WHEN item.picture IS NULL THEN 1.0 ELSE 0.0 END) AS without,"
                + " avg(CASE WHEN item.i % 5 = u.u % 5 THEN 1.0 ELSE 0.0 END) AS right");
        assertThat(row.get("right").asDouble()).isGreaterThan(0.5);
        assertThat(row.get("without").asDouble()).isBetween(0.25, 0.75);
    }

    @Test
    void areThoseOfTheCallOrEqualWithAnotherArchitecture(Cypher cypher) {
        assertThat(weights(
                        cypher,
                        "named",
                        "architecture: 'content', featureProperties: ['text', 'noise'], featureWeights: [1.0, 0.5]"))
                .containsExactly(1.0, 0.5);
        assertThat(cypher.value(TRAIN.formatted(
                                "equal", "architecture: 'content', featureProperties: ['text', 'noise']"))
                        .isNull())
                .isTrue();
    }
}

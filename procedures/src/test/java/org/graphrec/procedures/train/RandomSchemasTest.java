// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Record;

/** Of graphs that were drawn at random, nothing is left unused, and what is served live is what was projected. */
@ExtendWith(RunningDatabase.class)
class RandomSchemasTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyRelationIsLearnedFromAndServedAsItWasProjected(long seed, Cypher cypher) {
        RandomSchema schema = new RandomSchema(seed);
        schema.create(cypher);
        schema.project(cypher);
        assertThat(train(cypher, schema, "live" + seed, ""))
                .containsAll(schema.relations().stream()
                        .map(relation -> relation + " live")
                        .toList());
        train(cypher, schema, "projected" + seed, ", history: 'projected'");
        List<Record> live = rows(cypher, schema, "live" + seed);
        assertThat(live).hasSizeGreaterThan(100).isEqualTo(rows(cypher, schema, "projected" + seed));
        assertThat(live)
                .allSatisfy(row -> assertThat(row.get("sum").asDouble())
                        .isCloseTo(row.get("score").asDouble(), within(1e-5)));
        assertThat(live.stream()
                        .flatMap(row -> row.get("relations").asList(value -> value.asString()).stream())
                        .distinct()
                        .sorted())
                .containsExactlyElementsOf(schema.names());
    }

    private static List<Object> train(Cypher cypher, RandomSchema schema, String name, String more) {
        return cypher.column("CALL rec.train('" + schema.graph() + "', {modelName: '" + name
                + "', architecture: 'itemGraph', relationshipWeightProperty: 'w', sourceNodeLabel: '" + schema.users()
                + "', targetNodeLabel: '" + schema.items() + "', relationshipTypes: ['" + schema.interactions()
                + "'], contextWeights: {" + schema.weights() + "}" + more + "}) YIELD modelInfo UNWIND"
                + " modelInfo.histories.context AS one RETURN one.relation + ' ' + one.ends + ' ' + one.source");
    }

    private static List<Record> rows(Cypher cypher, RandomSchema schema, String model) {
        return cypher.rows(
                "MATCH (u:" + schema.users() + ") WHERE u.n % 8 = 0 CALL rec.recommend.stream('" + model
                        + "', u, {k: 20, explain: true}) YIELD item, score, reasons RETURN u.n AS u, item.n AS item, score,"
                        + " reduce(sum = 0.0, r IN reasons | sum + r.contribution) AS sum,"
                        + " [r IN reasons WHERE r.relation IS NOT NULL | r.relation] AS relations ORDER BY u, score DESC, item");
    }
}

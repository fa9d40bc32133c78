// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

@ExtendWith(RunningDatabase.class)
class ModelTest {

    @BeforeAll
    static void load(Cypher cypher) {
        Checkerboard.load(cypher);
    }

    @Test
    void listsWhatWasTrained(Cypher cypher) {
        Checkerboard.train(cypher, "listed", "popularity");
        Checkerboard.train(cypher, "other", "popularity");
        Record row = cypher.row("CALL rec.model.list('listed') YIELD modelName, modelInfo, trainConfig, creationTime");
        assertThat(row.get("modelName").asString()).isEqualTo("listed");
        assertThat(row.get("modelInfo").get("architecture").asString()).isEqualTo("popularity");
        assertThat(row.get("trainConfig").get("randomSeed").asLong()).isEqualTo(1);
        assertThat(row.get("creationTime").isNull()).isFalse();
        assertThat(cypher.column("CALL rec.model.list() YIELD modelName RETURN modelName"))
                .contains("listed", "other");
    }

    @Test
    void dropsAModelForGood(Cypher cypher) {
        Checkerboard.train(cypher, "dropped", "popularity");
        assertThat(cypher.rows("CALL rec.model.drop('dropped') YIELD modelName"))
                .hasSize(1);
        assertThat(cypher.column("CALL rec.model.list() YIELD modelName RETURN modelName"))
                .doesNotContain("dropped");
        assertThat(cypher.failure("CALL rec.recommend.stream('dropped', '*')")).hasMessageContaining("`dropped`");
    }

    @Test
    void mayDropWhatIsNotThereWhenToldSo(Cypher cypher) {
        assertThat(cypher.failure("CALL rec.model.drop('never')")).hasMessageContaining("`never`");
        assertThat(cypher.rows("CALL rec.model.drop('never', false)")).isEmpty();
    }
}

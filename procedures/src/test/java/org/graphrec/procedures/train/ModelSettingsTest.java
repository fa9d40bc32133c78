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
import org.neo4j.driver.Record;

/** A server whose operator set nothing writes no file, and says how to let it. */
@ExtendWith(RunningDatabase.class)
class ModelSettingsTest {

    @BeforeAll
    static void load(Cypher cypher) {
        Checkerboard.load(cypher);
        Checkerboard.train(cypher, "m", "popularity");
    }

    @Test
    void namesTheSettingThatIsMissing(Cypher cypher) {
        for (String call : List.of("store('m')", "delete('m')", "load('other')")) {
            assertThat(cypher.failure("CALL rec.model." + call))
                    .as(call)
                    .hasMessageContaining(
                            "The setting `rec.model.store_location` is missing. Set it in the server's file"
                                    + " `graph-recommender.conf` to the absolute path of an existing folder that the server can"
                                    + " write to, and restart the server.");
        }
        assertThat(cypher.failure("CALL rec.model.export('m', 'f')"))
                .hasMessageContaining("The setting `rec.model.export_location` is missing.");
    }

    @Test
    void tellsWhetherAModelExists(Cypher cypher) {
        Record there = cypher.row("CALL rec.model.exists('m')");
        assertThat(there.get("modelType").asString()).isEqualTo("Recommender");
        assertThat(there.get("exists").asBoolean()).isTrue();
        Record absent = cypher.row("CALL rec.model.exists('n')");
        assertThat(absent.get("modelName").asString()).isEqualTo("n");
        assertThat(absent.get("modelType").asString()).isEqualTo("n/a");
        assertThat(absent.get("exists").asBoolean()).isFalse();
    }

    @Test
    void publishesWithoutAnyDisk(Cypher cypher) {
        Checkerboard.train(cypher, "shared", "popularity");
        Record row = cypher.row("CALL rec.model.publish('shared')");
        assertThat(row.get("modelName").asString()).isEqualTo("shared_public");
        assertThat(row.get("loaded").asBoolean()).isTrue();
        assertThat(row.get("stored").asBoolean()).isFalse();
        assertThat(row.get("published").asBoolean()).isTrue();
        assertThat(cypher.failure("CALL rec.model.publish('shared_public')"))
                .hasMessageContaining("`shared_public` is published already");
        cypher.rows("CALL rec.model.drop('shared_public')");
    }

    @Test
    void takesNoNameThatAFileCouldNotHave(Cypher cypher) {
        for (String name : List.of("../m", "a/b", "m.n", "a b", "x".repeat(65))) {
            assertThat(cypher.failure("CALL rec.train('films', {modelName: $name})", "name", name))
                    .as(name)
                    .hasMessageContaining(
                            "The value of `modelName` must be 1 to 64 letters, digits, `_` or `-` but was");
        }
        assertThat(cypher.failure("CALL rec.train('films', {modelName: 'm_public'})"))
                .hasMessageContaining("must not end with `_public`");
    }
}

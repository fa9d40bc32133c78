// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

@ExtendWith(RunningServer.class)
class DoctorIT {

    private static Map<String, String> column(Cypher cypher, String column) {
        return cypher.rows("CALL rec.doctor()").stream()
                .collect(Collectors.toMap(
                        row -> row.get("check").asString(),
                        row -> row.get(column).asString(),
                        (a, b) -> a + b));
    }

    @Test
    void findsNoProblemOnAServerThatIsWell(Cypher cypher) {
        cypher.value("RETURN size(rec.embed('a text'))");
        Map<String, String> status = column(cypher, "status");
        assertThat(status)
                .containsKeys("plugin", "neo4j", "gds", "java", "procedures", "libc", "cpu", "natives", "crashes")
                .containsKeys("encoder all-MiniLM-L6-v2", "heap", "native memory", "model store", "network")
                .doesNotContainValue("problem");
        Map<String, String> detail = column(cypher, "detail");
        assertThat(detail.get("plugin"))
                .contains(cypher.value("RETURN rec.version()").asString());
        assertThat(detail.get("gds"))
                .isEqualTo(cypher.value("RETURN gds.version()").asString());
        assertThat(detail.get("neo4j")).endsWith(" community");
        assertThat(status).containsEntry("neo4j", "ok").containsEntry("gds", "ok");
        assertThat(detail.get("natives")).isEqualTo("loaded");
        assertThat(detail.get("network")).isEqualTo("not used");
        assertThat(detail.get("encoder all-MiniLM-L6-v2")).contains("384 dimensions", "fingerprint");
        assertThat(detail.get("heap")).contains(" 0 Bytes of it promised");
    }

    @Test
    void givesARemedyForEverythingThatIsNotWell(Cypher cypher) {
        List<Record> rows = cypher.rows("CALL rec.doctor()");
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.get("remedy").asString().isEmpty())
                        .as(row.toString())
                        .isEqualTo(row.get("status").asString().equals("ok")));
        // this server stores no models
        assertThat(column(cypher, "remedy").get("model store")).contains("rec.model.store_location");
    }

    @Test
    void noticesAModelThatTheGraphHasOutgrown(Cypher cypher) {
        Checkerboard.load(cypher);
        Checkerboard.train(cypher, "old", "popularity");
        assertThat(column(cypher, "status")).containsEntry("model old", "ok");
        cypher.rows("UNWIND range(1, 10) AS i CREATE (:Film {name: 'new' + i})");
        assertThat(column(cypher, "status")).containsEntry("model old", "warning");
        assertThat(column(cypher, "detail").get("model old")).contains("that of items by 10");
        cypher.wipe();
        assertThat(column(cypher, "status")).doesNotContainKey("model old");
    }
}

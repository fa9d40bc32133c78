// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.graphrec.procedures.model.ModelLocations;
import org.graphrec.procedures.model.SharedCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Record;
import org.neo4j.logging.NullLog;

/** The dashboard shows what is there, and asks for nothing. */
@ExtendWith(RunningDatabase.class)
class DashboardTest {

    @AfterEach
    void leaveNoFolder() {
        SharedCatalog.configure(ModelLocations.none(""), NullLog.getInstance());
    }

    @Test
    void hasModelsClicksAndCallsAndNothingElse(Cypher cypher) {
        assertThat(cypher.value("CALL rec.dashboard.html({title: 'A & <b>'}) YIELD html")
                        .asString())
                .contains("<title>A &amp; &lt;b&gt;</title>", "There are no models.", "Nothing was recorded")
                .doesNotContain("null", "NaN");
        Checkerboard.load(cypher);
        Checkerboard.train(cypher, "taste", "itemKnn");
        cypher.rows("MATCH (u:User) CALL rec.recommend.show('taste', u, {k: 2, runId: 'r'}) YIELD rank RETURN rank");
        cypher.rows("MATCH (u:User {name: 'user1'})-[:REC_SHOWN {rank: 1}]->(f) CALL rec.feedback.write('r', u, f)"
                + " YIELD rank RETURN rank");
        cypher.failure("CALL rec.recommend.show('none', null)");
        String html = cypher.value("CALL rec.dashboard.html() YIELD html").asString();
        assertThat(html)
                .contains("<td>taste</td><td>Recommender</td><td>itemKnn</td><td>0.0</td>")
                .contains("<td>taste</td><td>all</td>", "<td>rec.recommend.show</td>", "<td>rec.train</td>")
                .contains("default-src 'none'")
                .doesNotContain("<script", "http://", "https://", "src=", "@import", "url(", "null", "NaN", "user1");
        assertThat(cypher.failure("CALL rec.dashboard.html({fileName: 'x'})"))
                .hasMessageContaining("`rec.model.export_location`");
        assertThat(cypher.failure("CALL rec.dashboard.html({titel: 'x'})"))
                .hasMessageContaining("Did you mean `title`?");
    }

    /** What Browser shows as a link is the address of the file that was written. */
    @Test
    void isOneClickAwayWhereTheFolderOfExportsHasAnAddress(Cypher cypher, @TempDir Path folder) throws IOException {
        SharedCatalog.configure(
                new ModelLocations(null, folder, "https://intranet.example.org/pages", ""), NullLog.getInstance());
        Record row = cypher.row("CALL rec.dashboard.html({fileName: 'to-day'}) YIELD html, fileName, url");
        assertThat(row.get("fileName").asString()).isEqualTo("to-day.html");
        assertThat(row.get("url").asString()).isEqualTo("https://intranet.example.org/pages/to-day.html");
        assertThat(Files.readString(folder.resolve("to-day.html")))
                .isEqualTo(row.get("html").asString());
        assertThat(cypher.failure("CALL rec.dashboard.html({fileName: 'to-day'})"))
                .hasMessageContaining("The value of `fileName` must be a new name");
        assertThat(cypher.value("CALL rec.dashboard.html() YIELD url").isNull()).isTrue();
        SharedCatalog.configure(new ModelLocations(null, folder, ""), NullLog.getInstance());
        assertThat(cypher.value("CALL rec.dashboard.html({fileName: 'dashboard-' + timestamp()}) YIELD url")
                        .isNull())
                .isTrue();
    }
}

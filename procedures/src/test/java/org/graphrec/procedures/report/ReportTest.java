// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphrec.fixtures.ComparedFilms;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningDatabase.class)
class ReportTest {
    private static String html;

    @BeforeAll
    static void load(Cypher cypher) {
        ComparedFilms.load(cypher);
        html = cypher.value("""
            CALL rec.report.html('rated', {
              title: 'Films & <tastes>', ratingProperty: 'rating', featureProperties: ['embedding'], k: 5,
              architectures: ['popularity', 'content', 'itemKnn', 'mf'], coldItemFraction: 0.2
            }) YIELD html
            """).asString();
    }

    @Test
    void saysWhatWasMeasuredAndHow() {
        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains("<title>Films &amp; &lt;tastes&gt;</title>")
                .contains("NDCG@5", "RMSE", "Accuracy", "Coverage", "content-based", "item-based CF")
                .contains("Items nobody has interacted with")
                .contains("<h2>Learning curves</h2>", "<h2>What some users would get</h2>")
                .contains("Film &lt;")
                .contains("ratingProperty: rating")
                .doesNotContain("Film <", "NaN", "null");
    }

    @Test
    void asksForNothingAndRunsNothing() {
        assertThat(html)
                .contains("default-src 'none'")
                .doesNotContain("<script", "http://", "https://", "src=", "@import", "url(");
    }

    @Test
    void everyPictureHasItsWords() {
        assertThat(html.split("<svg", -1))
                .hasSameSizeAs(html.split("<svg [^>]*role=\"img\" aria-label=\"[^\"]+\"", -1));
    }
}

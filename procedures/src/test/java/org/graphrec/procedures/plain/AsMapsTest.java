// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningDatabase.class)
class AsMapsTest {

    @Test
    void nodesRelationshipsAndPathsBecomeMaps(Cypher cypher) {
        Map<String, Object> path = cypher.value(
                        "CREATE p = (:User {name: 'Ada'})-[:RATED {stars: 4.5}]->(:Film {title: 'Orbit', at: date('2026-01-02')})"
                                + " RETURN rec.asMaps(p)")
                .asMap();
        assertThat(path.toString())
                .contains("labels=[User]", "properties={name=Ada}", "type=RATED", "stars=4.5", "at=2026-01-02");
        assertThat(jsonTypesOnly(path)).isTrue();
    }

    @Test
    void vectorsAreNamedAndNotReturned(Cypher cypher) {
        assertThat(cypher.value("CREATE (n {v: [x IN range(1, 384) | x / 7.0], few: [1, 2]})"
                                + " RETURN rec.asMaps(n).properties")
                        .asMap())
                .containsEntry("v", "384 numbers")
                .containsEntry("few", List.of(1L, 2L));
    }

    @Test
    void whatJsonHasNoNumberForIsNull(Cypher cypher) {
        assertThat(cypher.value("RETURN rec.asMaps({bad: 0.0 / 0.0, big: 1.0 / 0.0, no: null})")
                        .asMap())
                .containsEntry("bad", null)
                .containsEntry("big", null)
                .containsEntry("no", null);
    }

    @Test
    void aLongAnswerIsCutToTheLimitAndSaysSo(Cypher cypher) {
        for (int limit : new int[] {1, 500, 20_000}) {
            Object answer = cypher.value(
                            "RETURN rec.asMaps([i IN range(1, 5000) | {title: 'Grüße aus Köln, Nummer ' + i}], $limit)",
                            "limit",
                            limit)
                    .asObject();
            String text = answer.toString();
            assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(limit + 200);
            assertThat(text).contains(" more");
        }
        String cut = cypher.value("RETURN rec.asMaps(reduce(s = '', i IN range(1, 30000) | s + 'ü'))")
                .asString();
        assertThat(cut).endsWith("ü…");
        assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThan(20_010);
    }

    @Test
    void aLimitThatIsNoneIsRefused(Cypher cypher) {
        assertThat(cypher.failure("RETURN rec.asMaps(1, 0)"))
                .hasMessageContaining("The value of `maxBytes` must be a positive Integer but was `0`.");
    }

    private static boolean jsonTypesOnly(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().allMatch(AsMapsTest::jsonTypesOnly);
        }
        if (value instanceof List<?> list) {
            return list.stream().allMatch(AsMapsTest::jsonTypesOnly);
        }
        return value == null || value instanceof String || value instanceof Number || value instanceof Boolean;
    }
}

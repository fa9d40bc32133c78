// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShownRowsTest {
    private static final ShownRows ROWS =
            new ShownRows(List.of("rank", "score"), List.of(List.of("1", "0.55"), List.of("2", "0.42")));

    @Test
    void areATableOfMarkdown() {
        assertThat(ROWS.markdown()).isEqualTo("""
                | rank | score |
                |---|---|
                | 1 | 0.55 |
                | 2 | 0.42 |
                """);
    }

    @Test
    void agreeWithATableWhoseNumbersDifferInTheLastDigit() {
        assertThat(ROWS.agreesWith("| rank | score |\n|---|---|\n| 1 | 0.56 |\n| 2 | 0.42 |\n"))
                .isTrue();
    }

    @Test
    void disagreeWithOtherNumbersOtherRanksAndMissingRows() {
        assertThat(ROWS.agreesWith("| rank | score |\n|---|---|\n| 1 | 0.65 |\n| 2 | 0.42 |\n"))
                .isFalse();
        assertThat(ROWS.agreesWith("| rank | score |\n|---|---|\n| 2 | 0.55 |\n| 1 | 0.42 |\n"))
                .isFalse();
        assertThat(ROWS.agreesWith("| rank | score |\n|---|---|\n| 1 | 0.55 |\n"))
                .isFalse();
    }

    @Test
    void belongToTheBlockAboveThem() {
        String page = """
                ```cypher
                RETURN 1 AS one;
                ```

                <!-- output -->
                | one |
                |---|
                | 1 |
                <!-- end -->
                ```cypher fails
                RETURN nothing
                ```
                """;
        List<CypherScript.Block> blocks = CypherScript.blocks(page);
        assertThat(blocks).hasSize(2);
        assertThat(blocks.get(0).output()).isEqualTo("| one |\n|---|\n| 1 |\n");
        assertThat(page.substring(blocks.get(0).from())).startsWith("| one |");
        assertThat(blocks.get(1).output()).isNull();
        assertThat(blocks.get(1).fails()).isTrue();
    }
}

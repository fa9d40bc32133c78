// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void alignsNumbersToTheRightAndTextToTheLeft() {
        var table = new TextTable("rank", "item", "score");
        table.add(1L, "Robots", 0.5);
        table.add(10L, "Up", 12.25);
        assertThat(table.lines(2))
                .containsExactly(
                        "  rank  item      score", //
                        "  ----  ------  -------",
                        "     1  Robots   0.5000",
                        "    10  Up      12.2500");
    }

    @Test
    void cutsTheWidestTextToTheWidthOfThePage() {
        var table = new TextTable("name", "text");
        table.add("short", "🌉".repeat(300));
        assertThat(table.lines(6))
                .allSatisfy(line ->
                        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(100));
        assertThat(table.lines(6).get(2)).startsWith("      short  🌉").endsWith("🌉…");
    }

    @Test
    void keepsControlCharactersFromTheTerminal() {
        assertThat(TextTable.fit("a\u001b[31m\n b", 20)).isEqualTo("a [31m b");
    }

    @Test
    void wrapsBetweenWordsAndCutsTheLastLine() {
        assertThat(TextTable.wrap("one two three four", 9, 2)).containsExactly("one two", "three fo…");
        assertThat(TextTable.wrap("onetwothreefour", 9, 2)).containsExactly("onetwoth…");
        assertThat(TextTable.wrap("one", 9, 2)).containsExactly("one");
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatThrownBy(() -> new TextTable("one").add(1, 2)).hasMessage("A row must have 1 cells but had 2.");
    }
}

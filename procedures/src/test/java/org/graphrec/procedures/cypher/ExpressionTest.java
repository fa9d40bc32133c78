// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionTest {
    @Test
    void refusesWhateverIsMoreThanAnExpressionThatReads() throws IOException {
        List<String> hostile = Lines.of("hostile-expressions.txt");
        assertThat(hostile).hasSizeGreaterThan(300).doesNotHaveDuplicates();
        assertThat(hostile)
                .filteredOn(text -> !(catchThrowable(() -> Expression.parse(text, true)) instanceof CypherProblem))
                .isEmpty();
    }

    @Test
    void takesWhatReadsOneValue() throws IOException {
        for (String text : Lines.of("legitimate-expressions.txt")) {
            Expression expression = Expression.parse(text, true);
            assertThat(expression.text()).as(text).doesNotContain("\n", "\t");
            assertThat(Expression.parse(expression.text(), true).text()).isEqualTo(expression.text());
        }
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertProblem(
                "item.x > 1 OR CALL db.labels()",
                "has `CALL` at character 15, which begins what may do more than read an expression (as a name, put it in"
                        + " backticks)");
        assertProblem("true) OR (true", "has `)` at character 5, which closes nothing that was opened");
        assertProblem("(true", "has `(` at character 1, which is never closed");
        assertProblem("[(])", "has `]` at character 3, which cannot close the `(` before it");
        assertProblem("1, 2", "has `,` at character 2, which ends one expression and begins another");
        assertProblem("item.x 'a'", "has `'a'` at character 8, which begins a second expression");
        assertProblem("true;", "has `;` at character 5, which ends a statement");
        assertProblem(
                "APOC . text.`join`(['a'], '')",
                "has `APOC.text.join` at character 1, which is not a function of Cypher or of `rec`");
        assertProblem(
                "MATCH (x) RETURN x",
                "has `MATCH` at character 1, which begins a clause: clauses that read stand in EXISTS { }, COUNT { } and"
                        + " COLLECT { } only (as a name, put it in backticks)");
        assertProblem(
                "'\\u0027'", "has `\\u` at character 2, which begins a unicode escape: write the character itself");
        assertProblem("x = 'a", "has a string at character 5 that does not end");
        assertProblem("`a", "has a name in backticks at character 1 that does not end");
        assertProblem("1 /* a", "has a comment at character 3 that does not end");
        assertProblem("a\0", "has a control character at character 2");
        assertProblem(
                "x =\u00A01",
                "has U+00A0 at character 4, which Cypher has no use for outside of strings and backticks");
        assertProblem(" /* */ ", "is empty");
        assertProblem("x".repeat(10_001), "has 10001 characters, which is more than 10000");
        assertProblem(
                "(".repeat(101) + "1" + ")".repeat(101),
                "has `(` at character 101, which is nested more than 100 deep");
    }

    private static void assertProblem(String text, String problem) {
        assertThatThrownBy(() -> Expression.parse(text, false))
                .isInstanceOfSatisfying(
                        CypherProblem.class,
                        wrong -> assertThat(wrong.problem()).isEqualTo(problem));
    }

    @Test
    void takesParametersOnlyWhereThereAreAny() {
        assertThat(Expression.parse("item.year = $year", true).text()).isEqualTo("item.year = $year");
        assertProblem("item.year = $year", "has `$year` at character 13, which is a parameter, and none is given here");
    }

    @Test
    void writesItselfOnOneLineWithoutComments() {
        assertThat(Expression.parse(" item/* a */.\n\tyear>1 // b\n AND(item.x = 'c\nd')", false)
                        .text())
                .isEqualTo("item . year>1 AND(item.x = 'c\\nd')");
    }

    @Test
    void namesItsVariables() {
        assertThat(variables("r.rating * coalesce(item.weight, 1)")).containsExactlyInAnyOrder("r", "item");
        assertThat(variables("item:Film|Series AND user:User")).containsExactlyInAnyOrder("item", "user");
        assertThat(variables("{a: x, b: {c: y}}.b.c")).containsExactlyInAnyOrder("x", "y");
        assertThat(variables("CASE WHEN a IS NOT NULL THEN b ELSE false END")).containsExactlyInAnyOrder("a", "b");
        assertThat(variables("date.truncate('day', r.at) > date('2020-01-01')")).containsExactly("r");
        assertThat(variables("r.at :: ZONED DATETIME AND r.x STARTS WITH `a b`"))
                .containsExactlyInAnyOrder("r", "a b");
        assertThat(variables("order.total > limit AND 1 IN skip")).containsExactlyInAnyOrder("order", "limit", "skip");
        assertThat(variables("trim(BOTH a FROM b)")).containsExactlyInAnyOrder("a", "b");
        assertThat(variables("item {.title, year: x}")).containsExactlyInAnyOrder("item", "x");
    }

    private static Iterable<String> variables(String text) {
        return Expression.parse(text, false).variables();
    }

    @Test
    void tellsTheNamesThatItIntroduces() {
        Expression expression = Expression.parse(
                "[x IN item.list WHERE x > y] = [] AND reduce(t = 0, z IN item.list | t + z) > 1"
                        + " AND EXISTS { MATCH (item)-[r:R]->(f:Film) WITH f.x AS fx WHERE fx > w }",
                false);
        assertThat(expression.introduced())
                .contains("x", "t", "z", "r", "f", "fx")
                .doesNotContain("y", "w");
        assertThat(expression.variables()).contains("item", "y", "w");
    }
}

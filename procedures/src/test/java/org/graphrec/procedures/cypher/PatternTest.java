// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.List;
import org.graphrec.procedures.cypher.Pattern.Plain;
import org.graphrec.procedures.cypher.RelationshipPattern.Length;
import org.junit.jupiter.api.Test;

class PatternTest {
    @Test
    void refusesWhateverIsMoreThanOneBoundedPath() throws IOException {
        List<String> hostile = Lines.of("hostile-patterns.txt");
        assertThat(hostile).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        assertThat(hostile)
                .filteredOn(text -> !(catchThrowable(() -> Pattern.parse(text)) instanceof CypherProblem))
                .isEmpty();
    }

    @Test
    void takesPathsBetweenUserAndItem() throws IOException {
        for (String text : Lines.of("legitimate-patterns.txt")) {
            Pattern pattern = Pattern.parse(text);
            assertThat(Pattern.parse(pattern.text()).text()).isEqualTo(pattern.text());
            assertThat(pattern.variables()).contains("user", "item");
        }
    }

    @Test
    void tellsItsNodesAndRelationships() {
        Pattern pattern = Pattern.parse("(user:User {a: 1})-[:PLACED|MADE*1..3]->(o:Order&!Void WHERE o.x > 1)"
                + "<-[c:IN {b: 'x'} WHERE c.y]-(item) // end");
        assertThat(pattern.hops()).isEqualTo(2);
        assertThat(pattern.variables()).containsExactly("user", "o", "c", "item");
        assertThat(pattern.nodes())
                .containsExactly(
                        new NodePattern("user", "User", "{a: 1}", null),
                        new NodePattern("o", "Order&!Void", null, "o.x > 1"),
                        new NodePattern("item", null, null, null));
        assertThat(pattern.relationships())
                .containsExactly(
                        new RelationshipPattern(null, "PLACED|MADE", null, null, Direction.OUT, new Length(1, 3)),
                        new RelationshipPattern("c", "IN", "{b: 'x'}", "c.y", Direction.IN, null));
        assertThat(pattern.plain()).isEmpty();
        assertThat(pattern.named("p`q")).isEqualTo("`p``q` = " + pattern.text()).doesNotContain("end");
    }

    @Test
    void isPlainWhereItSaysTypesAndADirectionAndNoMore() {
        assertThat(Pattern.parse("(user)-[r:RATED|`SAW IT`]->(item)").plain())
                .contains(new Plain(List.of("RATED", "SAW IT"), Direction.OUT, "r"));
        assertThat(Pattern.parse("(item)-[:A|:B]->(user)").plain())
                .contains(new Plain(List.of("A", "B"), Direction.IN, null));
        assertThat(Pattern.parse("(item)--(user)").plain()).contains(new Plain(List.of(), Direction.BOTH, null));
        assertThat(Pattern.parse("(user)<-->(item)").plain()).contains(new Plain(List.of(), Direction.BOTH, null));
        for (String more : List.of(
                "(user:User)-[:A]->(item)",
                "(user)-[:A]->(item {a: 1})",
                "(user)-[:A]->(item WHERE item.x)",
                "(user)-[:!A]->(item)",
                "(user)-[:A&B]->(item)",
                "(user)-[:A:B]->(item)",
                "(user)-[:(A|B)]->(item)",
                "(user)-[:A*1..2]->(item)",
                "(user)-[:A {x: 1}]->(item)",
                "(user)-[r:A WHERE r.x]->(item)",
                "(user)-->()-->(item)")) {
            assertThat(Pattern.parse(more).plain()).as(more).isEmpty();
        }
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertProblem(
                "(user)-[:A*]->(item)",
                "has `*` at character 11, which needs an upper bound of at most 10, such as `*1..10`");
        assertProblem(
                "(u)-->(item)",
                "begins at `(u)` and ends at `(item)`, and must lead from `(user)` to `(item)` or from `(item)` to `(user)`");
        assertProblem(
                "(user)-->(item), (n)",
                "has `,` at character 16, which stands where a relationship is expected, as in"
                        + " `(user)-[r:RATED]->(item)`: one path is taken, with no name, no second path and nothing around it");
        assertProblem("(user)-->", "ends where a node or a relationship is expected");
        assertProblem(
                "(user)-->(user)", "has `user` at character 11, which is there twice, and each name is given once");
        assertProblem(
                "(user)-[__r]->(item)",
                "has `__r` at character 9, which begins with two underscores: such variables are kept for us");
        assertProblem(
                "(user WHERE apoc.x(1))-->(item)",
                "has `apoc.x` at character 13, which is not a function of Cypher or of `rec`");
        assertProblem("", "is empty");
    }

    private static void assertProblem(String text, String problem) {
        assertThatThrownBy(() -> Pattern.parse(text))
                .isInstanceOf(CypherProblem.class)
                .hasMessage(problem);
    }
}

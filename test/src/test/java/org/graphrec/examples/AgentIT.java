// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graphrec.docs.Page;
import org.graphrec.endtoend.RunningServer;
import org.graphrec.fixtures.Cypher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.summary.QueryType;

/** What an agent may do with a tool that only reads, such as Neo4j's MCP server: it asks EXPLAIN first, and reads in a transaction for reading. */
@ExtendWith(RunningServer.class)
class AgentIT {
    private static final Path SKILL = Path.of("skills/graph-recommender/SKILL.md");
    private static final Path FILMS = Path.of("cypher-examples/01-movies/setup.cypher");

    /** What fits well into the context of a language model. */
    private static final int MOST_BYTES = 20_000;

    @Test
    void mayMakeEveryCallThatReads(Cypher cypher) {
        List<Record> reading = cypher.rows("SHOW PROCEDURES YIELD name, mode, argumentDescription, returnDescription"
                + " WHERE name STARTS WITH 'rec.' AND mode = 'READ'"
                + " RETURN name, size(argumentDescription) AS arguments, returnDescription[0].name AS column");
        assertThat(reading).hasSizeGreaterThan(30).allSatisfy(row -> {
            String arguments = IntStream.range(0, row.get("arguments").asInt())
                    .mapToObj(i -> "$argument" + i)
                    .collect(Collectors.joining(", "));
            String call = "CALL " + row.get("name").asString() + "(" + arguments + ") YIELD "
                    + row.get("column").asString() + " RETURN count(*)";
            assertThat(type(call, nulls(row.get("arguments").asInt()), cypher.driver()))
                    .as("%s", call)
                    .isEqualTo(QueryType.READ_ONLY);
        });
    }

    @Test
    void readsWithTheRecipesOfTheSkillAndGetsPlainShortAnswers(Cypher cypher) throws Exception {
        cypher.wipe();
        for (String statement : CypherScript.statements(Page.ROOT.resolve(FILMS))) {
            cypher.rows(statement);
        }
        Page skill = Page.read(SKILL);
        Map<String, Object> parameters = PagesIT.parameters(skill, cypher);
        int asked = 0;
        for (String section : skill.text().split("(?m)^(?=## )", -1)) {
            boolean reads = section.startsWith("## Look") || section.startsWith("## Ask");
            for (CypherScript.Block block : CypherScript.blocks(section)) {
                for (String statement : CypherScript.statements(block.code())) {
                    boolean reading = type(statement, parameters, cypher.driver()) == QueryType.READ_ONLY;
                    assertThat(reading || !reads).as("%s", statement).isTrue();
                    List<Map<String, Object>> answer = answer(statement, parameters, reading, cypher.driver());
                    assertThat(plain(answer)).as("%s: %s", statement, answer).isTrue();
                    assertThat(answer.toString().getBytes(StandardCharsets.UTF_8).length)
                            .isLessThanOrEqualTo(MOST_BYTES);
                    assertThat(answer).as("%s", statement).isNotNull();
                    asked += reads ? 1 : 0;
                }
            }
        }
        assertThat(asked).isGreaterThan(7);
    }

    private static QueryType type(String statement, Map<String, Object> parameters, Driver driver) {
        try (Session session = driver.session()) {
            return session.run("EXPLAIN " + statement, parameters).consume().queryType();
        }
    }

    private static List<Map<String, Object>> answer(
            String statement, Map<String, Object> parameters, boolean reading, Driver driver) {
        try (Session session = driver.session()) {
            return reading
                    ? session.executeRead(transaction ->
                            transaction.run(statement, parameters).list(Record::asMap))
                    : session.run(statement, parameters).list(Record::asMap);
        }
    }

    private static Map<String, Object> nulls(int count) {
        List<Object> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add("argument" + i);
            pairs.add(null);
        }
        return Cypher.map(pairs.toArray());
    }

    /** Whether JSON has a type for everything in it. */
    private static boolean plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().allMatch(AgentIT::plain);
        }
        if (value instanceof List<?> list) {
            return list.stream().allMatch(AgentIT::plain);
        }
        if (value instanceof Double number) {
            return Double.isFinite(number);
        }
        return value == null || value instanceof String || value instanceof Long || value instanceof Boolean;
    }
}

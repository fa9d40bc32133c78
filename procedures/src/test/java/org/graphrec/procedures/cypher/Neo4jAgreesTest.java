// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.ExecutionPlanDescription;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.QueryExecutionType.QueryType;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/** Our reading of Cypher beside that of Neo4j itself. */
class Neo4jAgreesTest {
    private static final Map<String, Object> PARAMETERS = new HashMap<>();

    static {
        for (String name : List.of("year", "the year", "CALL", "most", "genres", "n", "me", "x", "a", "b")) {
            PARAMETERS.put(name, null);
        }
    }

    @TempDir
    static Path home;

    private static DatabaseManagementService service;
    private static GraphDatabaseService database;

    @BeforeAll
    static void start() {
        service = new DatabaseManagementServiceBuilder(home).build();
        database = service.database("neo4j");
    }

    @AfterAll
    static void stop() {
        service.shutdown();
    }

    private static String predicate(String text) {
        return "EXPLAIN MATCH (item) WHERE (\n" + text + "\n) RETURN item";
    }

    /** What Neo4j makes of a statement that is not run: READ_ONLY, READ_WRITE, ..., with the operators of its plan. */
    private static Explained explained(String statement) {
        try (Transaction transaction = database.beginTx();
                Result result = transaction.execute(statement, PARAMETERS)) {
            List<String> operators = new ArrayList<>();
            collect(result.getExecutionPlanDescription(), operators);
            return new Explained(result.getQueryExecutionType().queryType(), result.columns(), operators);
        }
    }

    private record Explained(QueryType type, List<String> columns, List<String> operators) {}

    private static void collect(ExecutionPlanDescription plan, List<String> operators) {
        operators.add(plan.getName());
        plan.getChildren().forEach(child -> collect(child, operators));
    }

    /** Null where Neo4j refuses it. */
    private static Explained tried(String statement) {
        try {
            return explained(statement);
        } catch (RuntimeException refused) {
            return null;
        }
    }

    @Test
    void takesThePredicatesThatWeTake() throws IOException {
        for (String text : Lines.of("legitimate-expressions.txt")) {
            assertThat(tried(predicate(text))).as(text).isNotNull();
            assertReads(Expression.parse(text, true).text());
        }
    }

    @Test
    void takesThePatternsThatWeTake() throws IOException {
        for (String text : Lines.of("legitimate-patterns.txt")) {
            String pattern = Pattern.parse(text).named("__path");
            assertThat(explained("EXPLAIN MATCH " + pattern + " RETURN user, item")
                            .type())
                    .as(text)
                    .isEqualTo(QueryType.READ_ONLY);
        }
    }

    /** Without this the hostile texts would be refused by Neo4j anyway, and our refusal would stand for nothing. */
    @Test
    void wouldRunSomeOfTheTextsThatWeRefuse() throws IOException {
        int taken = 0;
        int harmful = 0;
        for (String text : Lines.of("hostile-expressions.txt")) {
            // one that only Neo4j's own depth of calls would stop is of no interest here
            Explained explained = text.length() > 1_000 ? null : tried(predicate(text));
            if (explained != null) {
                taken++;
                harmful += reads(explained) ? 0 : 1;
                assertThatThrownBy(() -> Expression.parse(text, true)).isInstanceOf(CypherProblem.class);
            }
        }
        assertThat(taken).isGreaterThan(20);
        assertThat(harmful).isGreaterThan(5);
    }

    @Test
    void readsWhateverWeTakeOfTextsPutTogetherAtRandom() throws IOException {
        List<String> texts = new ArrayList<>(Lines.of("legitimate-expressions.txt"));
        texts.addAll(Lines.of("hostile-expressions.txt"));
        Random random = new Random(2);
        int both = 0;
        for (int round = 0; round < 3_000; round++) {
            String text = round % 3 == 0 ? FuzzExpressionTest.crossed(texts, random) : joined(texts, random);
            Expression expression;
            try {
                expression = Expression.parse(text, true);
            } catch (CypherProblem refused) {
                continue;
            }
            if (tried(predicate(expression.text())) != null) {
                both++;
                assertReads(expression.text());
            }
        }
        assertThat(both).isGreaterThan(50);
    }

    /** Two texts with an operator between them, or what would be one if it were not more; perhaps a character is missing. */
    private static String joined(List<String> texts, Random random) {
        List<String> between = List.of(" AND ", " OR ", " = ", ") AND (", " IS NULL XOR ", " // \n AND ", "/**/<>");
        StringBuilder text = new StringBuilder()
                .append(texts.get(random.nextInt(texts.size())))
                .append(between.get(random.nextInt(between.size())))
                .append(texts.get(random.nextInt(texts.size())));
        if (random.nextBoolean()) {
            text.deleteCharAt(random.nextInt(text.length()));
        }
        return text.toString();
    }

    private static void assertReads(String text) {
        assertThat(explained(predicate(text)))
                .as(text)
                .satisfies(explained -> assertThat(reads(explained)).isTrue());
    }

    private static boolean reads(Explained explained) {
        return explained.type() == QueryType.READ_ONLY
                && explained.columns().equals(List.of("item"))
                && explained.operators().stream()
                        .noneMatch(name -> name.contains("ProcedureCall") || name.contains("LoadCSV"));
    }
}

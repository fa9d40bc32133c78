// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.embedded.Person;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.graphrec.procedures.live.StaticAccess;
import org.graphrec.procedures.memory.MemoryGuard;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/** When procedures ask for their memory, and how long they keep it. */
@ExtendWith(RunningDatabase.class)
class HeldMemoryTest {
    /** The user of the driver, to whom graphs and models belong. */
    private static final Person OWNER = Person.with("neo4j", StaticAccess.FULL);

    private static final String VECTOR = "vector: [d IN range(1, 8) | sin(i * d)]";

    @BeforeAll
    static void load(Cypher cypher) {
        cypher.rows("UNWIND range(1, 60) AS i CREATE (n:Page {kind: i % 2, " + VECTOR + "}) CREATE (n)-[:NEXT]->(n)");
        cypher.rows("UNWIND range(1, 40) AS i CREATE (:Book {i: i, " + VECTOR + "})");
        cypher.rows("UNWIND range(1, 30) AS u CREATE (r:Reader {u: u}) WITH r, u MATCH (b:Book)"
                + " WHERE (b.i + u) % 3 <> 0 CREATE (r)-[:READ {stars: 1.0 + (b.i * u) % 5}]->(b)");
        cypher.rows("CALL gds.graph.project('pages', {Page: {properties: ['vector', 'kind']}}, 'NEXT')");
        cypher.rows("CALL gds.graph.project('books', {Reader: {}, Book: {properties: ['vector']}},"
                + " {READ: {properties: ['stars']}})");
        cypher.rows("CALL rec.classify.train('pages', {modelName: 'kinds', targetProperty: 'kind',"
                + " featureProperties: ['vector']})");
        cypher.rows("CALL rec.train('books', {modelName: 'liked', architecture: 'content',"
                + " featureProperties: ['vector']})");
        cypher.rows("CALL rec.train('books', {modelName: 'rated', objective: 'rating',"
                + " relationshipWeightProperty: 'stars'})");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CALL rec.propagate.stream('pages', {featureProperties: ['vector']})",
                "CALL rec.classify.stream('pages', {modelName: 'kinds'})",
                "CALL rec.predict.stream('rated', '*', '*')",
                "CALL rec.recommend.stream('liked', '*')",
                "MATCH (b:Book {i: 1}) CALL rec.similar.stream('liked', b) YIELD rank RETURN rank"
            })
    void isKeptUntilTheRowsAreRead(String statement, EmbeddedDatabase database) {
        try (Transaction transaction = database.begin(OWNER)) {
            Result rows = transaction.execute(statement);
            rows.next();
            assertThat(MemoryGuard.state().promised()).isPositive();
            rows.close();
        }
        assertThat(MemoryGuard.state().promised()).isZero();
    }

    /** The options of the last two are wrong as well, which only shows in work that takes memory. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rec.predict.stream         | CALL rec.predict.stream('rated', '*', '*')
            rec.predict.stream         | MATCH (b:Book {i: 1}) CALL rec.predict.stream('rated', null, b) YIELD rating RETURN 1
            rec.explain.stream         | MATCH (r:Reader {u: 1})-->(b) CALL rec.explain.stream('liked', r, b) YIELD score RETURN 1
            rec.classify.train.estimate| CALL rec.classify.train.estimate('pages', {modelName: 'm', targetProperty: 'kind', featureProperties: ['vector']})
            rec.report.html            | CALL rec.report.html('books', {architectures: ['popularity']})
            rec.recommend.stream       | CALL rec.recommend.stream('liked', '*', {where: 'no predicate'})
            rec.similar.stream         | MATCH (b:Book {i: 1}) CALL rec.similar.stream('liked', b, {query: 'x', encoder: 'none'}) YIELD rank RETURN 1
            """)
    void isAskedForBeforeTheWork(String procedure, String statement, Cypher cypher) {
        MemoryGuard.configure(1e-12);
        try {
            assertThat(cypher.failure(statement)).hasMessageContaining("`" + procedure + "` was refused: it may need ");
        } finally {
            MemoryGuard.configure(MemoryGuard.USUAL_SHARE);
        }
    }
}

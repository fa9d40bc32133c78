// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Clock;
import org.graphrec.fixtures.GuardedCalls;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * A server whose operator gives a call four megabytes or so: work on a small graph passes, and on a larger one whatever allocates
 * in proportion to the graph is refused before it starts.
 */
@Tag("reliability")
@ServerWith(home = "it-memory", operatorFile = "rec.model.store_location={folder}")
class GuardedMemoryIT {
    private static final int NODES = 20_000;
    private static final Duration COMPILED = Duration.ofMillis(100);

    private static TestServer cypher;

    /** Models are trained while there is memory, and the limit holds from the second start on. */
    @BeforeAll
    static void start(TestServer server, Path stored) {
        cypher = server;
        Checkerboard.load(cypher);
        Checkerboard.train(cypher, "model", "itemGraph");
        load();
        cypher.rows("CALL gds.graph.project('pamphlets', {Pamphlet: {properties: ['vector', 'kind']}}, 'NEXT')");
        cypher.rows("CALL rec.classify.train('pamphlets', {modelName: 'kinds', targetProperty: 'kind',"
                + " featureProperties: ['vector']})");
        projectBooks();
        cypher.rows("CALL rec.train('books', {modelName: 'large', architecture: 'content', sourceNodeLabel: 'Reader',"
                + " targetNodeLabel: 'Book', featureProperties: ['vector']})");
        cypher.rows("CALL rec.model.store('model')");
        cypher.rows("CALL rec.model.store('large')");
        cypher.rows("CALL rec.model.store('kinds')");
        cypher.restart(cypher.server()
                .options()
                .withConfigurationFile(
                        "graph-recommender.conf",
                        "rec.model.store_location=" + stored + "\nrec.memory.heap_share=0.002\n"));
        cypher.rows("CALL rec.model.load('model')");
        cypher.rows("CALL rec.model.load('large')");
        cypher.rows("CALL rec.model.load('kinds')");
        Checkerboard.project(cypher, "films");
        projectBooks();
    }

    private static void projectBooks() {
        cypher.rows("CALL gds.graph.project('books', {Reader: {properties: ['vector', 'kind']},"
                + " Book: {properties: ['vector', 'kind']}}, 'READ')");
    }

    private static void load() {
        cypher.rows(
                "UNWIND range(1, $nodes) AS i CREATE (b:Book {title: 'book ' + i, kind: i % 2, vector: [d IN range(1, 32) | sin(i * d)]})"
                        + " CREATE (r:Reader {kind: i % 2, vector: [d IN range(1, 32) | 1.0]})"
                        + " FOREACH (time IN range(1, 3) | CREATE (r)-[:READ]->(b))",
                "nodes", NODES / 2);
        cypher.rows(
                "UNWIND range(1, 60) AS i CREATE (n:Pamphlet {kind: i % 2, vector: [d IN range(1, 32) | sin(i * d)]})"
                        + " CREATE (n)-[:NEXT]->(n)");
    }

    @Test
    void letsWorkOnASmallGraphPass() {
        assertThat(cypher.rows("MATCH (u:User {name: 'user1'}) CALL rec.recommend.stream('model', u, {k: 3}) YIELD item"
                        + " RETURN item"))
                .hasSize(3);
        assertThat(cypher.rows("CALL rec.propagate.stream('films', {featureProperties: ['embedding']})"))
                .hasSize(Checkerboard.USERS + Checkerboard.FILMS + 2);
    }

    @Test
    void refusesWhateverAllocatesInProportionToALargerOne() {
        GuardedCalls.GUARDED.forEach((procedure, arguments) -> {
            String call =
                    "MATCH (b:Book) WITH collect(b) AS books MATCH (r:Reader) WITH books, collect(r) AS readers CALL "
                            + procedure + arguments + " RETURN count(*)";
            cypher.failure("EXPLAIN " + call);
            Clock clock = Clock.start("The refusal of `" + procedure + "`");
            Neo4jException refused = cypher.failure(call);
            clock.requireWithin(COMPILED.multipliedBy(10));
            assertThat(refused).as(procedure).isNotNull();
            assertThat(refused.getMessage())
                    .contains(
                            "`" + procedure + "` was refused: it may need ",
                            " of heap, and one call gets at most 0.2 %");
        });
        // once it is compiled, a refusal takes no time
        Clock clock = Clock.start("A compiled refusal");
        cypher.failure("CALL rec.propagate.stream('books', {featureProperties: ['vector']})");
        clock.requireWithin(COMPILED);
        assertThat(cypher.value("CALL rec.doctor() YIELD check, detail WHERE check = 'heap' RETURN detail")
                        .asString())
                .contains(" 0 Bytes of it promised");
    }
}

package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Clock;
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

    /** A call of each procedure that allocates in proportion to the graph, on the larger one. */
    private static final Map<String, String> GUARDED = new TreeMap<>(Map.ofEntries(
            Map.entry("rec.embed.nodes.stream", "(['Book'], {textProperties: ['title']}) YIELD nodeId"),
            Map.entry("rec.embed.nodes.stats", "(['Book'], {textProperties: ['title']}) YIELD nodeCount"),
            Map.entry(
                    "rec.embed.nodes.mutate",
                    "('books', {textProperties: ['title'], mutateProperty: 'x'}) YIELD nodeCount"),
            Map.entry("rec.embed.nodes.write", "(['Book'], {textProperties: ['title']}) YIELD nodeCount"),
            Map.entry("rec.propagate.stream", "('books', {featureProperties: ['vector']}) YIELD nodeId"),
            Map.entry(
                    "rec.propagate.mutate",
                    "('books', {featureProperties: ['vector'], mutateProperty: 'x'}) YIELD nodeCount"),
            Map.entry(
                    "rec.propagate.write",
                    "('books', {featureProperties: ['vector'], writeProperty: 'x'}) YIELD nodeCount"),
            Map.entry("rec.train", "('books', {modelName: 'm', featureProperties: ['vector']}) YIELD trainMillis"),
            Map.entry(
                    "rec.train.estimate", "('books', {modelName: 'm', featureProperties: ['vector']}) YIELD bytesMax"),
            Map.entry("rec.recommend.stream", "('large', '*', {k: 20}) YIELD rank"),
            Map.entry(
                    "rec.recommend.write", "('large', '*', {k: 20, writeRelationshipType: 'X'}) YIELD usersProcessed"),
            Map.entry("rec.similar.stream", "('large', books, {k: 20}) YIELD rank"),
            Map.entry("rec.similar.write", "('large', '*', {k: 20, writeRelationshipType: 'X'}) YIELD itemsProcessed"),
            Map.entry("rec.group.stream", "('large', readers, {k: 20}) YIELD rank"),
            Map.entry(
                    "rec.classify.train",
                    "('books', {modelName: 'm', targetProperty: 'kind', featureProperties: ['vector']}) YIELD trainMillis"),
            Map.entry("rec.classify.stream", "('books', {modelName: 'kinds'}) YIELD nodeId"),
            Map.entry(
                    "rec.classify.mutate", "('books', {modelName: 'kinds', mutateProperty: 'x'}) YIELD computeMillis"),
            Map.entry("rec.classify.write", "('books', {modelName: 'kinds', writeProperty: 'x'}) YIELD computeMillis"),
            Map.entry("rec.compare", "('books', {architectures: ['popularity']}) YIELD segment"),
            Map.entry(
                    "rec.compare.estimate",
                    "('books', {architectures: ['content'], featureProperties: ['vector']}) YIELD bytesMax"),
            Map.entry("rec.evaluate", "('large', 'books') YIELD segment"),
            Map.entry("rec.report.html", "('books', {architectures: ['popularity']}) YIELD html"),
            Map.entry(
                    "rec.model.transfer",
                    "('large', 'books', {modelName: 'm', featureProperties: ['vector']}) YIELD trainMillis")));

    /** What works on one node, one text or one model, whose size the catalog knows. */
    private static final List<String> SMALL = List.of(
            "rec.classify.mutate.estimate",
            "rec.classify.stream.estimate",
            "rec.classify.write.estimate",
            "rec.classify.train.estimate",
            "rec.doctor",
            "rec.embed.nodes.mutate.estimate",
            "rec.embed.nodes.stats.estimate",
            "rec.embed.nodes.stream.estimate",
            "rec.embed.nodes.write.estimate",
            "rec.encoder.download",
            "rec.encoder.drop",
            "rec.encoder.list",
            "rec.encoder.load",
            "rec.explain.stream",
            "rec.forgetUser",
            "rec.graph.list",
            // what it makes is GDS's, which reckons with its memory itself
            "rec.graph.project",
            "rec.index.create",
            "rec.list",
            "rec.model.delete",
            "rec.model.drop",
            "rec.model.exists",
            "rec.model.export",
            "rec.model.list",
            "rec.model.load",
            "rec.model.publish",
            "rec.model.staleness",
            "rec.model.store",
            "rec.predict.stream",
            "rec.propagate.mutate.estimate",
            "rec.propagate.stream.estimate",
            "rec.propagate.write.estimate",
            "rec.version");

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
                "UNWIND range(1, $nodes) AS i CREATE (:Book {title: 'book ' + i, kind: i % 2, vector: [d IN range(1, 32) | sin(i * d)]})"
                        + "<-[:READ]-(:Reader {kind: i % 2, vector: [d IN range(1, 32) | 1.0]})",
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
        GUARDED.forEach((procedure, arguments) -> {
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

    @Test
    void knowsOfEveryProcedureWhetherItIsGuarded() {
        TreeSet<Object> known = new TreeSet<>(GUARDED.keySet());
        known.addAll(SMALL);
        assertThat(cypher.column("SHOW PROCEDURES YIELD name WHERE name STARTS WITH 'rec.' RETURN name"))
                .as("add what is new to GUARDED, or to SMALL with a reason")
                .containsExactlyInAnyOrderElementsOf(known);
    }
}

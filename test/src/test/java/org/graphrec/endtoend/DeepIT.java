// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Clock;
import org.graphrec.fixtures.InBackground;
import org.graphrec.fixtures.Killing;
import org.graphrec.server.ServerOptions;
import org.graphrec.training.DeepJars;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.Neo4jException;

/** A server with the jar of the deep heads in plugins/ and, started again, without it. */
@ServerWith(
        home = "it-deep",
        operatorFile = {"rec.model.store_location={folder}"},
        deep = true)
class DeepIT {
    private static final String RECOMMEND = "MATCH (u:User) WITH u ORDER BY u.name"
            + " CALL rec.recommend.stream($model, u, {k: 3}) YIELD user, item, score, rank"
            + " RETURN user.name AS user, item.name AS item, score, rank ORDER BY user, rank";
    private static final List<String> HEADS = List.of("gcn", "gat", "sage", "lstm", "transformer");

    private static TestServer cypher;

    @BeforeAll
    static void load(TestServer server) {
        cypher = server;
        Checkerboard.load(cypher);
    }

    private static void train(String model, String head) {
        Value info = cypher.row(
                        "CALL rec.train('films', {modelName: $model, architecture: $head, embeddingDimension: 16,"
                                + " epochs: 12, batchSize: 8, learningRate: 0.01, randomSeed: 1,"
                                + " featureProperties: ['embedding']}) YIELD modelInfo",
                        "model",
                        model,
                        "head",
                        head)
                .get("modelInfo");
        assertThat(info.get("architecture").asString()).isEqualTo(head);
        assertThat(info.get("epochs").values())
                .isNotEmpty()
                .allSatisfy(epoch -> assertThat(epoch.get("loss").asDouble()).isPositive());
    }

    private static List<Record> trainAndStore(String head) {
        train(head, head);
        cypher.rows("CALL rec.model.store($head)", "head", head);
        List<Record> rows = cypher.rows(RECOMMEND, "model", head);
        assertThat(rows).hasSize(3 * Checkerboard.USERS);
        long sameColour = rows.stream()
                .filter(row -> row.get("rank").asInt() == 1)
                .filter(row -> colour(row.get("item").asString())
                        == colour(row.get("user").asString()))
                .count();
        assertThat(sameColour).isGreaterThan(Checkerboard.USERS * 9 / 10);
        return rows;
    }

    private static int colour(String name) {
        return Integer.parseInt(name.replaceAll("\\D", "")) % 2;
    }

    @Test
    void readsTheLiveHistoryAndExplains() {
        train("live", "gat");
        List<Record> before = cypher.rows(RECOMMEND, "model", "live");
        cypher.rows("MATCH (u:User {name: 'user0'}), (f:Film {name: 'film1'}) CREATE (u)-[:RATED]->(f)");
        assertThat(cypher.rows(RECOMMEND, "model", "live")).isNotEqualTo(before);
        Record explained = cypher.row(
                "MATCH (u:User {name: 'user2'}), (f:Film {name: 'film2'})"
                        + " CALL rec.explain.stream('live', u, f) YIELD contribution RETURN sum(contribution) AS sum, count(*) AS parts");
        assertThat(explained.get("parts").asInt()).isPositive();
        cypher.rows("MATCH (:User {name: 'user0'})-[r:RATED]->(:Film {name: 'film1'}) DELETE r");
    }

    @Test
    void takesTheKeysOfAHeadOnlyWithAHead() {
        assertThat(cypher.failure("CALL rec.train('films', {modelName: 'no', architecture: 'itemGraph', epochs: 3})"))
                .hasMessageContaining("Unexpected configuration key: `epochs`.");
        assertThat(cypher.failure("CALL rec.train('films', {modelName: 'no', architecture: 'gcn', epoch: 3})"))
                .hasMessageContaining("Unexpected configuration key: `epoch`. Did you mean `epochs`?");
        assertThat(cypher.failure(
                        "CALL rec.train('films', {modelName: 'no', architecture: 'gcn', fusion: 'multiTask'})"))
                .hasMessageContaining("`targetProperty`");
        assertThat(cypher.row("CALL rec.train.estimate('films', {modelName: 'no', architecture: 'gcn'}) YIELD mapView")
                        .get("mapView")
                        .get("native")
                        .asString())
                .contains("MiB");
    }

    @Test
    void classifiesFilmsByBothNetworks() {
        cypher.rows(
                "MATCH (f:Film) SET f.colour = CASE WHEN f.plot =~ '.*(galaxy|planet).*' THEN 'black' ELSE 'white' END");
        for (String network : List.of("gcn", "gat")) {
            cypher.rows(
                    "CALL rec.classify.train('films', {modelName: 'by_' + $network, architecture: $network,"
                            + " targetProperty: 'colour', targetNodeLabels: ['Film'], randomSeed: 1})",
                    "network",
                    network);
            long right = cypher.value(
                            "CALL rec.classify.stream('films', {modelName: 'by_' + $network, targetNodeLabels: ['Film']})"
                                    + " YIELD nodeId, predictedClass MATCH (f:Film) WHERE id(f) = nodeId"
                                    + " RETURN count(CASE WHEN f.colour = predictedClass THEN 1 END)",
                            "network",
                            network)
                    .asLong();
            assertThat(right).as(network).isGreaterThan(Checkerboard.FILMS * 9 / 10);
        }
    }

    @Test
    void autoMeasuresHeadsWhereAsked() {
        List<Object> tried = cypher.column(
                "CALL rec.train('films', {modelName: 'with_head', deepHeads: 'LSTM', featureProperties: ['embedding']})"
                        + " YIELD modelName CALL rec.model.trials(modelName) YIELD architecture RETURN DISTINCT architecture");
        assertThat(tried).contains("lstm", "itemGraph").doesNotContain("gat");
        assertThat(cypher.failure("CALL rec.train('films', {modelName: 'no', deepHeads: ['lstn']})"))
                .hasMessageContaining("The value of `deepHeads` must be of `gcn`")
                .hasMessageContaining("Did you mean `lstm`?");
        assertThat(cypher.failure("CALL rec.train('films', {modelName: 'no', architecture: 'mf', deepHeads: 'gat'})"))
                .hasMessageContaining("Unexpected configuration key: `deepHeads`.");
    }

    @Test
    void comparesHeadsWithTheRest() {
        List<Record> rows =
                cypher.rows("CALL rec.compare('films', {architectures: ['itemKnn', 'gat', 'lstm'], testFraction: 0.2,"
                        + " featureProperties: ['embedding']}) YIELD architecture, family, segment, ndcg, fitMillis, memoryBytes"
                        + " WHERE segment = 'all' RETURN *");
        assertThat(rows)
                .extracting(row -> row.get("architecture").asString())
                .containsExactly("itemKnn", "gat", "lstm");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.get("ndcg").asDouble()).isPositive();
            assertThat(row.get("memoryBytes").asLong()).isPositive();
        });
    }

    @Test
    @Timeout(600)
    void showsTheLossWhileItTrainsAndEndsWithinASecond() throws Exception {
        for (String head : HEADS) {
            String call = "CALL rec.train('films', {modelName: 'endless', architecture: '" + head
                    + "', epochs: 100000, patience: 100000, featureProperties: ['embedding']})";
            CompletableFuture<Neo4jException> ended = InBackground.run(() -> cypher.failure(call));
            List<Object> tasks = List.of();
            while (tasks.isEmpty() && !ended.isDone()) {
                Thread.sleep(50);
                tasks = cypher.column("CALL gds.listProgress() YIELD jobId CALL gds.listProgress(jobId)"
                        + " YIELD taskName WHERE taskName CONTAINS 'loss' RETURN taskName");
            }
            assertThat(tasks)
                    .as(head)
                    .singleElement()
                    .asString()
                    .matches("\\W*Train: Epoch [0-9]+ of 100000: loss [0-9.]+, NDCG@20 [0-9.]+");
            Clock clock = Killing.terminate(cypher, call, ended);
            assertThat(ended.get(30, TimeUnit.SECONDS)).hasMessageContaining("terminated");
            clock.requireWithin(Duration.ofSeconds(1));
            assertThat(cypher.column("CALL gds.listProgress() YIELD status WHERE status = 'RUNNING' RETURN status"))
                    .isEmpty();
        }
    }

    @Test
    void refusesWhatTheMemoryOutsideTheHeapCannotHold() {
        String huge = "{modelName: 'huge', architecture: 'transformer', batchSize: 1000000, historyLength: 512}";
        Clock clock = Clock.start("A refusal");
        assertThat(cypher.failure("CALL rec.train('films', " + huge + ")"))
                .hasMessageContaining("`rec.train` was refused: it may need")
                .hasMessageContaining("outside the heap");
        clock.requireWithin(Duration.ofSeconds(1));
        assertThat(cypher.column("CALL rec.model.list() YIELD modelName RETURN modelName"))
                .doesNotContain("huge", "endless");
    }

    @Test
    void servesWithoutTheJarWhatWasTrainedWithItAndSaysWhatTrainingNeeds() throws IOException {
        List<List<Record>> recommended =
                HEADS.stream().map(DeepIT::trainAndStore).toList();
        Path plugins = cypher.server().options().plugins();
        cypher.server().close();
        List<String> named = Pattern.compile("`([^`]*\\.jar)`")
                .matcher(DeepJars.NAMES)
                .results()
                .map(jar -> jar.group(1))
                .toList();
        assertThat(named)
                .hasSize(3)
                .allSatisfy(jar -> assertThat(plugins.resolve(jar)).exists());
        try (Stream<Path> jars = Files.list(plugins)) {
            for (Path jar : jars.filter(file -> file.getFileName().toString().matches(".*(-deep-|pytorch|openblas).*"))
                    .toList()) {
                Files.delete(jar);
            }
        }
        cypher.restart();
        try {
            servesWithoutTheJar(recommended);
        } finally {
            // makes the links to the jars again
            ServerOptions.ofBuild(Path.of("target"), "it-deep").withDeepHeads(Path.of("target"));
            cypher.restart();
            Checkerboard.project(cypher, "films");
        }
    }

    private static void servesWithoutTheJar(List<List<Record>> recommended) {
        for (int i = 0; i < HEADS.size(); i++) {
            cypher.rows("CALL rec.model.load($model)", "model", HEADS.get(i));
            assertThat(cypher.rows(RECOMMEND, "model", HEADS.get(i))).isEqualTo(recommended.get(i));
        }
        Checkerboard.project(cypher, "films");
        assertThat(cypher.failure("CALL rec.train('films', {modelName: 'again', architecture: 'gat'})"))
                .hasMessageContaining("The architecture `gat` is trained by a jar of its own, which is missing. Put"
                        + " `graph-recommender-deep-0.1.0.jar`");
    }
}

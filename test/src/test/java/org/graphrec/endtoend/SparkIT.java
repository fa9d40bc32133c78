// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.base.Json;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.server.SparkJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** A graph that executors in processes of their own read, learn from and write to, as the server does by itself. */
@Tag("long")
@ServerWith(
        home = "it-spark",
        operatorFile = {"rec.model.export_location={folder}"})
class SparkIT {
    private static final Path TARGET = Path.of("target");
    private static final Map<String, Object> DECLARATION = Map.of(
            "users", "User", "items", "Film", "interactions", List.of("RATED"), "itemProperties", List.of("embedding"));
    private static final String RECOMMEND = "MATCH (u:User) WITH u ORDER BY u.name"
            + " CALL rec.recommend.stream($model, u, {k: 5}) YIELD user, item, score, rank"
            + " RETURN user.name AS user, item.name AS item, score, rank ORDER BY user, rank";
    private static final String WRITTEN = "MATCH (user:User)-[r:TOLD]->(item:Film)"
            + " RETURN user.name AS user, item.name AS item, r.score AS score, r.rank AS rank ORDER BY user, rank";

    private static TestServer cypher;
    private static Path models;

    @TempDir
    private Path folder;

    @BeforeAll
    static void load(TestServer server, Path exports) {
        cypher = server;
        models = exports;
        Checkerboard.load(cypher);
        cypher.rows(
                "CALL rec.graph.project('declared', $declaration) YIELD nodeCount RETURN nodeCount",
                "declaration",
                DECLARATION);
    }

    @Test
    void aJobTrainsWhatTheServerTrainsAndRecommendsWhatItRecommends() throws Exception {
        Value own = cypher.row(
                        "CALL rec.train('declared', {modelName: 'own', architecture: 'itemGraph', topK: 10, rank: 8,"
                                + " featureProperties: ['embedding']}) YIELD modelInfo")
                .get("modelInfo");
        List<Record> expected = cypher.rows(RECOMMEND, "model", "own");
        assertThat(expected).hasSize(5 * Checkerboard.USERS);

        SparkJob.Ended chosen = train("chosen", "--distribution", "broadcast", "--partitions", "3");
        assertThat(chosen.code()).as(chosen.err()).isZero();
        assertThat(chosen.out()).contains("Read 40 users, 22 items, 360 likes", "CALL rec.model.import('chosen')");
        Value imported = imported("chosen");
        assertThat(imported.get("parameters")).isEqualTo(own.get("parameters"));
        assertThat(imported.get("metrics")).isEqualTo(own.get("metrics"));
        assertThat(cypher.rows(RECOMMEND, "model", "chosen")).isEqualTo(expected);

        String parameters = Json.write(own.get("parameters").asMap());
        SparkJob.Ended fixed =
                train("fixed", "--distribution", "shuffle", "--partitions", "5", "--parameters", parameters);
        assertThat(fixed.code()).as(fixed.err()).isZero();
        imported("fixed");
        assertThat(cypher.rows(RECOMMEND, "model", "fixed")).isEqualTo(expected);

        for (int again = 0; again < 2; again++) {
            SparkJob.Ended written = recommended("chosen", "TOLD");
            assertThat(written.code()).as(written.err()).isZero();
            assertThat(written.out())
                    .contains("Wrote 200 relationships of 40 users instead of " + (again == 0 ? 0 : 200));
            assertThat(cypher.rows(WRITTEN)).isEqualTo(expected);
        }
    }

    @Test
    void aJobLearnsFromTheContextOfAGraphAsTheServerDoes() throws Exception {
        cypher.rows(
                "MATCH (f:Film) WITH f ORDER BY f.name WITH collect(f) AS films UNWIND range(0, size(films) - 1) AS i"
                        + " MERGE (g:Genre {id: i % 3}) WITH films[i] AS film, g CREATE (film)-[:IN]->(g)");
        cypher.rows("MATCH (u:User)-[:RATED]->(f:Film) WITH u, f ORDER BY f.name WITH u, collect(f)[..2] AS films"
                + " UNWIND films AS film CREATE (u)-[:VIEWED]->(film)");
        Map<String, Object> declaration = Map.of(
                "users",
                "User",
                "items",
                "Film",
                "target",
                "RATED",
                "interactions",
                List.of("RATED", "VIEWED"),
                "context",
                List.of("(item)-[:IN]->(:Genre)"));
        cypher.rows(
                "CALL rec.graph.project('whole', $declaration) YIELD nodeCount RETURN nodeCount",
                "declaration",
                declaration);
        Value own = cypher.row("CALL rec.train('whole', {modelName: 'ownWhole', architecture: 'itemGraph', topK: 10,"
                        + " rank: 8}) YIELD modelInfo")
                .get("modelInfo");
        Path file = Files.writeString(folder.resolve("whole.json"), Json.write(declaration));
        List<String> words = words(
                "train",
                cypher.server().password(),
                "--graph-declaration",
                file.toString(),
                "--model",
                "whole",
                "--architecture",
                "itemGraph",
                "--topK",
                "10",
                "--rank",
                "8",
                "--out",
                models.toString());
        SparkJob.Ended trained = SparkJob.onExecutors(TARGET, 2, 1024).run(folder, words);
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out()).contains("Read 2 relations of its context");
        Value imported = imported("whole");
        for (String fact : List.of("architecture", "parameters", "metrics", "histories")) {
            assertThat(imported.get(fact)).as(fact).isEqualTo(own.get(fact));
        }
        List<Record> expected = cypher.rows(RECOMMEND, "model", "ownWhole");
        assertThat(cypher.rows(RECOMMEND, "model", "whole")).isEqualTo(expected);
        SparkJob.Ended written = recommended("whole", "TOLD_WHOLE");
        assertThat(written.code()).as(written.err()).isZero();
        assertThat(cypher.rows(WRITTEN.replace("TOLD", "TOLD_WHOLE"))).isEqualTo(expected);

        words.addAll(List.of("--distribution", "shuffle"));
        SparkJob.Ended shuffled = SparkJob.onThreads(TARGET).run(folder, words);
        assertThat(shuffled.code()).isEqualTo(1);
        assertThat(lastLine(shuffled.err()))
                .startsWith("The graph has relations beside the interactions, such as `IN`, whose weights are chosen");
    }

    @Test
    void whatCannotBeEndsWithOneLineAndLeavesNothing() throws Exception {
        SparkJob.Ended stranger = SparkJob.onThreads(TARGET).run(folder, trainWords("wrong", "no password of ours"));
        assertThat(stranger.code()).isEqualTo(1);
        assertThat(lastLine(stranger.err()))
                .isEqualTo(
                        "The server at " + cypher.server().boltUri() + " refuses the user `neo4j`. Check `--user` and"
                                + " `--password`, or NEO4J_USER and NEO4J_PASSWORD.");
        SparkJob.Ended misspelt = train("wrong", "--topk", "3");
        assertThat(misspelt.code()).isEqualTo(1);
        assertThat(lastLine(misspelt.err())).endsWith("Unexpected configuration key: `topk`. Did you mean `topK`?");
        try (Stream<Path> files = Files.list(models)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("wrong")))
                    .isEmpty();
        }
    }

    private SparkJob.Ended recommended(String model, String type) throws Exception {
        return SparkJob.onThreads(TARGET)
                .run(
                        folder,
                        words(
                                "recommend",
                                cypher.server().password(),
                                "--file",
                                models.resolve(model + ".safetensors").toString(),
                                "--k",
                                "5",
                                "--writeRelationshipType",
                                type,
                                "--batchSize",
                                "7"));
    }

    private static Value imported(String model) {
        return cypher.row("CALL rec.model.import($model) YIELD modelInfo", "model", model)
                .get("modelInfo");
    }

    private SparkJob.Ended train(String model, String... more) throws Exception {
        return SparkJob.onExecutors(TARGET, 2, 1024)
                .run(folder, trainWords(model, cypher.server().password(), more));
    }

    private List<String> trainWords(String model, String password, String... more) throws Exception {
        Path declaration = Files.writeString(folder.resolve("films.json"), Json.write(DECLARATION));
        List<String> words = words(
                "train",
                password,
                "--graph-declaration",
                declaration.toString(),
                "--model",
                model,
                "--architecture",
                "itemGraph",
                "--topK",
                "10",
                "--rank",
                "8",
                "--featureProperties",
                "[\"embedding\"]",
                "--out",
                models.toString());
        words.addAll(Arrays.asList(more));
        return words;
    }

    private static List<String> words(String command, String password, String... more) {
        List<String> words = new ArrayList<>(List.of(
                command, "--url", cypher.server().boltUri().toString(), "--user", "neo4j", "--password", password));
        words.addAll(Arrays.asList(more));
        return words;
    }

    private static String lastLine(String text) {
        List<String> lines = text.strip().lines().toList();
        return lines.get(lines.size() - 1);
    }
}

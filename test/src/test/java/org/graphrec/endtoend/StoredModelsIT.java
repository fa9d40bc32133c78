// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;

/** Models on the disk of a server that is stopped and started again; what needs one start is in MemoryAndDiskTest. */
@ServerWith(
        home = "it-store",
        operatorFile = {"rec.model.store_location={folder}"})
class StoredModelsIT {
    private static final String RECOMMEND =
            "MATCH (u:User) WITH u ORDER BY u.name CALL rec.recommend.stream($model, u, {k: 5}) YIELD user, item, score, rank"
                    + " RETURN user.name AS user, item.name AS item, score, rank ORDER BY user, rank";
    private static final String RATINGS = "MATCH (u:User), (f:Film {name: 'film3'}) "
            + "RETURN u.name AS user, rec.predict('stars', u, f) AS rating ORDER BY user";
    private static final String COLOURS = "CALL rec.classify.stream('films', {modelName: 'colours', "
            + "targetNodeLabels: ['Film'], includePredictedProbabilities: true}) "
            + "YIELD nodeId, predictedClass, predictedProbabilities "
            + "RETURN nodeId, predictedClass, predictedProbabilities ORDER BY nodeId";
    private static final List<String> ARCHITECTURES = List.of("itemGraph", "mf", "content", "popularity");

    private static TestServer cypher;
    private static Path models;

    @BeforeAll
    static void load(TestServer server, Path folder) {
        cypher = server;
        models = folder.resolve("graph-recommender-models");
        Checkerboard.load(cypher);
    }

    private static void startAgain() {
        cypher.restart();
        // a projection does not outlive the server
        Checkerboard.project(cypher, "films");
    }

    private static String state(String model) {
        return cypher
                .rows(
                        "CALL rec.model.list() YIELD modelName, loaded, stored, published WHERE modelName = $model"
                                + " RETURN *",
                        "model",
                        model)
                .stream()
                .map(row ->
                        row.get("loaded").asBoolean() + " " + row.get("stored").asBoolean() + " "
                                + row.get("published").asBoolean())
                .findFirst()
                .orElse("gone");
    }

    private static long files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(models)) {
            return files.filter(file -> file.toString().endsWith(suffix)).count();
        }
    }

    @Test
    void recommendTheSameAfterARestartWithGarbageInTheirFolder() throws IOException {
        List<List<Record>> before = ARCHITECTURES.stream()
                .map(architecture -> {
                    Checkerboard.train(cypher, architecture, architecture);
                    cypher.rows("CALL rec.model.store($model)", "model", architecture);
                    return cypher.rows(RECOMMEND, "model", architecture);
                })
                .toList();
        trainOtherTypes();
        List<Record> ratings = cypher.rows(RATINGS);
        List<Record> colours = cypher.rows(COLOURS);
        Checkerboard.train(cypher, "forgotten", "popularity");
        Record listed = cypher.row("CALL rec.model.list('itemGraph') YIELD modelInfo, trainConfig, creationTime");
        for (int i = 0; i < 300; i++) {
            Files.writeString(models.resolve(i + ".safetensors"), "garbage ".repeat(i));
        }
        startAgain();
        assertThat(cypher.column("CALL rec.model.list() YIELD modelName, loaded, stored WHERE stored AND NOT loaded"
                        + " RETURN modelName ORDER BY modelName"))
                .containsExactly("colours", "content", "itemGraph", "mf", "popularity", "stars");
        assertThat(state("forgotten")).isEqualTo("gone");
        assertThat(cypher.row("CALL rec.model.list('itemGraph') YIELD modelInfo, trainConfig, creationTime"))
                .isEqualTo(listed);
        for (int i = 0; i < before.size(); i++) {
            List<Record> after = cypher.rows(RECOMMEND, "model", ARCHITECTURES.get(i));
            assertThat(after).hasSize(5 * Checkerboard.USERS).isEqualTo(before.get(i));
            assertThat(state(ARCHITECTURES.get(i))).isEqualTo("true true false");
        }
        assertThat(cypher.rows(RATINGS)).hasSize(Checkerboard.USERS).isEqualTo(ratings);
        assertThat(cypher.rows(COLOURS)).hasSize(Checkerboard.FILMS + 2).isEqualTo(colours);
        assertThat(files(".safetensors")).isEqualTo(6);
        assertThat(files(".corrupt")).isEqualTo(300);
        assertThat(cypher.log("neo4j.log").lines().filter(line -> line.contains(".safetensors is not used")))
                .hasSize(300);
    }

    private static void trainOtherTypes() {
        cypher.rows("MATCH (:User)-[r:RATED]->(f:Film) SET r.stars = 1 + size(f.plot) % 5");
        cypher.rows("CALL gds.graph.project('rated', ['User', 'Film'], {RATED: {properties: ['stars']}})");
        cypher.rows("CALL rec.train('rated', {modelName: 'stars', objective: 'rating', "
                + "relationshipWeightProperty: 'stars', sourceNodeLabel: 'User', targetNodeLabel: 'Film'})");
        cypher.rows(
                "MATCH (f:Film) SET f.colour = CASE WHEN f.plot =~ '.*(galaxy|planet).*' THEN 'black' ELSE 'white' END");
        cypher.rows("CALL rec.classify.train('films', {modelName: 'colours', targetProperty: 'colour', "
                + "targetNodeLabels: ['Film']})");
        cypher.rows("CALL rec.model.store('stars')");
        cypher.rows("CALL rec.model.store('colours')");
    }

    @Test
    void areNamedInTheLogWithWhoDidWhat() throws IOException {
        cypher.rows("CREATE USER bob SET PASSWORD 'bob-password' CHANGE NOT REQUIRED");
        Checkerboard.train(cypher, "secret", "popularity");
        // loading a model that is in memory does nothing
        for (String call : List.of("store", "drop", "load", "publish")) {
            cypher.rows("CALL rec.model." + call + "('secret')");
        }
        try (Driver bob = GraphDatabase.driver(cypher.server().boltUri(), AuthTokens.basic("bob", "bob-password"))) {
            assertThat(Cypher.of(bob).failure("CALL rec.model.delete('secret_public')"))
                    .hasMessageContaining("`secret_public` was published by another user");
        }
        for (String call : List.of("drop", "delete")) {
            cypher.rows("CALL rec.model." + call + "('secret_public')");
        }
        assertThat(cypher.log("neo4j.log"))
                .containsPattern(
                        "rec\\.train by user `neo4j` on database `neo4j`, model `secret`: done after [0-9]+ ms")
                .contains("rec.model.store by user `neo4j` on database `neo4j`, model `secret`: done")
                .contains("rec.model.load by user `neo4j` on database `neo4j`, model `secret`: done")
                .contains("rec.model.publish by user `neo4j` on database `neo4j`, model `secret`: done")
                .contains("rec.model.delete by user `bob` on database `neo4j`, model `secret_public`: failed with"
                        + " IllegalArgumentException");
    }
}

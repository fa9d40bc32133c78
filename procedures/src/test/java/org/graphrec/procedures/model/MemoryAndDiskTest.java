// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.logging.NullLog;

/** Models in memory and in the operator's folder, of two users of one server. */
@ExtendWith(RunningDatabase.class)
class MemoryAndDiskTest {
    private static final String RECOMMEND =
            "MATCH (u:User) WITH u ORDER BY u.name CALL rec.recommend.stream($model, u, {k: 5}) YIELD user, item, score, rank"
                    + " RETURN user.name AS user, item.name AS item, score, rank ORDER BY user, rank";

    private static Cypher cypher;
    private static Driver bob;

    @TempDir
    private Path stored;

    @TempDir
    private Path exported;

    @BeforeAll
    static void load(EmbeddedDatabase database, Cypher client) {
        cypher = client;
        Checkerboard.load(cypher);
        cypher.rows("CREATE USER bob SET PASSWORD 'bob-password' CHANGE NOT REQUIRED");
        bob = database.driver("bob", "bob-password");
    }

    @AfterAll
    static void forget() {
        bob.close();
        cypher.rows("DROP USER bob");
        SharedCatalog.shutDown();
    }

    @BeforeEach
    void open() {
        SharedCatalog.configure(new ModelLocations(stored, exported, ""), NullLog.getInstance());
    }

    /** Trains and stores. */
    private static void train(String model, String architecture) {
        Checkerboard.train(cypher, model, architecture);
        cypher.rows("CALL rec.model.store($model)", "model", model);
    }

    private static List<Record> asBob(String statement, Object... parameters) {
        return Cypher.of(bob).rows(statement, parameters);
    }

    private static String named(String call) {
        return cypher.value(call).asString();
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

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(stored.resolve("graph-recommender-models"))) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .count();
        }
    }

    @Test
    void answersTextQueriesWithALoadedModel() {
        train("content", "content");
        cypher.rows("CALL rec.model.drop('content')");
        assertThat(cypher.column("MATCH (u:User {name: 'user0'}) CALL rec.recommend.stream('content', u,"
                        + " {k: 3, query: 'baking bread in a kitchen', queryWeight: 1.0}) YIELD item RETURN item.plot"))
                .hasSize(3)
                .allSatisfy(plot -> assertThat(plot.toString()).containsAnyOf("bread", "bakers", "bakes"));
    }

    @Test
    void keepsMemoryAndDiskApart() throws IOException {
        train("itemGraph", "itemGraph");
        assertThat(state("itemGraph")).isEqualTo("true true false");
        assertThat(cypher.row("CALL rec.model.drop('itemGraph')").get("loaded").asBoolean())
                .isFalse();
        assertThat(state("itemGraph")).isEqualTo("false true false");
        assertThat(cypher.failure("CALL rec.model.drop('itemGraph')"))
                .hasMessageContaining(
                        "`itemGraph` is stored only. Remove it from disk with `CALL rec.model.delete('itemGraph')`");
        assertThat(cypher.rows("CALL rec.model.drop('itemGraph', false)")).isEmpty();
        assertThat(named("CALL rec.model.load('itemGraph') YIELD modelName")).isEqualTo("itemGraph");
        assertThat(state("itemGraph")).isEqualTo("true true false");
        assertThat(named("CALL rec.model.delete('itemGraph') YIELD modelName")).isEqualTo("itemGraph");
        assertThat(state("itemGraph")).isEqualTo("true false false");
        assertThat(files()).isZero();
        assertThat(named("CALL rec.model.store('itemGraph') YIELD modelName")).isEqualTo("itemGraph");
        assertThat(state("itemGraph")).isEqualTo("true true false");
        assertThat(files()).isEqualTo(1);
        assertThat(cypher.failure("CALL rec.train('films', {modelName: 'itemGraph'})"))
                .hasMessageContaining("remove it with `CALL rec.model.delete('itemGraph')`");
    }

    @Test
    void isPrivateUntilPublished() {
        train("secret", "itemGraph");
        List<Record> mine = cypher.rows(RECOMMEND, "model", "secret");
        assertThat(asBob("CALL rec.model.list()")).isEmpty();
        assertThat(asBob("CALL rec.model.exists('secret')").get(0).get("exists").asBoolean())
                .isFalse();
        for (String call : List.of("load", "store", "delete", "publish", "drop", "list")) {
            assertThatThrownBy(() -> asBob("CALL rec.model." + call + "('secret')"))
                    .as(call)
                    .isInstanceOf(Neo4jException.class)
                    .hasMessageContaining(
                            "The value of `modelName` must be the name of a model but was `secret`: no such"
                                    + " model on database `neo4j`. Train it with `rec.train`.");
        }
        assertThatThrownBy(() -> asBob(RECOMMEND, "model", "secret")).hasMessageContaining("no such model");
        Record published = cypher.row("CALL rec.model.publish('secret')");
        assertThat(published.get("modelName").asString()).isEqualTo("secret_public");
        assertThat(published.get("modelInfo").get("modelName").asString()).isEqualTo("secret_public");
        assertThat(state("secret")).isEqualTo("gone");
        assertThat(state("secret_public")).isEqualTo("true true true");
        assertThat(asBob(RECOMMEND, "model", "secret_public")).isEqualTo(mine);
        for (String call : List.of("drop", "store", "delete")) {
            assertThatThrownBy(() -> asBob("CALL rec.model." + call + "('secret_public')"))
                    .hasMessageContaining("`secret_public` was published by another user");
        }
    }

    @Test
    void opensNothingByATrickyName() throws IOException {
        train("itemGraph", "popularity");
        long before = files();
        for (String name : List.of(
                "../../../etc/passwd",
                "..",
                "/etc/passwd",
                "file:///etc/passwd",
                "..\\..\\x",
                "\\\\host\\share",
                "a/b",
                "a\u0000b",
                "%2e%2e%2fx",
                "",
                " ",
                "x.safetensors",
                "itemGraph/../content")) {
            for (String call : List.of("load", "store", "delete", "publish", "drop", "export")) {
                String statement = "CALL rec.model." + call + (call.equals("export") ? "($name, 'x')" : "($name)");
                assertThat(cypher.failure(statement, "name", name))
                        .as(call + " " + name)
                        .hasMessageContaining("The value of `modelName` must be the name of a model");
            }
            assertThat(cypher.failure("CALL rec.model.export('itemGraph', $name)", "name", name))
                    .as("export to " + name)
                    .hasMessageContaining("The value of `fileName` must be 1 to 64 letters, digits, `_` or `-`");
            assertThat(cypher.failure(
                            "CALL rec.train('films', {modelName: $name, architecture: 'popularity'})", "name", name))
                    .isNotNull();
        }
        assertThat(files()).isEqualTo(before);
        assertThat(exported).isEmptyDirectory();
    }

    @Test
    void writesAPageBesideTheModels() throws IOException {
        cypher.rows("CALL gds.graph.project('page', ['User', 'Film'], 'RATED')");
        String call = "CALL rec.report.html('page', {architectures: ['popularity'], fileName: 'films-page'})";
        Record row = cypher.row(call);
        assertThat(row.get("fileName").asString()).isEqualTo("films-page.html");
        assertThat(Files.readString(exported.resolve("films-page.html")))
                .isEqualTo(row.get("html").asString());
        assertThat(cypher.failure(call)).hasMessageContaining("`films-page.html` was exported already");
        cypher.rows("CALL gds.graph.drop('page')");
    }

    @Test
    void exportsWhatAnyReaderOfSafetensorsCanOpen() throws IOException {
        train("content", "content");
        Record row = cypher.row("CALL rec.model.export('content', 'films-1')");
        assertThat(row.get("fileNames").asList()).isEqualTo(List.of("films-1.safetensors", "films-1.json"));
        assertThat(row.get("sha256").asString()).matches("[0-9a-f]{64}");
        assertThat(exported.resolve("films-1.safetensors")).isRegularFile();
        assertThat(Files.readString(exported.resolve("films-1.json"))).contains("\"architecture\":\"content\"");
        assertThat(cypher.failure("CALL rec.model.export('content', 'films-1')"))
                .hasMessageContaining("was exported already");
    }

    @Test
    void changesNothingInASessionForReading() {
        train("content", "content");
        try (Session session = cypher.driver()
                .session(SessionConfig.builder()
                        .withDefaultAccessMode(AccessMode.READ)
                        .build())) {
            for (String call :
                    List.of("store('content')", "delete('content')", "publish('content')", "export('content','y')")) {
                assertThatThrownBy(() -> session.run("CALL rec.model." + call).consume())
                        .as(call)
                        .isInstanceOf(Neo4jException.class);
            }
            assertThat(session.run("CALL rec.model.list()").list()).isNotEmpty();
        }
        assertThat(state("content")).isEqualTo("true true false");
    }
}

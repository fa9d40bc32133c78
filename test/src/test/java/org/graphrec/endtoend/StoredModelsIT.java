package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.StandaloneServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.Neo4jException;

/** Models on the disk of a server of its own, which is stopped, killed and started again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
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

    @TempDir
    private static Path stored;

    @TempDir
    private static Path exported;

    private static Cypher cypher;

    @BeforeAll
    static void start() {
        cypher = new Cypher(StandaloneServer.start(ServerOptions.ofBuild(Path.of("target"), "it-store")
                .withConfigurationFile(
                        "graph-recommender.conf",
                        "rec.model.store_location=" + stored + "\nrec.model.export_location=" + exported + "\n")));
        Checkerboard.load(cypher);
        cypher.rows("CREATE USER bob SET PASSWORD 'bob-password' CHANGE NOT REQUIRED");
    }

    @AfterAll
    static void stop() {
        cypher.server().close();
    }

    private static void startAgain() {
        cypher = new Cypher(cypher.server().startAgain());
        // a projection does not outlive the server
        Checkerboard.project(cypher, "films");
    }

    private static List<Record> asBob(String statement, Object... parameters) {
        try (Driver driver = GraphDatabase.driver(cypher.server().boltUri(), AuthTokens.basic("bob", "bob-password"));
                Session session = driver.session()) {
            return session.run(statement, Cypher.map(parameters)).list();
        }
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
        try (Stream<Path> files = Files.list(stored.resolve("graph-recommender-models"))) {
            return files.filter(file -> file.toString().endsWith(suffix)).count();
        }
    }

    @Test
    @Order(1)
    void recommendsTheSameAfterARestart() throws IOException {
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
        cypher.server().close();
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
    @Order(2)
    void answersTextQueriesWithALoadedModel() {
        cypher.rows("CALL rec.model.drop('content')");
        assertThat(cypher.column("MATCH (u:User {name: 'user0'}) CALL rec.recommend.stream('content', u,"
                        + " {k: 3, query: 'baking bread in a kitchen', queryWeight: 1.0}) YIELD item RETURN item.plot"))
                .hasSize(3)
                .allSatisfy(plot -> assertThat(plot.toString()).containsAnyOf("bread", "bakers", "bakes"));
    }

    @Test
    @Order(3)
    void keepsMemoryAndDiskApart() {
        assertThat(state("itemGraph")).isEqualTo("true true false");
        assertThat(cypher.row("CALL rec.model.drop('itemGraph')").get("loaded").asBoolean())
                .isFalse();
        assertThat(state("itemGraph")).isEqualTo("false true false");
        assertThat(cypher.failure("CALL rec.model.drop('itemGraph')"))
                .hasMessageContaining(
                        "`itemGraph` is stored only. Remove it from disk with `CALL rec.model.delete('itemGraph')`");
        assertThat(cypher.rows("CALL rec.model.drop('itemGraph', false)")).isEmpty();
        Record loaded = cypher.row("CALL rec.model.load('itemGraph')");
        assertThat(loaded.get("modelName").asString()).isEqualTo("itemGraph");
        assertThat(loaded.get("loadMillis").asLong()).isNotNegative();
        assertThat(cypher.row("CALL rec.model.delete('itemGraph')")
                        .get("deleteMillis")
                        .asLong())
                .isNotNegative();
        assertThat(state("itemGraph")).isEqualTo("true false false");
        assertThat(cypher.row("CALL rec.model.store('itemGraph')")
                        .get("storeMillis")
                        .asLong())
                .isNotNegative();
        assertThat(cypher.failure("CALL rec.train('films', {modelName: 'itemGraph'})"))
                .hasMessageContaining("remove it with `CALL rec.model.delete('itemGraph')`");
    }

    @Test
    @Order(4)
    void isPrivateUntilPublished() {
        Checkerboard.train(cypher, "secret", "itemGraph");
        cypher.rows("CALL rec.model.store('secret')");
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
    @Order(5)
    void opensNothingByATrickyName() throws IOException {
        long before = files("");
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
        assertThat(files("")).isEqualTo(before);
        assertThat(exported).isEmptyDirectory();
    }

    @Test
    @Order(6)
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
    @Order(6)
    void exportsWhatAnyReaderOfSafetensorsCanOpen() throws IOException {
        Record row = cypher.row("CALL rec.model.export('content', 'films-1')");
        assertThat(row.get("fileNames").asList()).isEqualTo(List.of("films-1.safetensors", "films-1.json"));
        assertThat(row.get("sha256").asString()).matches("[0-9a-f]{64}");
        assertThat(exported.resolve("films-1.safetensors")).isRegularFile();
        assertThat(Files.readString(exported.resolve("films-1.json"))).contains("\"architecture\":\"content\"");
        assertThat(cypher.failure("CALL rec.model.export('content', 'films-1')"))
                .hasMessageContaining("was exported already");
    }

    @Test
    @Order(7)
    void changesNothingInASessionForReading() {
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

    @Test
    @Order(8)
    void startsWithGarbageInTheFolder() throws IOException {
        Path folder = stored.resolve("graph-recommender-models");
        for (int i = 0; i < 300; i++) {
            Files.writeString(folder.resolve(i + ".safetensors"), "garbage ".repeat(i));
        }
        cypher.server().close();
        startAgain();
        assertThat(state("content")).isEqualTo("false true false");
        assertThat(files(".corrupt")).isEqualTo(300);
        assertThat(cypher.rows(RECOMMEND, "model", "content")).hasSize(5 * Checkerboard.USERS);
    }

    @Test
    @Order(9)
    void writesWhoDidWhatIntoTheLog() throws IOException {
        String log = Files.readString(cypher.server().home().resolve("logs/neo4j.log"));
        assertThat(log)
                .containsPattern(
                        "rec\\.train by user `neo4j` on database `neo4j`, model `content`: done after [0-9]+ ms")
                .contains("rec.model.store by user `neo4j` on database `neo4j`, model `secret`: done")
                .contains("rec.model.publish by user `neo4j` on database `neo4j`, model `secret`: done")
                .contains("rec.model.delete by user `bob` on database `neo4j`, model `secret_public`: failed with"
                        + " IllegalArgumentException")
                .contains("rec.model.load by user `neo4j` on database `neo4j`, model `itemGraph`: done");
        assertThat(log.lines().filter(line -> line.contains(".safetensors is not used")))
                .hasSize(300);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.graphrec.procedures.embed.EncoderSources;
import org.graphrec.procedures.embed.OpenEncoders;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Matrix;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.gds.core.loading.GraphStoreCatalog;

/** The vector of a node as it is read from the graph, and as the model has it: the same, by whatever way the model came. */
class LiveVectorsTest {
    private static final String LABELS = "sourceNodeLabel: 'User', targetNodeLabel: 'Film'";
    private static final String BOTH = "featureProperties: ['a', 'b']";
    private static final String WEIGHTED = BOTH + ", featureWeights: [1, 4]";

    @TempDir
    private static Path home;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() throws Exception {
        Path conf = Files.createDirectories(home.resolve("conf"));
        Path models = Files.createDirectories(home.resolve("models"));
        Files.writeString(
                conf.resolve("graph-recommender.conf"),
                "rec.model.store_location=" + models.toString().replace('\\', '/') + "\n");
        database = new EmbeddedDatabase(home);
        rows("UNWIND range(0, 39) AS i CREATE (f:Film {i: i, a: [sin(i), cos(i), 1.0], b: [cos(i * i), sin(3 * i)]})"
                + " SET f.c = f.a, f.d = f.b");
        // without one of their vectors, and of none
        rows("MATCH (f:Film) WHERE f.i % 10 = 3 REMOVE f.b, f.d");
        rows("MATCH (f:Film {i: 7}) REMOVE f.a, f.b, f.c, f.d");
        rows(
                "UNWIND range(0, 19) AS u CREATE (user:User {u: u}) WITH user, u UNWIND range(0, 6) AS k"
                        + " MATCH (f:Film {i: (u + k * k * 3) % 40}) MERGE (user)-[r:RATED]->(f) SET r.stars = 1.0 + (u * k) % 5");
        rows("CALL gds.graph.project('g', {User: {}, Film: {properties: ['a', 'b', 'c', 'd']}},"
                + " {RATED: {properties: 'stars'}})");
    }

    @AfterAll
    static void stop() {
        database.close();
        GraphStoreCatalog.removeAllLoadedGraphs();
        SharedCatalog.shutDown();
        // as the server does: native code that outlives its libraries crashes the process at its end
        OpenEncoders.closeAll(Duration.ofSeconds(10));
        OpenEncoders.configure(EncoderSources.bundled(""));
    }

    @AfterEach
    void forget() {
        for (Map<String, Object> row : rows("CALL rec.model.list() YIELD modelName, stored RETURN modelName, stored")) {
            rows("CALL rec.model." + ((Boolean) row.get("stored") ? "delete" : "drop") + "('" + row.get("modelName")
                    + "')");
        }
        SharedCatalog.ofServer()
                .all(Monitor.SILENT)
                .forEach(entry -> SharedCatalog.ofServer().remove(entry.key()));
    }

    private static List<Map<String, Object>> rows(String statement) {
        return database.rows(EmbeddedDatabase.ROOT, statement);
    }

    private static void train(String name, String options) {
        rows("CALL rec.train('g', {modelName: '" + name + "', architecture: 'content', " + LABELS + ", " + options
                + "})");
    }

    private static Map<String, Object> transfer(String from, String to, String more) {
        return rows("CALL rec.model.transfer('" + from + "', 'g', {modelName: '" + to + "', " + LABELS + more
                        + "}) YIELD configuration RETURN configuration")
                .get(0);
    }

    /** What each user is recommended, and how much. */
    private static List<Map<String, Object>> recommended(String model) {
        return rows("MATCH (u:User) CALL rec.recommend.stream('" + model + "', u, {k: 5, excludeSeen: false})"
                + " YIELD item, score, rank RETURN u.u AS u, item.i AS i, score, rank ORDER BY u, rank");
    }

    private static <M extends CatalogModel> M model(String name, Class<M> type) {
        return SharedCatalog.ofServer().all(Monitor.SILENT).stream()
                .filter(entry -> entry.key().name().equals(name))
                .map(entry -> type.cast(entry.loaded()))
                .findFirst()
                .orElseThrow();
    }

    private static void assertLiveVectorsAreItsRows(String name) {
        TrainedModel model = model(name, TrainedModel.class);
        Matrix matrix = model.features().matrix();
        assertThat(matrix.rows()).isEqualTo(40);
        assertVectors(model, model.features().live(), matrix);
    }

    private static void assertVectors(TrainedModel model, LiveFeatures features, Matrix matrix) {
        database.in(EmbeddedDatabase.ROOT, transaction -> {
            for (int row = 0; row < matrix.rows(); row++) {
                float[] known =
                        Arrays.copyOfRange(matrix.values(), matrix.offset(row), matrix.offset(row) + matrix.columns());
                float[] live = features.of(
                        NodeIds.find(transaction, model.graph().items().id(row)));
                assertThat(live == null ? new float[known.length] : live)
                        .as("row %d of %s", row, model.name())
                        .containsExactly(known, within(1e-6f));
            }
            return null;
        });
    }

    /** A key that changes vectors needs a case in the test below. */
    @Test
    void dependOnTheseKeysAlone() {
        assertThatThrownBy(() -> rows("CALL rec.train('g', {help: true})"))
                .rootCause()
                .message()
                .satisfies(help -> assertThat(help.lines()
                                .filter(line -> line.startsWith("`feature"))
                                .map(line -> line.substring(1, line.indexOf('`', 1))))
                        .containsExactly("featureProperties", "featureWeights"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "featureProperties: ['a']",
                "featureProperties: ['b'], featureWeights: [2.5]",
                BOTH,
                WEIGHTED,
                BOTH + ", featureWeights: [4, 1]",
                BOTH + ", featureWeights: [1, 0]",
                "featureProperties: ['b', 'a', 'c'], featureWeights: [0.1, 1.5, 3]"
            })
    void areTheRowsOfTheModelWhateverItsOptions(String options) {
        train("src", options);
        assertLiveVectorsAreItsRows("src");
        transfer("src", "dst", "");
        assertLiveVectorsAreItsRows("dst");
        for (String name : List.of("src", "dst")) {
            rows("CALL rec.model.store('" + name + "')");
            rows("CALL rec.model.drop('" + name + "')");
            rows("CALL rec.model.load('" + name + "')");
            assertLiveVectorsAreItsRows(name);
        }
        rows("CALL rec.train('g', {modelName: 'ratings', objective: 'rating', relationshipWeightProperty: 'stars', "
                + LABELS + ", " + options + "})");
        TrainedModel trained = model("src", TrainedModel.class);
        assertVectors(
                trained,
                model("ratings", RatingPredictor.class).features(),
                trained.features().matrix());
    }

    @Test
    void areRankedAsInTheModelThatWasTransferred() {
        train("src", WEIGHTED);
        train("even", BOTH);
        List<Map<String, Object>> source = recommended("src");
        assertThat(source).hasSize(100).isNotEqualTo(recommended("even"));
        Map<String, Object> row = transfer("src", "dst", "");
        assertThat(row.get("configuration"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("featureProperties", List.of("a", "b"))
                .containsEntry("featureWeights", List.of(1.0, 4.0));
        assertThat(recommended("dst")).isEqualTo(source);
        // by other names of the same vectors
        transfer("src", "named", ", featureProperties: ['c', 'd']");
        assertThat(recommended("named")).isEqualTo(source);
        // from one that was transferred itself
        transfer("named", "again", "");
        assertThat(recommended("again")).isEqualTo(source);
        rows("CALL rec.model.store('dst')");
        rows("CALL rec.model.drop('dst')");
        rows("CALL rec.model.load('dst')");
        assertThat(recommended("dst")).isEqualTo(source);
        transfer("dst", "stored", "");
        assertThat(recommended("stored")).isEqualTo(source);
    }

    @Test
    void weighAsTheCallSaysWhereItDoes() {
        train("src", WEIGHTED);
        transfer("src", "dst", ", " + BOTH + ", featureWeights: [1, 1]");
        assertThat(model("dst", TrainedModel.class).features().selection().weights())
                .containsExactly(1.0, 1.0);
        assertLiveVectorsAreItsRows("dst");
    }
}

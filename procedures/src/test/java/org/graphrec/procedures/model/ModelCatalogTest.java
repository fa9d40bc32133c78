// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.graphrec.procedures.model.CatalogSteps.state;
import static org.graphrec.procedures.model.CatalogSteps.train;
import static org.graphrec.procedures.model.CatalogSteps.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.training.Monitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCatalogTest {
    private static final int ROUNDS = 400;

    @TempDir
    Path stored;

    @TempDir
    Path exported;

    private final Lines log = new Lines();
    private SharedCatalog shared;
    private ModelCatalog ada;
    private ModelCatalog bob;

    @BeforeEach
    void start() {
        shared = new SharedCatalog(new ModelLocations(stored, exported, ""), log);
        ada = catalog("ada", "db");
        bob = catalog("bob", "db");
    }

    private ModelCatalog catalog(String user, String databaseId) {
        return new ModelCatalog(shared, user, "neo4j", databaseId, false, Monitor.SILENT);
    }

    /** As after a restart: nothing in memory, and the lock given back. */
    private void restart() {
        shared.store().close();
        start();
    }

    @Test
    void isPrivateUntilPublished() {
        train(ada, "m", 1);
        assertThat(bob.find("m")).isNull();
        assertThat(bob.entries()).isEmpty();
        assertThatThrownBy(() -> bob.model("m")).hasMessageContaining("no such model on database `neo4j`");
        // what is another's and what is nobody's cannot be told apart
        assertThat(catchThrowable(() -> bob.model("m")).getMessage().replace("`m`", "`n`"))
                .isEqualTo(catchThrowable(() -> bob.model("n")).getMessage());
        ada.publish("m");
        assertThat(ada.find("m")).isNull();
        assertThat(bob.model("m_public")).isSameAs(ada.model("m_public"));
        assertThat(bob.model("m_public").name()).isEqualTo("m_public");
        assertThat(bob.entries()).hasSize(1);
        assertThat(catalog("ada", "another").find("m_public")).isNull();
    }

    @Test
    void namesTheProcedureForAModelOfAnotherType() {
        train(ada, "taste", 1);
        try (ModelCatalog.Reservation reservation = ada.reserve("stars")) {
            reservation.fulfil(Models.ratings("stars", true));
        }
        assertThatThrownBy(() -> ada.model("stars"))
                .hasMessage("The value of `modelName` must be the name of a Recommender but `stars` is a"
                        + " RatingPredictor. Use it with `rec.predict.stream`, or train a Recommender with"
                        + " `rec.train`.");
        assertThatThrownBy(() -> ada.model("taste", RatingPredictor.class))
                .hasMessage("The value of `modelName` must be the name of a RatingPredictor but `taste` is a"
                        + " Recommender. Use it with `rec.recommend.stream`, or train a RatingPredictor with"
                        + " `rec.train` and `objective: 'rating'`.");
        ada.store("stars");
        ada.publish("stars");
        restart();
        assertThat(bob.model("stars_public", RatingPredictor.class).call().interactions())
                .isEqualTo(12);
    }

    @Test
    void letsTheOwnerAloneChangeWhatIsPublished() {
        train(ada, "m", 1);
        ada.store("m");
        ada.publish("m");
        train(bob, "m", 2);
        String refusal =
                "The value of `modelName` must be the name of a model of your own but `m_public` was published by"
                        + " another user.";
        assertThatThrownBy(() -> bob.drop("m_public")).hasMessage(refusal);
        assertThatThrownBy(() -> bob.store("m_public")).hasMessage(refusal);
        assertThatThrownBy(() -> bob.delete("m_public")).hasMessage(refusal);
        assertThatThrownBy(() -> bob.publish("m")).hasMessage(refusal);
        assertThat(state(ada, "m_public")).isEqualTo("loaded stored");
        assertThat(state(bob, "m")).isEqualTo("loaded ");
        ModelCatalog admin = new ModelCatalog(shared, "root", "neo4j", "db", true, Monitor.SILENT);
        assertThat(admin.find("m")).isNull();
        admin.drop("m_public");
        admin.delete("m_public");
        assertThat(state(ada, "m_public")).isEqualTo("gone");
    }

    @Test
    void replacesAnEarlierPublishedModelOfTheSameOwner() {
        train(ada, "m", 1);
        ada.store("m");
        ada.publish("m");
        float[] first = weights(bob.model("m_public"));
        train(ada, "m", 2);
        ada.publish("m");
        float[] second = weights(bob.model("m_public"));
        assertThat(second).isNotEqualTo(first);
        restart();
        assertThat(weights(bob.model("m_public"))).isEqualTo(second);
        assertThat(state(ada, "m")).isEqualTo("gone");
    }

    /** Every state and every step out of it. */
    @Test
    void keepsMemoryAndDiskApart() {
        train(ada, "m", 1);
        assertThat(state(ada, "m")).isEqualTo("loaded ");
        assertThatThrownBy(() -> ada.delete("m"))
                .hasMessage("The value of `modelName` must be the name of a stored model but `m` is in memory only."
                        + " Remove it with `CALL rec.model.drop('m')`.");
        ada.load("m");
        assertThat(state(ada, "m")).isEqualTo("loaded ");
        ada.drop("m");
        assertThat(state(ada, "m")).isEqualTo("gone");
        assertThat(ada.drop("m")).isNull();
        train(ada, "m", 1);
        restart();
        assertThat(state(ada, "m")).isEqualTo("gone");

        train(ada, "m", 1);
        ada.store("m");
        assertThat(state(ada, "m")).isEqualTo("loaded stored");
        ada.store("m");
        ada.delete("m");
        assertThat(state(ada, "m")).isEqualTo("loaded ");
        ada.store("m");
        ada.drop("m");
        assertThat(state(ada, "m")).isEqualTo("stored");
        assertThat(ada.drop("m")).isNull();
        assertThatThrownBy(() -> ada.reserve("m"))
                .hasMessage(
                        "The value of `modelName` must be a new name but a model `m` exists already. Choose another,"
                                + " or remove it with `CALL rec.model.delete('m')`.");
        ada.load("m");
        assertThat(state(ada, "m")).isEqualTo("loaded stored");
        restart();
        assertThat(state(ada, "m")).isEqualTo("stored");
        ada.store("m");
        assertThat(state(ada, "m")).isEqualTo("loaded stored");
        ada.drop("m");
        ada.delete("m");
        assertThat(state(ada, "m")).isEqualTo("gone");
        restart();
        assertThat(state(ada, "m")).isEqualTo("gone");
    }

    @Test
    void loadsAtFirstUseAfterARestart() {
        train(ada, "m", 1);
        float[] before = weights(ada.model("m"));
        ada.store("m");
        restart();
        assertThat(bob.find("m")).isNull();
        assertThat(weights(ada.model("m"))).isEqualTo(before);
        assertThat(state(ada, "m")).isEqualTo("loaded stored");
    }

    @Test
    void answersWithWhatBecameOfTheModel() {
        train(ada, "m", 1);
        CatalogModel model = ada.anyModel("m");
        assertThat(ada.load("m").loaded()).isSameAs(model);
        ModelEntry stored = ada.store("m");
        assertThat(stored).isEqualTo(ada.find("m"));
        assertThat(ada.drop("m")).isEqualTo(stored.withLoaded(null));
        assertThat(ada.load("m")).isEqualTo(ada.find("m"));
        assertThat(ada.delete("m")).isEqualTo(ada.find("m"));
        ModelEntry published = ada.publish("m");
        assertThat(published).isEqualTo(ada.find("m_public"));
        assertThat(published.key()).isEqualTo(new ModelKey("db", "", "m_public"));
        assertThat(published.owner()).isEqualTo("ada");
        assertThat(ada.drop("m_public")).isEqualTo(published.withLoaded(null));
        assertThat(ada.<TrainedModel>recordTraining("t", catalog -> Models.itemGraph("t", 1)))
                .isNotNull();
    }

    @Test
    void listsByNameAndTellsOwnFromOthers() {
        for (String name : List.of("c", "a", "b")) {
            train(ada, name, 1);
        }
        ada.publish("b");
        train(bob, "d", 1);
        bob.publish("d");
        train(bob, "e", 1);
        assertThat(ada.entries())
                .extracting(entry -> entry.key().name())
                .containsExactly("a", "b_public", "c", "d_public");
        assertThat(ada.own()).containsExactly("a", "b_public", "c");
        assertThat(bob.own()).containsExactly("d_public", "e");
        assertThatThrownBy(() -> ada.model("d"))
                .hasMessage("The value of `modelName` must be the name of a model but was `d`: no such model on"
                        + " database `neo4j`. Did you mean `a` or `c`? Train it with `rec.train`.");
    }

    @Test
    void forgetsAUserInMemoryAndOnDisk() {
        train(ada, "m", 1);
        CatalogModel whole = ada.anyModel("m");
        assertThat(ada.forget("m", 99)).containsExactly(whole, whole);
        assertThat(ada.anyModel("m")).isSameAs(whole);
        List<CatalogModel> one = ada.forget("m", 3);
        assertThat(one).hasSize(2).startsWith(whole).last().isSameAs(ada.anyModel("m"));
        assertThat(users(ada)).containsExactly(8L, Long.MAX_VALUE);
        assertThat(state(ada, "m")).isEqualTo("loaded ");
        ada.store("m");
        ada.forget("m", 8);
        assertThat(state(ada, "m")).isEqualTo("loaded stored");
        restart();
        assertThat(users(ada)).containsExactly(Long.MAX_VALUE);
        ada.publish("m");
        assertThatThrownBy(() -> bob.forget("m_public", Long.MAX_VALUE))
                .hasMessageEndingWith("`m_public` was published by another user.");
    }

    private static List<Long> users(ModelCatalog catalog) {
        NodeIndex users = catalog.model("m").graph().users();
        return IntStream.range(0, users.size()).mapToObj(users::id).toList();
    }

    @Test
    void forgetsAModelWhoseFileIsGone() throws IOException {
        train(ada, "m", 1);
        ada.store("m");
        ada.drop("m");
        Files.delete(stored.resolve("graph-recommender-models")
                .resolve(new ModelKey("db", "ada", "m").fileKey() + ".safetensors"));
        assertThatThrownBy(() -> ada.model("m"))
                .hasMessage("The stored model `m` cannot be loaded. The model file does not exist.");
        assertThat(state(ada, "m")).isEqualTo("gone");
    }

    @Test
    void doesNotShowTheModelsOfADatabaseMadeAnew() {
        train(ada, "m", 1);
        ada.store("m");
        restart();
        ModelCatalog anew = catalog("ada", "db-made-anew");
        assertThat(anew.entries()).isEmpty();
        assertThatThrownBy(() -> anew.model("m")).hasMessageContaining("no such model");
        assertThatThrownBy(() -> anew.load("m")).hasMessageContaining("no such model");
        train(anew, "m", 2);
        anew.store("m");
        assertThat(weights(ada.model("m"))).isNotEqualTo(weights(anew.model("m")));
    }

    @Test
    void needsTheOperatorsSettings() {
        shared = new SharedCatalog(ModelLocations.none(" The file is not used."), log);
        ada = catalog("ada", "db");
        train(ada, "m", 1);
        String rest = " is missing. Set it in the server's file `graph-recommender.conf` to the absolute path of an"
                + " existing folder that the server can write to, and restart the server. The file is not used.";
        for (Runnable call : List.<Runnable>of(() -> ada.store("m"), () -> ada.delete("m"))) {
            assertThatThrownBy(call::run).hasMessage("The setting `rec.model.store_location`" + rest);
        }
        assertThatThrownBy(() -> ada.export("m", "f")).hasMessage("The setting `rec.model.export_location`" + rest);
        assertThatThrownBy(() -> ada.load("other")).hasMessage("The setting `rec.model.store_location`" + rest);
        assertThat(ada.entries()).hasSize(1);
        assertThat(stored).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "../m",
                "..",
                "/etc/passwd",
                "a/b",
                "a\\b",
                "\\\\host\\share",
                "a.b",
                "m.",
                "\u00e4",
                "a\nb",
                "a\0b",
                "%2e%2e%2fm",
                "C:m",
                "x_public",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void takesNoNameThatIsNone(String name) {
        assertThatThrownBy(() -> ada.reserve(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The value of `modelName` must ");
        train(ada, "m", 1);
        for (String file : List.of(name, "CON", "nul", "Com1")) {
            if (!file.equals("x_public")) {
                assertThatThrownBy(() -> ada.export("m", file))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("The value of `fileName` must ");
            }
        }
        assertThat(exported).isEmptyDirectory();
    }

    @Test
    void exportsOnceUnderAName() throws IOException {
        train(ada, "m", 1);
        String checksum = ada.export("m", "mine");
        assertThat(Files.readString(exported.resolve("mine.safetensors"), StandardCharsets.ISO_8859_1))
                .contains(checksum)
                .hasSizeGreaterThan(checksum.length());
        assertThat(checksum).hasSize(64);
        assertThat(Files.readString(exported.resolve("mine.json"))).contains("\"modelName\":\"m\"");
        assertThatThrownBy(() -> ada.export("m", "mine"))
                .hasMessage("The value of `fileName` must be a new name but a file of the name `mine` was exported"
                        + " already. Choose another.");
        try (Stream<Path> files = Files.list(exported)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void keepsANameForOneTraining() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> trainings = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                long seed = i;
                trainings.add(() -> {
                    try {
                        train(ada, "m", seed);
                        return true;
                    } catch (IllegalArgumentException taken) {
                        assertThat(taken).hasMessageContaining("must be a new name but");
                        return false;
                    }
                });
            }
            int trained = 0;
            for (Future<Boolean> training : threads.invokeAll(trainings)) {
                trained += training.get() ? 1 : 0;
            }
            assertThat(trained).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        ada.drop("m");
        train(ada, "m", 1);
    }

    /** Readers see one whole version or none, while others train, store, drop, delete, publish and load. */
    @Test
    void staysWholeUnderConcurrentUse() throws Exception {
        List<float[]> versions = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            versions.add(weights(Models.itemGraph("m", seed)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Integer>> running = new ArrayList<>();
        try {
            for (int thread = 0; thread < 8; thread++) {
                Random random = new Random(thread);
                ModelCatalog catalog = thread % 2 == 0 ? ada : bob;
                running.add(threads.submit(() -> {
                    int reads = 0;
                    for (int round = 0; round < ROUNDS; round++) {
                        try {
                            step(catalog, random);
                            float[] read = weights(catalog.model(random.nextBoolean() ? "m" : "m_public"));
                            assertThat(versions).anyMatch(version -> Arrays.equals(version, read));
                            reads++;
                        } catch (IllegalArgumentException | IllegalStateException named) {
                            assertThat(named.getMessage())
                                    .containsAnyOf(
                                            "no such model",
                                            "must be a new name",
                                            "in memory only",
                                            "by another user",
                                            "is published already",
                                            "cannot be loaded. The model file does not exist");
                        }
                    }
                    return reads;
                }));
            }
            int reads = 0;
            for (Future<Integer> one : running) {
                reads += one.get();
            }
            assertThat(reads).isGreaterThan(ROUNDS / 4);
        } finally {
            threads.shutdownNow();
        }
        assertThat(log.count("WARN")).isZero();
        restart();
        for (ModelEntry entry : ada.entries()) {
            assertThat(ada.model(entry.key().name())).isNotNull();
        }
        assertThat(log.count("WARN")).isZero();
    }

    private static void step(ModelCatalog catalog, Random random) {
        String name = random.nextInt(4) == 0 ? "m_public" : "m";
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> train(catalog, "m", random.nextInt(4));
            case 3 -> catalog.store(name);
            case 4 -> catalog.drop(name);
            case 5 -> catalog.delete(name);
            case 6 -> catalog.publish("m");
            default -> catalog.load(name);
        }
    }

    @Test
    void writesOneLineForEachOperation() {
        train(ada, "m", 1);
        ada.store("m");
        ada.drop("m");
        ada.load("m");
        ada.publish("m");
        ada.delete("m_public");
        assertThatThrownBy(() -> ada.delete("x\n2026-11-25 INFO forged `%s`")).hasMessageContaining("no such model");
        assertThat(log.lines("INFO").map(line -> line.replaceAll("after [0-9]{1,4} ms", "after n ms")))
                .containsExactly(
                        "rec.model.store by user `ada` on database `neo4j`, model `m`: done after n ms",
                        "rec.model.drop by user `ada` on database `neo4j`, model `m`: done after n ms",
                        "rec.model.load by user `ada` on database `neo4j`, model `m`: done after n ms",
                        "rec.model.publish by user `ada` on database `neo4j`, model `m`: done after n ms",
                        "rec.model.delete by user `ada` on database `neo4j`, model `m_public`: done after n ms",
                        "rec.model.delete by user `ada` on database `neo4j`, model `x\\u000a2026-11-25 INFO forged"
                                + " \\u0060\\u0025s\\u0060`: failed with IllegalArgumentException after n ms");
        ada.recordTraining("t", catalog -> Models.itemGraph("t", 1));
        assertThat(log.lines("INFO")).hasSize(7).last().asString().startsWith("rec.train by user `ada`");
    }

    @Test
    void makesOneLineOfAnyName() {
        assertThat(Audit.oneLine(" ~\t\u007f\u00e4")).isEqualTo(" ~\\u0009\\u007f\\u00e4");
        assertThat(Audit.oneLine("a".repeat(200))).isEqualTo("a".repeat(200));
        assertThat(Audit.oneLine("a".repeat(201))).isEqualTo("a".repeat(200) + "...");
    }
}

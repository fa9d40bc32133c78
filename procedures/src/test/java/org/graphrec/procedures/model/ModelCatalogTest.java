package org.graphrec.procedures.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
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
import java.util.stream.Stream;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCatalogTest {
    @TempDir
    Path stored;

    @TempDir
    Path exported;

    private final Lines log = new Lines();
    private ModelShelf shelf;
    private ModelCatalog ada;
    private ModelCatalog bob;

    @BeforeEach
    void start() {
        shelf = new ModelShelf(new ModelFolders(stored, exported, ""), log);
        ada = catalog("ada", "db");
        bob = catalog("bob", "db");
    }

    private ModelCatalog catalog(String user, String databaseId) {
        return new ModelCatalog(shelf, user, "neo4j", databaseId, false, Monitor.SILENT);
    }

    /** As after a restart: nothing in memory, and the lock given back. */
    private void restart() {
        shelf.store().close();
        start();
    }

    private static void train(ModelCatalog catalog, String name, long seed) {
        try (ModelCatalog.Reservation reservation = catalog.reserve(name)) {
            reservation.fulfil(Models.itemGraph(name, seed));
        }
    }

    private static float[] weights(TrainedModel model) {
        float[] scores = new float[Models.ITEMS];
        model.fit().model().score(new History(new int[] {0, 1, 2, 3}, null), scores);
        return scores;
    }

    private static String state(ModelCatalog catalog, String name) {
        ModelEntry entry = catalog.find(name);
        return entry == null ? "gone" : (entry.loaded() != null ? "loaded " : "") + (entry.stored() ? "stored" : "");
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
        assertThat(bob.model("stars_public", RatingPredictor.class).ratings()).isEqualTo(12);
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
        ModelCatalog admin = new ModelCatalog(shelf, "root", "neo4j", "db", true, Monitor.SILENT);
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
        shelf = new ModelShelf(ModelFolders.none(" The file is not used."), log);
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
        ada.export("m", "mine");
        assertThat(exported.resolve("mine.safetensors")).isRegularFile();
        assertThat(Files.readString(exported.resolve("mine.json"))).contains("\"modelName\":\"m\"");
        assertThatThrownBy(() -> ada.export("m", "mine"))
                .hasMessage("The value of `fileName` must be a new name but a file of the name `mine` was exported"
                        + " already. Choose another.");
        try (Stream<Path> files = Files.list(exported)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void setsACorruptModelAsideWithOneWarning() throws IOException {
        train(ada, "good", 1);
        train(ada, "rotten", 2);
        train(ada, "headless", 3);
        for (String name : List.of("good", "rotten", "headless")) {
            ada.store(name);
        }
        Path folder = stored.resolve("graph-recommender-models");
        change(folder, "rotten", -1);
        change(folder, "headless", 300);
        Random random = new Random(6);
        for (int i = 0; i < 1_000; i++) {
            byte[] garbage = new byte[random.nextInt(400)];
            random.nextBytes(garbage);
            Files.write(folder.resolve(i + ".safetensors"), garbage);
        }
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.createDirectory(folder.resolve("folder.safetensors"));
        restart();
        assertThat(log.count("WARN")).isZero();
        assertThat(ada.entries()).extracting(entry -> entry.key().name()).containsExactly("good", "rotten");
        assertThat(log.count("WARN")).isEqualTo(1_002);
        assertThat(ada.model("good")).isNotNull();
        assertThatThrownBy(() -> ada.model("rotten"))
                .hasMessage("The stored model `rotten` cannot be loaded. The model file is corrupt: the checksum of its"
                        + " tensors is wrong. It was set aside; train it again with `rec.train`.");
        assertThat(state(ada, "rotten")).isEqualTo("gone");
        assertThat(log.count("WARN")).isEqualTo(1_003);
        train(ada, "rotten", 4);
        restart();
        assertThat(ada.entries()).hasSize(1);
        // the folder is no file that could be corrupt, and is told again
        assertThat(log.count("WARN")).isEqualTo(1_004);
        assertThat(folder.resolve("notes.txt")).exists();
    }

    private static void change(Path folder, String name, int at) throws IOException {
        Path file = folder.resolve(new ModelKey("db", "ada", name).fileKey() + ".safetensors");
        byte[] content = Files.readAllBytes(file);
        content[at < 0 ? content.length + at : at] ^= 1;
        Files.write(file, content);
    }

    @Test
    void setsAFileAsideThatIsOfAnotherModel() throws IOException {
        train(ada, "m", 1);
        ada.store("m");
        Path folder = stored.resolve("graph-recommender-models");
        String others = new ModelKey("db", "bob", "m").fileKey();
        Files.move(
                folder.resolve(new ModelKey("db", "ada", "m").fileKey() + ".safetensors"),
                folder.resolve(others + ".safetensors"));
        restart();
        assertThat(ada.entries()).isEmpty();
        assertThat(bob.entries()).isEmpty();
        assertThat(log.lines("WARN")).singleElement().asString().contains(others, "it has another model's name");
        assertThat(folder.resolve(others + ".corrupt")).exists();
    }

    @Test
    void leavesAModelOfALaterVersionAlone() throws IOException {
        train(ada, "m", 1);
        ada.store("m");
        Path file = stored.resolve("graph-recommender-models")
                .resolve(new ModelKey("db", "ada", "m").fileKey() + ".safetensors");
        byte[] later = Later.version(Files.readAllBytes(file));
        Files.write(file, later);
        restart();
        assertThat(ada.entries()).isEmpty();
        assertThatThrownBy(() -> ada.load("m"))
                .hasMessage("The stored model `m` cannot be loaded. The model file has format 3 but this version reads"
                        + " formats up to 2. Update the plugin.");
        train(ada, "m", 2);
        assertThatThrownBy(() -> ada.store("m")).hasMessageContaining("has format 3");
        assertThat(Files.readAllBytes(file)).isEqualTo(later);
    }

    @Test
    void leavesTheFolderOfAnotherServerAlone() {
        train(ada, "m", 1);
        ada.store("m");
        ModelShelf second = new ModelShelf(new ModelFolders(stored, null, ""), log);
        ModelCatalog there = new ModelCatalog(second, "ada", "neo4j", "db", false, Monitor.SILENT);
        assertThat(weights(there.model("m"))).isEqualTo(weights(ada.model("m")));
        assertThatThrownBy(() -> there.store("m"))
                .hasMessage("Another server writes into the folder of the setting `rec.model.store_location`. Give each"
                        + " server a folder of its own.");
        assertThatThrownBy(() -> there.delete("m")).hasMessageStartingWith("Another server writes");
        shelf.store().close();
        there.store("m");
        second.store().close();
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
        long until = System.nanoTime() + 3_000_000_000L;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Integer>> running = new ArrayList<>();
        try {
            for (int thread = 0; thread < 8; thread++) {
                Random random = new Random(thread);
                ModelCatalog catalog = thread % 2 == 0 ? ada : bob;
                running.add(threads.submit(() -> {
                    int reads = 0;
                    while (System.nanoTime() < until) {
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
            assertThat(reads).isGreaterThan(100);
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
        assertThat(log.lines("INFO").map(line -> line.replaceAll("[0-9]+ ms", "n ms")))
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
}

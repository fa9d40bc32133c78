package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.StandaloneServer;
import org.graphrec.training.Monitor;
import org.graphrec.training.store.FolderStorage;
import org.graphrec.training.store.TensorStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;

/** The server is killed (kill -9) at random moments while models are stored; {@code -Drec.server.kills=200} for more of them. */
@Tag("reliability")
class KilledServerIT {
    private static final int KILLS = Integer.getInteger("rec.server.kills", 4);
    private static final String RECOMMEND = "MATCH (u:User) WITH u ORDER BY u.name LIMIT 5"
            + " CALL rec.recommend.stream($model, u, {k: 5}) YIELD user, item, score, rank"
            + " RETURN user.name AS user, item.name AS item, score, rank ORDER BY user, rank";
    private static final List<String> MODELS = List.of("itemGraph", "content");

    @TempDir
    private Path stored;

    @Test
    void losesNoStoredModelAndLeavesNoneCorrupt() throws Exception {
        Random random = new Random();
        Cypher cypher = new Cypher(StandaloneServer.start(ServerOptions.ofBuild(Path.of("target"), "it-killed")
                .withConfigurationFile("graph-recommender.conf", "rec.model.store_location=" + stored)));
        int unfinished = 0;
        AtomicInteger stores = new AtomicInteger();
        try {
            Checkerboard.load(cypher);
            for (String model : MODELS) {
                Checkerboard.train(cypher, model, model);
                cypher.rows("CALL rec.model.store($model)", "model", model);
            }
            List<List<Record>> expected = recommended(cypher);
            for (int kill = 0; kill < KILLS; kill++) {
                Thread storing = storing(cypher, stores);
                TimeUnit.MICROSECONDS.sleep(50_000 + random.nextInt(400_000));
                cypher.server().kill();
                storing.join();
                unfinished += unfinished();
                requireWhole();
                cypher = new Cypher(cypher.server().startAgain());
                assertThat(recommended(cypher)).as("after kill %d", kill).isEqualTo(expected);
                assertThat(unfinished()).as("cleared").isZero();
            }
        } finally {
            cypher.server().close();
        }
        // a kill between two stores would show nothing
        assertThat(stores.get()).isGreaterThan(KILLS);
        System.Logger log = System.getLogger(KilledServerIT.class.getName());
        log.log(
                System.Logger.Level.INFO,
                "{0} kills during {1} stores, {2} of them while a file was being written",
                KILLS,
                stores.get(),
                unfinished);
    }

    /** Stores one model after the other until the server is gone. */
    private static Thread storing(Cypher cypher, AtomicInteger stores) {
        Thread thread = new Thread(() -> {
            try {
                for (int i = 0; ; i++) {
                    cypher.rows("CALL rec.model.store($model)", "model", MODELS.get(i % MODELS.size()));
                    stores.incrementAndGet();
                }
            } catch (Neo4jException | IllegalStateException gone) {
                // the server was killed, and the driver closed
            }
        });
        thread.start();
        return thread;
    }

    private static List<List<Record>> recommended(Cypher cypher) {
        return MODELS.stream()
                .map(model -> cypher.rows(RECOMMEND, "model", model))
                .toList();
    }

    /** Every stored file, read to its last byte without the server. */
    private void requireWhole() throws IOException {
        TensorStore store = new TensorStore(FolderStorage.within(stored, "graph-recommender-models"));
        assertThat(store.keys()).hasSize(MODELS.size());
        for (String key : store.keys()) {
            assertThat(store.get(key, Monitor.SILENT).tensors()).isNotEmpty();
        }
    }

    private int unfinished() throws IOException {
        try (Stream<Path> files = Files.list(stored.resolve("graph-recommender-models"))) {
            return (int) files.filter(file -> file.toString().endsWith(".tmp")).count();
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-only
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
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.training.Monitor;
import org.graphrec.training.store.FolderStorage;
import org.graphrec.training.store.TensorStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;

/** The server is killed (kill -9) at random moments while models are stored; {@code -Drec.server.kills=200} for more of them. */
@Tag("reliability")
@ServerWith(home = "it-killed", operatorFile = "rec.model.store_location={folder}")
class KilledServerIT {
    private static final int KILLS = Integer.getInteger("rec.server.kills", 2);
    private static final String RECOMMEND = "MATCH (u:User) WITH u ORDER BY u.name LIMIT 5"
            + " CALL rec.recommend.stream($model, u, {k: 5}) YIELD user, item, score, rank"
            + " RETURN user.name AS user, item.name AS item, score, rank ORDER BY user, rank";
    private static final List<String> MODELS = List.of("itemGraph", "content");

    private static TestServer cypher;
    private static Path stored;

    @BeforeAll
    static void load(TestServer server, Path folder) {
        cypher = server;
        stored = folder;
        Checkerboard.load(cypher);
        for (String model : MODELS) {
            Checkerboard.train(cypher, model, model);
            cypher.rows("CALL rec.model.store($model)", "model", model);
        }
    }

    @Test
    void losesNoStoredModelAndLeavesNoneCorrupt() throws Exception {
        long seed = Long.getLong("rec.seed", System.nanoTime());
        Figure.print("random moments of kills, -Drec.seed", String.valueOf(seed));
        Random random = new Random(seed);
        int unfinished = 0;
        AtomicInteger stores = new AtomicInteger();
        List<List<Record>> expected = recommended();
        for (int kill = 0; kill < KILLS; kill++) {
            int before = stores.get();
            Thread storing = storing(stores);
            while (stores.get() == before) {
                Thread.sleep(1);
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(400_000));
            cypher.kill();
            storing.join();
            unfinished += unfinished();
            requireWhole();
            cypher.restart();
            assertThat(recommended()).as("after kill %d", kill).isEqualTo(expected);
            assertThat(unfinished()).as("cleared").isZero();
        }
        System.Logger log = System.getLogger(KilledServerIT.class.getName());
        log.log(
                System.Logger.Level.INFO,
                "{0} kills during {1} stores, {2} of them while a file was being written",
                KILLS,
                stores.get(),
                unfinished);
    }

    /** Stores one model after the other until the server is gone. */
    private static Thread storing(AtomicInteger stores) {
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

    private static List<List<Record>> recommended() {
        return MODELS.stream()
                .map(model -> cypher.rows(RECOMMEND, "model", model))
                .toList();
    }

    /** Every stored file, read to its last byte without the server. */
    private static void requireWhole() throws IOException {
        TensorStore store = new TensorStore(FolderStorage.within(stored, "graph-recommender-models"));
        assertThat(store.keys()).hasSize(MODELS.size());
        for (String key : store.keys()) {
            assertThat(store.get(key, Monitor.SILENT).tensors()).isNotEmpty();
        }
    }

    private static int unfinished() throws IOException {
        try (Stream<Path> files = Files.list(stored.resolve("graph-recommender-models"))) {
            return (int) files.filter(file -> file.toString().endsWith(".tmp")).count();
        }
    }
}

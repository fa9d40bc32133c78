// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.graphrec.fixtures.Cypher;
import org.graphrec.fixtures.InBackground;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/**
 * A shop that runs: interactions arrive, eight clients ask, and a model is refreshed five times, for {@code rec.soak.seconds} in all.
 * Every answer is whole and right, and what is held on the heap does not grow.
 */
@ExtendWith(RunningDatabase.class)
class SoakTest {
    private static final long SECONDS = Long.getLong("rec.soak.seconds", 5);
    private static final long SEED = Long.getLong("rec.seed", System.nanoTime());
    private static final int CLIENTS = 8;
    private static final int REFRESHES = 5;
    private static final int K = 10;

    /** Users of a camp see its films alone, so what a score above 0 recommends is a film of their camp; what is popular may be any. */
    private static final int USERS = 120;

    private static final int FILMS = 80;
    private static final int MOST_SEEN = 16;

    /** Between two questions of a client, so that the machine is left to others as well. */
    private static final long PAUSE_MILLIS = 20;

    private static final double MEBI = 1 << 20;

    /** By how much the heap may be larger at the end: what the database and the driver come to hold beside the plugin. */
    private static final double GROWTH = 24;

    private final Cypher cypher;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong arrived = new AtomicLong();

    SoakTest(Cypher cypher) {
        this.cypher = cypher;
    }

    @Test
    void answersWholeAndRightWhileInteractionsArriveAndAModelIsRefreshed() throws InterruptedException {
        load();
        List<CompletableFuture<List<String>>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Random random = new Random(SEED + client);
            clients.add(InBackground.run(() -> ask(random)));
        }
        CompletableFuture<List<String>> shop = InBackground.run(() -> arrive(new Random(SEED - 1)));
        List<Double> heap = new ArrayList<>();
        List<Object> differences = new ArrayList<>();
        for (int refresh = 0; refresh < REFRESHES; refresh++) {
            TimeUnit.MILLISECONDS.sleep(1000 * SECONDS / REFRESHES);
            Record row = cypher.row("CALL rec.model.refresh('m', {tolerance: 1})");
            assertThat(row.get("replaced").asBoolean()).isTrue();
            differences.add(row.get("difference").asObject());
            heap.add(heldMebibytes());
        }
        over.set(true);
        List<String> wrong = new ArrayList<>(shop.join());
        clients.forEach(client -> wrong.addAll(client.join()));
        System.out.printf(
                "soak of %d s, seed %d: %d answers, %d interactions, heap after each refresh %s MiB, differences of NDCG %s%n",
                SECONDS, SEED, answers.get(), arrived.get(), heap, differences);
        assertThat(wrong).as("seed %d", SEED).isEmpty();
        assertThat(answers.get()).isGreaterThanOrEqualTo(CLIENTS);
        assertThat(arrived.get()).isPositive();
        assertThat(heap.get(REFRESHES - 1)).as("heap %s", heap).isLessThan(heap.get(0) + GROWTH);
    }

    private void load() {
        cypher.rows("UNWIND range(0, $most) AS f CREATE (:Film {id: f, camp: f % 2})", "most", FILMS - 1);
        cypher.rows("UNWIND range(0, $most) AS u CREATE (:User {id: u, camp: u % 2})", "most", USERS - 1);
        cypher.rows("MATCH (u:User), (f:Film) WHERE u.camp = f.camp AND (f.id / 2 + 7 * (u.id / 2)) % 40 < 12"
                + " CREATE (u)-[:SAW {at: f.id}]->(f)");
        cypher.rows("CALL rec.graph.project('films', {users: 'User', items: 'Film',"
                + " interactions: [{name: 'SAW', pattern: '(user)-[s:SAW]->(item)', time: 's.at'}]}) YIELD graphName"
                + " RETURN graphName");
        cypher.rows(
                "CALL rec.train('films', {modelName: 'm', architecture: 'itemKnn'}) YIELD trainMillis RETURN trainMillis");
        cypher.rows("CALL gds.graph.drop('films') YIELD graphName RETURN graphName");
    }

    /** What is wrong with the answers of one client, a line each; at most one. */
    private List<String> ask(Random random) {
        List<String> wrong = new ArrayList<>();
        while (!over.get() && wrong.isEmpty()) {
            int user = random.nextInt(USERS);
            String problem = random.nextInt(8) == 0
                    ? problem(user, "null", ", declaration: {users: 'User', items: 'Film', interactions: ['SAW']}")
                    : problem(user, "'m'", "");
            if (problem != null) {
                wrong.add("user " + user + ": " + problem);
            }
            answers.incrementAndGet();
            pause(PAUSE_MILLIS);
        }
        return wrong;
    }

    private String problem(int user, String model, String source) {
        List<Record> rows;
        try {
            rows = cypher.rows(
                    "MATCH (u:User {id: $user}) CALL rec.recommend.stream(" + model + ", u, {k: $k" + source
                            + "}) YIELD item, score, rank RETURN item.id AS item, item.camp = u.camp OR score = 0 AS own, score, rank,"
                            + " item:Film AS film",
                    "user",
                    user,
                    "k",
                    K);
        } catch (RuntimeException failed) {
            return failed.toString();
        }
        HashSet<Long> items = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            Record row = rows.get(i);
            boolean ordered = row.get("rank").asInt() == i + 1
                    && (i == 0
                            || rows.get(i - 1).get("score").asDouble()
                                    >= row.get("score").asDouble());
            if (!ordered
                    || !row.get("own").asBoolean()
                    || !row.get("film").asBoolean()
                    || !items.add(row.get("item").asLong())) {
                return "row " + i + " of " + rows + " is wrong";
            }
        }
        return rows.size() == K ? null : "there are " + rows.size() + " rows";
    }

    /** Users see another film of their camp, and what they saw longest ago is gone once they have seen many. */
    private List<String> arrive(Random random) {
        List<String> wrong = new ArrayList<>();
        for (long now = 1_000; !over.get() && wrong.isEmpty(); now++) {
            try {
                cypher.rows(
                        "MATCH (u:User {id: $user}), (f:Film {id: $film}) WHERE NOT (u)-[:SAW]->(f)"
                                + " CREATE (u)-[:SAW {at: $now}]->(f) WITH u MATCH (u)-[s:SAW]->() WITH s ORDER BY s.at"
                                + " WITH collect(s) AS seen FOREACH (s IN seen[..CASE WHEN size(seen) > $most THEN 1 ELSE 0 END]"
                                + " | DELETE s)",
                        "user",
                        random.nextInt(USERS / 2) * 2 + (int) (now % 2),
                        "film",
                        random.nextInt(FILMS / 2) * 2 + (int) (now % 2),
                        "now",
                        now,
                        "most",
                        MOST_SEEN);
                arrived.incrementAndGet();
            } catch (RuntimeException failed) {
                wrong.add("an interaction did not arrive: " + failed);
            }
            pause(PAUSE_MILLIS);
        }
        return wrong;
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is on the heap and in use. */
    private static double heldMebibytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return Math.round(10 * (runtime.totalMemory() - runtime.freeMemory()) / MEBI) / 10.0;
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.neo4j.driver.Session;

/**
 * Several models, each asked for ten items for the same random users, in turns: another is first with each user, so that what the
 * machine does besides falls on all alike.
 */
final class Turns {
    private static final String RECOMMEND =
            "MATCH (u:User {id: $user}) CALL rec.recommend.stream($model, u, {k: $k, concurrency: 1}) YIELD item "
                    + "RETURN item.id AS id";
    private static final int K = 10;
    private static final long SEED = 42;

    private final List<Asked> asked;
    private final Workload workload;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private int questions;
    private int same;

    /** A model, in the server of a session. */
    record Asked(Session session, String model) {
        private List<Long> items(long user) {
            return session.run(RECOMMEND, Map.of("model", model, "user", user, "k", K))
                    .list(row -> row.get("id").asLong());
        }
    }

    Turns(List<Asked> asked, Workload workload) {
        this.asked = List.copyOf(asked);
        this.workload = workload;
    }

    /** As many rounds as the workload says, after as many calls to warm up; in each what all took, in their order. */
    List<List<Millis>> rounds() {
        for (int round = 0; round < workload.rounds(); round++) {
            round();
        }
        questions = 0;
        same = 0;
        List<List<Millis>> rounds = new ArrayList<>();
        for (int round = 0; round < workload.rounds(); round++) {
            rounds.add(round());
        }
        return rounds;
    }

    /** Of the measured questions, how many were answered alike by all. */
    String agreement() {
        return "%,d of %,d answers are the same ten items".formatted(same, questions);
    }

    private List<Millis> round() {
        double[][] millis = new double[asked.size()][workload.calls()];
        for (int call = 0; call < workload.calls(); call++) {
            long user = random.nextInt(workload.users());
            var answers = new HashSet<List<Long>>();
            for (int turn = 0; turn < asked.size(); turn++) {
                int who = (call + turn) % asked.size();
                long begin = System.nanoTime();
                List<Long> items = asked.get(who).items(user);
                millis[who][call] = Millis.since(begin);
                answers.add(items);
            }
            questions++;
            same += answers.size() == 1 ? 1 : 0;
        }
        return Arrays.stream(millis).map(Millis::of).toList();
    }
}

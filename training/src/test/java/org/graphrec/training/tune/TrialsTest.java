// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.fit.RandomInteractions;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Parts;
import org.junit.jupiter.api.Test;

class TrialsTest {
    private static final int USERS = 1_200;

    private final Holdout holdout = Holdout.of(RandomInteractions.of(USERS, 40, 12_000, 5), 0.2, 1);
    private final int[] users = RankingEvaluation.usersOf(holdout.held());
    private final Trials trials = new Trials(holdout, users, 2, Monitor.SILENT);

    /** Ranks what most users have held out first, or last, and counts whom it is asked for. */
    private final class Ordered implements Model {
        private final AtomicInteger asked = new AtomicInteger();
        private final int sign;

        Ordered(int sign) {
            this.sign = sign;
        }

        @Override
        public String architecture() {
            return "ordered";
        }

        @Override
        public int items() {
            return holdout.held().items();
        }

        @Override
        public void score(History history, float[] scores) {
            asked.incrementAndGet();
            for (int item = 0; item < items(); item++) {
                scores[item] = sign * holdout.held().byItem().degree(item);
            }
        }

        @Override
        public Parts parts(History history) {
            return item -> new double[history.size()];
        }

        @Override
        public boolean cold(int item) {
            return false;
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of();
        }
    }

    @Test
    void noUserIsMeasuredTwiceByOneModel() {
        Ordered model = new Ordered(1);
        UserMetrics some = trials.some(1, 3).measure(model);
        assertThat(model.asked.get()).isEqualTo(some.users());
        UserMetrics all = trials.run(() -> model);
        assertThat(model.asked.get()).isEqualTo(users.length);
        assertThat(trials.measure(model).mean()).isEqualTo(all.mean());
        assertThat(trials.atMost(100).measure(model).users()).isLessThanOrEqualTo(100);
        assertThat(model.asked.get()).isEqualTo(users.length);
        for (int i = 0; i < some.users(); i++) {
            assertThat(some.ndcg(i)).isEqualTo(all.ndcg(1 + 3 * i));
        }
        UserMetrics anew = trials.measure(new Ordered(1));
        for (int i = 0; i < users.length; i++) {
            assertThat(anew.ndcg(i)).isEqualTo(all.ndcg(i));
        }
    }

    @Test
    void whatIsKnownOfAModelIsNotMeasured() {
        UserMetrics all = trials.measure(new Ordered(1));
        Ordered same = new Ordered(1);
        trials.know(same, all);
        assertThat(trials.measure(same).mean()).isEqualTo(all.mean());
        assertThat(same.asked.get()).isZero();
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Relation;
import org.junit.jupiter.api.Test;

class PartitionTest {

    private static final int USERS = 50;

    private static final int ITEMS = 40;

    /** 600 rows, among them repeated pairs; the times are whole numbers below 30, so that many coincide. */
    private static InteractionLog log(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = 600;
        int[] users = new int[size];
        int[] items = new int[size];
        float[] ratings = new float[size];
        double[] times = new double[size];
        double[] parts = new double[size];
        for (int row = 0; row < size; row++) {
            users[row] = random.nextInt(USERS);
            items[row] = random.nextInt(ITEMS);
            ratings[row] = 1 + random.nextInt(5);
            times[row] = random.nextInt(30);
            parts[row] = random.nextInt(2);
        }
        return InteractionLog.of(USERS, ITEMS, new InteractionLog.Columns(users, items, null, ratings, times, parts));
    }

    private static List<String> pairs(Interactions interactions) {
        List<String> pairs = new ArrayList<>();
        for (int user = 0; user < interactions.users(); user++) {
            History history = interactions.history(user);
            for (int i = 0; i < history.size(); i++) {
                pairs.add(user + " " + history.item(i));
            }
        }
        return pairs;
    }

    @Test
    void noPairIsOnBothSidesEvenWhenItIsRepeated() {
        InteractionLog log = log(1);
        for (SplitKind kind : SplitKind.values()) {
            Partition partition = Partition.of(log, SplitOptions.of(kind), 7).get(0);
            List<String> training = pairs(partition.training());
            List<String> held = pairs(partition.held());
            assertThat(training)
                    .as(kind.cypherName())
                    .doesNotContainAnyElementsOf(held)
                    .doesNotHaveDuplicates();
            int read = kind == SplitKind.LEAVE_LAST_TWO_OUT ? held.size() : 0;
            assertThat(training.size() + read + held.size()).isEqualTo(log.size());
            assertThat(pairs(partition.trainingRatings())).hasSameElementsAs(training);
            assertThat(pairs(partition.heldRatings())).hasSameElementsAs(held);
        }
    }

    @Test
    void foldsHoldOutEveryInteractionOnce() {
        InteractionLog log = log(2);
        List<String> held = new ArrayList<>();
        for (Partition partition : Partition.of(log, SplitOptions.folds(5), 0)) {
            held.addAll(pairs(partition.held()));
        }
        assertThat(held).hasSize(log.size()).doesNotHaveDuplicates();
    }

    @Test
    void aRandomSplitTellsNobodyTheOrder() {
        Partition partition = Partition.of(log(3), SplitOptions.defaults(), 0).get(0);
        assertThat(partition.training().timed()).isFalse();
        assertThat(partition.trainingRatings().timed()).isFalse();
    }

    @Test
    void theLastOfEveryUserIsHeldOut() {
        InteractionLog log = log(4);
        Partition partition =
                Partition.of(log, SplitOptions.of(SplitKind.LEAVE_LAST_OUT), 0).get(0);
        for (int user = 0; user < USERS; user++) {
            double latest = Double.NEGATIVE_INFINITY;
            int rows = 0;
            for (int row = 0; row < log.size(); row++) {
                if (log.user(row) == user) {
                    latest = Math.max(latest, log.time(row));
                    rows++;
                }
            }
            History held = partition.held().history(user);
            assertThat(held.size()).isEqualTo(rows > 1 ? 1 : 0);
            for (int row = 0; row < log.size(); row++) {
                if (held.size() == 1 && log.user(row) == user && log.item(row) == held.item(0)) {
                    assertThat(log.time(row)).isEqualTo(latest);
                }
            }
        }
    }

    @Test
    void theSecondLastIsReadAndNotLearnedFrom() {
        InteractionLog log = log(7);
        Partition partition = Partition.of(log, SplitOptions.of(SplitKind.LEAVE_LAST_TWO_OUT), 0)
                .get(0);
        int measured = 0;
        for (int user = 0; user < USERS; user++) {
            List<Occasion> occasions = occasions(partition, user);
            History learned = partition.training().history(user);
            for (Occasion occasion : occasions) {
                measured++;
                assertThat(occasion.wanted()).hasSize(1);
                assertThat(occasion.history().size()).isEqualTo(learned.size() + 1);
                double read = time(log, user, occasion.history().item(learned.size()));
                double last = time(log, user, occasion.wanted().iterator().next());
                assertThat(read).isLessThanOrEqualTo(last);
                for (int i = 0; i < learned.size(); i++) {
                    assertThat(time(log, user, learned.item(i))).isLessThanOrEqualTo(read);
                }
            }
        }
        assertThat(measured).isGreaterThan(USERS / 2);
    }

    /** Each later interaction is asked for once, with all that the user did before it as history, and nothing else. */
    @Test
    void historiesOfATemporalSplitGoOnAfterTheTraining() {
        InteractionLog log = log(8);
        Partition partition =
                Partition.of(log, SplitOptions.of(SplitKind.TEMPORAL), 0).get(0);
        boolean read = false;
        for (int user = 0; user < USERS; user++) {
            List<Integer> asked = new ArrayList<>();
            for (Occasion occasion : occasions(partition, user)) {
                double now = time(log, user, occasion.wanted().iterator().next());
                asked.addAll(occasion.wanted());
                List<Integer> before = new ArrayList<>();
                for (int row = 0; row < log.size(); row++) {
                    if (log.user(row) == user && log.time(row) < now) {
                        before.add(log.item(row));
                    }
                }
                assertThat(IntStream.of(occasion.history().items()).boxed()).hasSameElementsAs(before);
                read |= before.size() > partition.training().history(user).size();
            }
            assertThat(asked)
                    .doesNotHaveDuplicates()
                    .hasSameElementsAs(
                            IntStream.of(partition.held().history(user).items())
                                    .boxed()
                                    .toList());
        }
        assertThat(read).isTrue();
    }

    /** User 1 has nothing held out, and viewed an item after the moment from which on others are predicted. */
    @Test
    void foldsOfATemporalSplitPredictEachLaterPairOnceFromWhatCameBefore() {
        InteractionLog log = log(9);
        int folds = 5;
        List<Partition> partitions = Partition.of(log, new SplitOptions(SplitKind.TEMPORAL, 0.5, folds, 0, 0), 3);
        List<String> predicted = new ArrayList<>();
        double before = Double.NEGATIVE_INFINITY;
        for (Partition partition : partitions) {
            double cut = IntStream.range(0, partition.training().size())
                    .mapToDouble(edge -> partition.training().time(edge))
                    .max()
                    .orElseThrow();
            assertThat(cut).isGreaterThan(before);
            before = cut;
            List<String> held = pairs(partition.held());
            predicted.addAll(held);
            for (int user = 0; user < USERS; user++) {
                int current = user;
                List<Integer> known = items(partition.known(user));
                partition.forEachOccasion(user, occasion -> {
                    assertThat(occasion.wanted())
                            .allSatisfy(item -> assertThat(held).contains(current + " " + item));
                    assertThat(items(occasion.history())).containsAll(known);
                });
            }
        }
        assertThat(partitions).hasSize(folds);
        assertThat(predicted)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        pairs(Partition.of(log, new SplitOptions(SplitKind.TEMPORAL, 0.5, 1, 0, 0), 3)
                                .get(0)
                                .held()));
    }

    private static List<Integer> items(History history) {
        return IntStream.range(0, history.size()).mapToObj(history::item).toList();
    }

    @Test
    void whatUsersViewedAfterTheTrainingEndedIsNotLearnedFrom() {
        var columns = new InteractionLog.Columns(
                new int[] {0, 0, 1}, new int[] {0, 1, 0}, null, null, new double[] {1, 10, 2}, null);
        Relation viewed = new Relation(
                        "VIEWED",
                        Relation.Ends.USER_ITEM,
                        new Csr(2, 3, new int[] {0, 1, 3}, new int[] {2, 1, 2}, null))
                .withTimes(new double[] {5, 2, 11});
        InteractionLog log = InteractionLog.of(2, 3, columns).with(new Context(List.of(viewed)));
        Partition partition = Partition.of(log, new SplitOptions(SplitKind.TEMPORAL, 0.3, 1, 0, 0), 0)
                .get(0);
        // user 0 is asked at 10
        assertThat(partition.training().history(0).context(0)).containsExactly(2);
        assertThat(partition.training().history(1).context(0)).containsExactly(1);
    }

    private static List<Occasion> occasions(Partition partition, int user) {
        List<Occasion> occasions = new ArrayList<>();
        partition.forEachOccasion(user, occasions::add);
        return occasions;
    }

    private static double time(InteractionLog log, int user, int item) {
        return IntStream.range(0, log.size())
                .filter(row -> log.user(row) == user && log.item(row) == item)
                .mapToDouble(log::time)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingToLearnFromIsLaterThanWhatIsToBePredicted() {
        InteractionLog log = log(5);
        Partition partition =
                Partition.of(log, SplitOptions.of(SplitKind.TEMPORAL), 0).get(0);
        List<String> held = pairs(partition.held());
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < log.size(); row++) {
            if (held.contains(log.user(row) + " " + log.item(row))) {
                first = Math.min(first, log.time(row));
            } else {
                last = Math.max(last, log.time(row));
            }
        }
        assertThat(last).isLessThan(first);
        assertThat(held.size()).isBetween(log.size() / 5, log.size() / 4);
    }

    @Test
    void coldItemsAndUsersHaveNothingToLearnFrom() {
        SplitOptions options = new SplitOptions(SplitKind.RANDOM, 0.2, 1, 0.2, 0.1);
        Partition partition = Partition.of(log(6), options, 0).get(0);
        long coldItems = IntStream.range(0, ITEMS)
                .filter(item -> partition.training().byItem().degree(item) == 0)
                .count();
        long coldUsers = IntStream.range(0, USERS)
                .filter(user -> partition.training().byUser().degree(user) == 0)
                .count();
        assertThat(coldItems).isBetween(3L, 14L);
        assertThat(coldUsers).isBetween(1L, 12L);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> new SplitOptions(SplitKind.LEAVE_LAST_OUT, 0.2, 5, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The value of `folds` must be 1 for the split `leaveLastOut` but was `5`. Only the splits"
                        + " `random` and `temporal` have folds.");
        var columns = new InteractionLog.Columns(new int[] {0}, new int[] {0}, null, null, null, new double[] {2});
        assertThatThrownBy(() -> InteractionLog.of(1, 1, columns))
                .hasMessage("A given split must mark each interaction with 0 (to learn from) or 1 (to predict) but one"
                        + " has `2.0`.");
        var one = new InteractionLog.Columns(new int[] {0}, new int[] {0}, null, null, null, new double[] {1});
        assertThatThrownBy(() -> Partition.of(InteractionLog.of(1, 1, one), SplitOptions.of(SplitKind.GIVEN), 0))
                .hasMessage(
                        "The split leaves 0 interactions to learn from and 1 to predict; there must be at least one of each."
                                + " Choose another `split`, `testFraction` or `folds`.");
    }
}

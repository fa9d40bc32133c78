// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingEvaluation.Scorer;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.Popularity;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    private static final int K = 5;

    /** User 0 has items 0 and 1, and 2 and 3 are held out; users 1 and 2 have item 0. Item 4 is nobody's. */
    private static Partition small() {
        return Partition.of(
                        InteractionLog.of(
                                3,
                                6,
                                new InteractionLog.Columns(
                                        new int[] {0, 0, 0, 0, 1, 1, 2, 2},
                                        new int[] {0, 1, 2, 3, 0, 2, 0, 5},
                                        null,
                                        new float[] {5, 1, 4, 2, 3, 3, 4, 4},
                                        null,
                                        new double[] {0, 0, 1, 1, 0, 0, 0, 0})),
                        SplitOptions.of(SplitKind.GIVEN),
                        0)
                .get(0);
    }

    private static Map<Segment, MetricSums> ranked(Partition partition, Scorer scorer, int k) {
        Measurement measurement = new Measurement(partition, k, 3, 2, Monitor.SILENT);
        Map<Segment, MetricSums> tallies = new EnumMap<>(Segment.class);
        for (Segment segment : measurement.segments()) {
            tallies.put(segment, new MetricSums(partition.training().users()));
        }
        measurement.rank(scorer, tallies);
        return tallies;
    }

    /** The only user measured gets 4, 2, 5 of the candidates 2, 3, 4, 5, so one of two held-out items at rank 2. */
    @Test
    void metricsAreWhatAHandComputes() {
        float[] fixed = {9, 9, 0.7f, 0.1f, 0.9f, 0.5f};
        MetricSums all = ranked(small(), (history, scores) -> System.arraycopy(fixed, 0, scores, 0, 6), 3)
                .get(Segment.ALL);
        assertThat(all.users()).isEqualTo(1);
        assertThat(all.value(Metric.RECALL)).isEqualTo(1 / 2.0);
        double dcg = 1 / (Math.log(3) / Math.log(2));
        assertThat(all.value(Metric.NDCG)).isCloseTo(dcg / (1 + dcg), within(1e-12));
        // both items are held out once
        assertThat(all.value(Metric.DEBIASED_NDCG)).isEqualTo(all.value(Metric.NDCG));
        assertThat(all.value(Metric.HIT_RATE)).isEqualTo(1);
        assertThat(all.value(Metric.MRR)).isEqualTo(1 / 2.0);
        // pairs of (2, 3) and (4, 5): 2 beats 5 alone
        assertThat(all.value(Metric.AUC)).isEqualTo(1 / 4.0);
        assertThat(all.value(Metric.COVERAGE)).isEqualTo(3 / 6.0);
        // listed 0, 0, 0, 1, 1, 1 times
        assertThat(all.value(Metric.GINI)).isCloseTo(0.5, within(1e-12));
        // of 3 users none has 4, one has 2, one has 5
        assertThat(all.value(Metric.NOVELTY)).isCloseTo(Math.log(3) / Math.log(2), within(1e-12));
        // 6 training interactions, 3 of item 0: the head of 80 % is item 0 and two of the others, 1 and 2 by number
        assertThat(all.value(Metric.TAIL_SHARE)).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void errorsOfRatingsAreWhatAHandComputes() {
        Map<Segment, MetricSums> tallies = Map.of(Segment.ALL, new MetricSums(3));
        new Measurement(small(), 3, 3, 1, Monitor.SILENT).rate(new double[] {7, 3.5}, 3.25, tallies);
        MetricSums all = tallies.get(Segment.ALL);
        // 7 is clipped to 5, the highest training rating; 4 is liked as predicted, 2 is not
        assertThat(all.value(Metric.RMSE)).isCloseTo(Math.sqrt((1 + 2.25) / 2), within(1e-12));
        assertThat(all.value(Metric.MAE)).isCloseTo(1.25, within(1e-12));
        assertThat(all.value(Metric.ACCURACY)).isEqualTo(0.5);
    }

    private static InteractionLog random(int users, int items, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = users * 8;
        int[] userOf = new int[size];
        int[] itemOf = new int[size];
        for (int row = 0; row < size; row++) {
            userOf[row] = random.nextInt(users);
            // low numbers are popular
            itemOf[row] = (int) (items * Math.pow(random.nextDouble(), 3));
        }
        return InteractionLog.of(users, items, new InteractionLog.Columns(userOf, itemOf, null, null, null, null));
    }

    /** A second implementation, by sorting everything and by counting pairs one by one. */
    @Test
    void agreesWithAPlainImplementation() {
        Partition partition = Partition.of(random(60, 70, 1), new SplitOptions(SplitKind.RANDOM, 0.3, 1, 0.2, 0.1), 4)
                .get(0);
        Scorer scorer = (history, scores) -> {
            SplittableRandom random = new SplittableRandom(history.size() * 31L + history.item(0));
            for (int item = 0; item < scores.length; item++) {
                scores[item] = random.nextInt(40) / 8f - 0.001f * item; // no ties, which are broken at random
            }
        };
        Map<Segment, MetricSums> tallies = ranked(partition, scorer, K);
        assertThat(tallies.keySet()).containsExactlyInAnyOrder(Segment.values());
        for (Segment segment : List.of(Segment.WARM, Segment.COLD_ITEMS)) {
            double[] plain = plain(partition, scorer, segment);
            assertThat(tallies.get(segment).value(Metric.RECALL)).as("recall").isCloseTo(plain[0], within(1e-12));
            assertThat(tallies.get(segment).value(Metric.NDCG)).as("ndcg").isCloseTo(plain[1], within(1e-12));
            assertThat(tallies.get(segment).value(Metric.HIT_RATE)).as("hits").isCloseTo(plain[2], within(1e-12));
            assertThat(tallies.get(segment).value(Metric.MRR)).as("mrr").isCloseTo(plain[3], within(1e-12));
            assertThat(tallies.get(segment).value(Metric.AUC)).as("auc").isCloseTo(plain[4], within(1e-9));
            assertThat(tallies.get(segment).value(Metric.COVERAGE))
                    .as("coverage")
                    .isCloseTo(plain[5], within(1e-12));
            assertThat(tallies.get(segment).value(Metric.GINI)).as("gini").isCloseTo(plain[6], within(1e-12));
        }
    }

    private static double[] plain(Partition partition, Scorer scorer, Segment segment) {
        int items = partition.training().items();
        double[] sums = new double[7];
        int users = 0;
        double[] listed = new double[items];
        Set<Integer> known = new HashSet<>();
        for (int item : partition.training().byUser().targets()) {
            known.add(item);
        }
        for (int user = 0; user < partition.training().users(); user++) {
            History history = partition.training().history(user);
            Set<Integer> relevant = new HashSet<>();
            for (int i = 0; i < partition.held().history(user).size(); i++) {
                int item = partition.held().history(user).item(i);
                if (known.contains(item) == (segment == Segment.WARM)) {
                    relevant.add(item);
                }
            }
            if (history.size() == 0 || relevant.isEmpty()) {
                continue;
            }
            users++;
            float[] scores = new float[items];
            scorer.score(history, scores);
            List<Integer> candidates = new ArrayList<>();
            for (int item = 0; item < items; item++) {
                int candidate = item;
                boolean seen = IntStream.range(0, history.size()).anyMatch(i -> history.item(i) == candidate);
                if (!seen && known.contains(item) == (segment == Segment.WARM)) {
                    candidates.add(item);
                }
            }
            candidates.sort((a, b) -> Float.compare(scores[b], scores[a]));
            double dcg = 0;
            double ideal = 0;
            double first = 0;
            int hits = 0;
            for (int rank = 1; rank <= Math.min(K, candidates.size()); rank++) {
                int item = candidates.get(rank - 1);
                listed[item]++;
                double gain = Math.log(2) / Math.log(rank + 1);
                ideal += rank <= relevant.size() ? gain : 0;
                if (relevant.contains(item)) {
                    dcg += gain;
                    hits++;
                    first = first == 0 ? 1.0 / rank : first;
                }
            }
            double right = 0;
            int pairs = 0;
            for (int item : relevant) {
                for (int other : candidates) {
                    if (!relevant.contains(other)) {
                        pairs++;
                        right += scores[item] > scores[other] ? 1 : scores[item] == scores[other] ? 0.5 : 0;
                    }
                }
            }
            sums[0] += (double) hits / relevant.size();
            sums[1] += dcg / ideal;
            sums[2] += hits > 0 ? 1 : 0;
            sums[3] += first;
            sums[4] += pairs == 0 ? 0.5 : right / pairs;
        }
        for (int m = 0; m < 5; m++) {
            sums[m] /= users;
        }
        // Gini by its definition: the mean absolute difference of all pairs over twice the mean
        double differences = 0;
        double total = 0;
        int competing = 0;
        for (int a = 0; a < items; a++) {
            if (known.contains(a) == (segment == Segment.WARM)) {
                competing++;
                total += listed[a];
                sums[5] += listed[a] > 0 ? 1 : 0;
                for (int b = 0; b < items; b++) {
                    differences += known.contains(b) == (segment == Segment.WARM) ? Math.abs(listed[a] - listed[b]) : 0;
                }
            }
        }
        sums[5] /= competing;
        sums[6] = differences / (2 * competing * total);
        return sums;
    }

    /** Popular items have low numbers here, as in many files: the order of the numbers must not be an answer. */
    @Test
    void aMethodWithoutAnOpinionGainsNothingFromTheOrderOfTheItems() {
        Partition partition =
                Partition.of(random(400, 100, 2), SplitOptions.defaults(), 4).get(0);
        Map<Segment, MetricSums> tallies = ranked(partition, (history, scores) -> Arrays.fill(scores, 1), 10);
        // ten of about 95 candidates, whoever they are
        assertThat(tallies.get(Segment.ALL).value(Metric.RECALL)).isCloseTo(10 / 95.0, within(0.03));
        // a few users have no history left, and get what is popular
        assertThat(tallies.get(Segment.ALL).value(Metric.AUC)).isCloseTo(0.5, within(0.01));
    }

    @Test
    void whoHasNoHistoryGetsWhatIsPopular() {
        Partition partition = Partition.of(random(80, 40, 3), new SplitOptions(SplitKind.RANDOM, 0.2, 1, 0, 0.3), 4)
                .get(0);
        Scorer refusing = (history, scores) -> {
            assertThat(history.size()).isPositive();
            Arrays.fill(scores, 0);
        };
        MetricSums cold = ranked(partition, refusing, 5).get(Segment.COLD_USERS);
        assertThat(cold.value(Metric.AUC)).isGreaterThan(0.7);
    }

    /**
     * User 0 has item 0 when the training ends, and then goes for 1, 2 and 3; user 1 begins after it, with 3 and then 2. The scorer
     * knows that the next number comes next.
     */
    @Test
    void aTemporalSplitIsMeasuredStepByStep() {
        Partition partition = Partition.of(
                        InteractionLog.of(
                                4,
                                5,
                                new InteractionLog.Columns(
                                        new int[] {0, 0, 0, 0, 1, 1, 2, 2, 2, 3},
                                        new int[] {0, 1, 2, 3, 3, 2, 4, 0, 1, 4},
                                        null,
                                        null,
                                        new double[] {5, 10, 11, 12, 10, 11, 1, 2, 3, 4},
                                        null)),
                        new SplitOptions(SplitKind.TEMPORAL, 0.5, 1, 0, 0),
                        0)
                .get(0);
        Scorer next = (history, scores) -> {
            Arrays.fill(scores, 0);
            scores[(history.item(history.size() - 1) + 1) % 5] = 1;
        };
        Map<Segment, MetricSums> tallies = ranked(partition, next, 1);
        assertThat(tallies.keySet()).contains(Segment.COLD_USERS, Segment.KNOWN_USERS);
        MetricSums known = tallies.get(Segment.KNOWN_USERS);
        // user 0 is told right three times, and user 1, who goes from 3 to 2, is not
        assertThat(known.counts(Metric.HIT_RATE)).containsExactly(3, 1, 0, 0);
        assertThat(known.sums(Metric.HIT_RATE)).containsExactly(3, 0, 0, 0);
        assertThat(tallies.get(Segment.COLD_USERS).counts(Metric.HIT_RATE)).containsExactly(0, 1, 0, 0);
        assertThat(tallies.get(Segment.ALL).counts(Metric.HIT_RATE)).containsExactly(3, 2, 0, 0);
    }

    /** Of 20 items that are held out once or twice and one that is held out 50 times, three of the 50 count. */
    @Test
    void whatIsPopularCountsNoMoreThanIsUsualWhereItIsDebiased() {
        int users = 60;
        List<int[]> rows = new ArrayList<>();
        IntStream.range(0, 50).forEach(user -> rows.add(new int[] {user, 20}));
        IntStream.range(0, 20).forEach(item -> rows.add(new int[] {item, item}));
        IntStream.range(0, 10).forEach(item -> rows.add(new int[] {item + 30, item}));
        Interactions held = Interactions.of(
                users,
                21,
                rows.stream().mapToInt(row -> row[0]).toArray(),
                rows.stream().mapToInt(row -> row[1]).toArray(),
                null,
                null);
        DebiasedTest debiased = new DebiasedTest(held, 5);
        int[] counts = new int[21];
        IntStream.range(0, users).forEach(user -> debiased.kept(user).forEach(item -> counts[item]++));
        // quartiles 1 and 2: at most 2 + 1.5 = 3
        assertThat(counts[20]).isEqualTo(3);
        assertThat(IntStream.range(0, 20).map(item -> counts[item]).sum()).isEqualTo(30);
    }

    @Test
    void recentIsTheLastWeekOrTheLastTwentieth() {
        double week = 7 * 86_400;
        double now = 1.6e9;
        double[] dates = {now, now - week, now - week - 1, now - 3 * week};
        assertThat(recent(dates)).containsExactly(1, 1, 0, 0);
        assertThat(recent(Arrays.stream(dates).map(seconds -> 1000 * seconds).toArray()))
                .containsExactly(1, 1, 0, 0);
        double[] places = IntStream.range(0, 40).mapToDouble(place -> place).toArray();
        assertThat(Arrays.stream(recent(places)).sum()).isEqualTo(2);
    }

    /** How often each of as many items is counted, of which each is had once. */
    private static int[] recent(double[] times) {
        int size = times.length;
        int[] items = IntStream.range(0, size).toArray();
        Popularity popularity = RecentPopularity.of(Interactions.of(1, size, new int[size], items, null, times));
        return IntStream.range(0, size).map(popularity::count).toArray();
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingEvaluation.Scorer;
import org.graphrec.training.evaluate.RankingMetrics;
import org.graphrec.training.fit.PopularItems;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.model.Popularity;

/** Measures one method after another on the held-out part of one partition, segment by segment. */
final class Measurement {

    private static final int USERS_PER_BLOCK = 8;

    private static final double HEAD = 0.8;

    private final Partition partition;
    private final int k;
    private final int concurrency;
    private final Monitor monitor;
    private final Ranking ranking;
    private final Popularity popularity;
    private final boolean[] knownItem;
    private final boolean[] tail;
    private final double[] novelty;
    private final Map<Segment, boolean[]> competes = new EnumMap<>(Segment.class);
    private final Map<Segment, Integer> heldOut = new EnumMap<>(Segment.class);
    private final DebiasedTest debiased;

    Measurement(Partition partition, int k, long seed, int concurrency, Monitor monitor) {
        this.partition = partition;
        this.k = k;
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
        Csr byItem = partition.training().byItem();
        int items = byItem.rows();
        int[] counts = IntStream.range(0, items).map(byItem::degree).toArray();
        this.ranking = new Ranking(items, seed);
        this.popularity = PopularItems.of(partition.training());
        this.knownItem = new boolean[items];
        this.novelty = new double[items];
        long users = IntStream.range(0, byItem.columns()).filter(this::known).count();
        for (int item = 0; item < items; item++) {
            knownItem[item] = counts[item] > 0;
            novelty[item] = Math.log((double) users / Math.max(1, counts[item])) / Math.log(2);
        }
        this.tail = tail(counts, partition.training().size());
        for (Segment segment : Segment.values()) {
            boolean[] admitted = new boolean[items];
            for (int item = 0; item < items; item++) {
                admitted[item] = segment.admits(knownItem[item]);
            }
            competes.put(segment, admitted);
            heldOut.put(segment, 0);
        }
        for (int user = 0; user < partition.held().users(); user++) {
            partition.forEachOccasion(user, occasion -> {
                monitor.assertRunning();
                for (Segment segment : Segment.values()) {
                    heldOut.merge(segment, wanted(occasion, segment).size(), Integer::sum);
                }
            });
        }
        this.debiased = new DebiasedTest(partition.held(), seed);
    }

    private static boolean[] tail(int[] counts, long interactions) {
        boolean[] tail = new boolean[counts.length];
        Arrays.fill(tail, true);
        int[] byCount = IntStream.range(0, counts.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(counts[b], counts[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        long sum = 0;
        for (int i = 0; i < byCount.length && sum < HEAD * interactions; i++) {
            tail[byCount[i]] = false;
            sum += counts[byCount[i]];
        }
        return tail;
    }

    private boolean known(int user) {
        return partition.training().byUser().degree(user) > 0;
    }

    /** The segments with anything held out; warm and known users only where there is something cold as well. */
    Set<Segment> segments() {
        Set<Segment> found = EnumSet.of(Segment.ALL);
        heldOut.forEach((segment, count) -> {
            if (count > 0) {
                found.add(segment);
            }
        });
        if (!found.contains(Segment.COLD_USERS)) {
            found.remove(Segment.KNOWN_USERS);
            if (!found.contains(Segment.COLD_ITEMS)) {
                found.remove(Segment.WARM);
            }
        }
        return found;
    }

    /** As {@link #rank(Scorer, boolean, Map)}, of a method whose scores come from the history. */
    void rank(Scorer scorer, Map<Segment, MetricSums> tallies) {
        rank(scorer, true, tallies);
    }

    /**
     * Ranks for every user with something held out. A user without history gets what is popular, as the product gives it.
     *
     * @param personal whether scores come from the history, so that there are none without one
     */
    void rank(Scorer scorer, boolean personal, Map<Segment, MetricSums> tallies) {
        int items = knownItem.length;
        Map<Segment, AtomicIntegerArray> listed = new EnumMap<>(Segment.class);
        tallies.keySet().forEach(segment -> listed.put(segment, new AtomicIntegerArray(items)));
        Parallel.forBlocks(partition.held().users(), USERS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            float[] scores = new float[items];
            boolean[] relevant = new boolean[items];
            for (int user = from; user < to; user++) {
                int current = user;
                Set<Integer> unbiased = debiased.kept(user);
                partition.forEachOccasion(user, occasion -> {
                    monitor.assertRunning();
                    score(scorer, personal, occasion.history(), scores);
                    for (Map.Entry<Segment, MetricSums> entry : tallies.entrySet()) {
                        Segment segment = entry.getKey();
                        Set<Integer> wanted = wanted(occasion, segment);
                        if (!wanted.isEmpty()) {
                            wanted.forEach(item -> relevant[item] = true);
                            int[] list = ranking.list(scores, competes.get(segment), k, current);
                            for (int item : list) {
                                listed.get(segment).incrementAndGet(item);
                            }
                            add(entry.getValue(), current, list, wanted, unbiased);
                            entry.getValue()
                                    .add(Metric.AUC, current, Ranking.auc(scores, competes.get(segment), relevant));
                            wanted.forEach(item -> relevant[item] = false);
                        }
                    }
                });
            }
        });
        tallies.forEach((segment, tally) -> tally.addExposure(IntStream.range(0, items)
                .filter(item -> competes.get(segment)[item])
                .map(listed.get(segment)::get)
                .toArray()));
    }

    private void score(Scorer scorer, boolean personal, History history, float[] scores) {
        if (history.size() > 0 || !personal) {
            scorer.score(history, scores);
        } else {
            popularity.score(history, scores);
        }
        Ranking.exclude(history, scores);
    }

    private Set<Integer> wanted(Occasion occasion, Segment segment) {
        return occasion.wanted().stream()
                .filter(item -> segment.includes(occasion.known(), knownItem[item]))
                .collect(Collectors.toSet());
    }

    private void add(MetricSums tally, int user, int[] list, Set<Integer> relevant, Set<Integer> unbiased) {
        tally.addList(user);
        tally.add(Metric.RECALL, user, RankingMetrics.recall(list, relevant, k));
        tally.add(Metric.NDCG, user, RankingMetrics.ndcg(list, relevant, k));
        tally.add(Metric.HIT_RATE, user, RankingMetrics.hitRate(list, relevant, k));
        tally.add(Metric.MRR, user, RankingMetrics.reciprocalRank(list, relevant, k));
        Set<Integer> counted = new HashSet<>(relevant);
        counted.retainAll(unbiased);
        if (!counted.isEmpty()) {
            tally.addDebiased(user, RankingMetrics.ndcg(list, counted, k));
        }
        double surprise = 0;
        double rare = 0;
        for (int item : list) {
            surprise += novelty[item] / list.length;
            rare += tail[item] ? 1.0 / list.length : 0;
        }
        tally.add(Metric.NOVELTY, user, surprise);
        tally.add(Metric.TAIL_SHARE, user, rare);
    }

    /** What some users would get, for looking at. */
    List<int[]> lists(Scorer scorer, int[] users) {
        List<int[]> lists = new ArrayList<>();
        float[] scores = new float[knownItem.length];
        for (int user : users) {
            score(scorer, true, partition.known(user), scores);
            lists.add(ranking.list(scores, competes.get(Segment.ALL), k, user));
        }
        return lists;
    }

    /**
     * Takes predictions of the held-out ratings.
     *
     * @param predicted in the order of the edges of the held-out ratings by user
     * @param threshold from which on a rating is a like
     */
    void rate(double[] predicted, double threshold, Map<Segment, MetricSums> tallies) {
        Csr held = partition.heldRatings().byUser();
        RatingRange range = RatingRange.of(partition.trainingRatings());
        for (int user = 0; user < held.rows(); user++) {
            for (int edge = held.offsets()[user]; edge < held.offsets()[user + 1]; edge++) {
                double error = range.clip(predicted[edge]) - held.weight(edge);
                boolean right = (range.clip(predicted[edge]) >= threshold) == (held.weight(edge) >= threshold);
                for (Map.Entry<Segment, MetricSums> entry : tallies.entrySet()) {
                    if (entry.getKey().includes(known(user), knownItem[held.targets()[edge]])) {
                        MetricSums tally = entry.getValue();
                        tally.addRating(user);
                        tally.add(Metric.RMSE, user, error * error);
                        tally.add(Metric.MAE, user, Math.abs(error));
                        tally.add(Metric.ACCURACY, user, right ? 1 : 0);
                    }
                }
            }
        }
    }

    /** How many held-out interactions each segment has, of likes. */
    long heldOut(Segment segment) {
        return heldOut.get(segment);
    }
}

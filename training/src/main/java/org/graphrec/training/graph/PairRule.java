package org.graphrec.training.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How events become pairs of user and item: the one rule, applied to what a model is trained on and to what it serves from.
 *
 * <p>Events of one kind are first put together by the kind's {@link Aggregate}; of several kinds the latest counts, and of those at
 * the same time the one with the greatest weight. The order in which events come does not matter.
 *
 * @param aggregates of each kind of event
 * @param weighted whether weights say how much an item is liked; else every event is a like of weight 1
 * @param likeThreshold a weight below is seen and no like; {@link Double#NEGATIVE_INFINITY} where no weight above 0 is too low
 */
public record PairRule(List<Aggregate> aggregates, boolean weighted, double likeThreshold) {

    public PairRule {
        aggregates = List.copyOf(aggregates);
        if (Double.isNaN(likeThreshold)) {
            throw new IllegalArgumentException("The threshold of likes must be a number.");
        }
    }

    /** The rule with another threshold. */
    public PairRule withLikeThreshold(double threshold) {
        return new PairRule(aggregates, weighted, threshold);
    }

    /** The pairs that a user's events make, oldest first; those of one time by item. */
    public Pairs of(Events events) {
        int[] order = IntStream.range(0, events.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(events::item)
                        .thenComparingInt(events::kind)
                        .thenComparingDouble(events::time)
                        .thenComparingDouble(event -> sortable(events.weight(event)))
                        .thenComparing(events::liked))
                .mapToInt(Integer::intValue)
                .toArray();
        Pairs.Builder pairs = new Pairs.Builder(order.length);
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            while (to < order.length && events.item(order[to]) == events.item(order[from])) {
                to++;
            }
            pairs.add(pair(events, order, from, to));
            from = to;
        }
        return pairs.sorted();
    }

    /** What all events of one item come to. */
    private Pairs.Pair pair(Events events, int[] order, int from, int to) {
        Pairs.Pair latest = null;
        long kinds = 0;
        int unreadable = 0;
        for (int first = from; first < to; ) {
            int last = first + 1;
            while (last < to && events.kind(order[last]) == events.kind(order[first])) {
                last++;
            }
            Pairs.Pair one = ofOneKind(events, Arrays.copyOfRange(order, first, last));
            kinds |= 1L << Math.min(Long.SIZE - 1, events.kind(order[first]));
            unreadable += one.unreadable();
            boolean later = latest == null
                    || one.time() > latest.time()
                    || (one.time() == latest.time() && sortable(one.weight()) > sortable(latest.weight()));
            latest = later ? one : latest;
            first = last;
        }
        return latest.of(kinds, unreadable);
    }

    private Pairs.Pair ofOneKind(Events events, int[] group) {
        int latest = group[group.length - 1];
        double weight = weighted ? aggregated(events, group) : 1;
        boolean liked = events.liked(latest);
        if (aggregates.get(events.kind(latest)) != Aggregate.LAST) {
            liked = Arrays.stream(group).anyMatch(events::liked);
        }
        int unreadable = weighted
                ? (int) Arrays.stream(group)
                        .filter(event -> !usable(events.weight(event)))
                        .count()
                : 0;
        double[] others = new double[events.otherColumns()];
        for (int column = 0; column < others.length; column++) {
            others[column] = events.other(column, latest);
        }
        return new Pairs.Pair(
                events.item(latest), weight, events.time(latest), verdict(weight, liked), 0, unreadable, others);
    }

    /** The weight of several events, NaN where none of them has one. They are added in a fixed order, for the same bits. */
    private double aggregated(Events events, int[] group) {
        Aggregate aggregate = aggregates.get(events.kind(group[0]));
        if (aggregate == Aggregate.COUNT) {
            return group.length;
        }
        if (aggregate == Aggregate.LAST) {
            double weight = events.weight(group[group.length - 1]);
            return usable(weight) ? weight : Double.NaN;
        }
        double[] weights = Arrays.stream(group)
                .mapToDouble(events::weight)
                .filter(PairRule::usable)
                .toArray();
        if (weights.length == 0) {
            return Double.NaN;
        }
        double sum = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (double weight : weights) {
            sum += weight;
            most = Math.max(most, weight);
        }
        return aggregate == Aggregate.SUM ? sum : most;
    }

    private Pairs.Verdict verdict(double weight, boolean liked) {
        if (!usable(weight)) {
            return Pairs.Verdict.SEEN;
        }
        if (weight <= 0) {
            return Pairs.Verdict.DISLIKED;
        }
        // as the floats that models are trained on compare
        return liked && (float) weight >= (float) likeThreshold ? Pairs.Verdict.LIKED : Pairs.Verdict.SEEN;
    }

    /** Whether a weight fits the floats of a model. */
    private static boolean usable(double weight) {
        return Math.abs(weight) < Float.MAX_VALUE;
    }

    private static double sortable(double weight) {
        return usable(weight) ? weight : Double.NEGATIVE_INFINITY;
    }
}

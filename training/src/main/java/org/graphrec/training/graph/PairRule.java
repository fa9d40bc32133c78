// SPDX-License-Identifier: GPL-3.0-only
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
        // item and event in one number: sorted by item, without a comparator
        long[] byItem = new long[events.size()];
        for (int event = 0; event < byItem.length; event++) {
            byItem[event] = (long) events.item(event) << Integer.SIZE | event;
        }
        Arrays.sort(byItem);
        Pairs.Builder pairs = new Pairs.Builder(byItem.length);
        for (int from = 0, to; from < byItem.length; from = to) {
            to = from + 1;
            while (to < byItem.length && byItem[to] >> Integer.SIZE == byItem[from] >> Integer.SIZE) {
                to++;
            }
            pairs.add(pair(events, ordered(events, byItem, from, to)));
        }
        return pairs.sorted();
    }

    /** Events of one item in the order in which they are put together, whatever the order in which they came. */
    private static int[] ordered(Events events, long[] byItem, int from, int to) {
        int[] group = new int[to - from];
        Arrays.setAll(group, i -> (int) byItem[from + i]);
        return group.length == 1
                ? group
                : IntStream.of(group)
                        .boxed()
                        .sorted(Comparator.<Integer>comparingInt(events::kind)
                                .thenComparingDouble(events::time)
                                .thenComparingDouble(event -> sortable(events.weight(event)))
                                .thenComparing(events::liked))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /** What all events of one item come to. */
    private Pairs.Pair pair(Events events, int[] group) {
        if (group.length == 1) {
            return ofOneKind(events, group);
        }
        Pairs.Pair latest = null;
        long kinds = 0;
        int unreadable = 0;
        for (int first = 0, last; first < group.length; first = last) {
            last = first + 1;
            while (last < group.length && events.kind(group[last]) == events.kind(group[first])) {
                last++;
            }
            Pairs.Pair one = ofOneKind(events, Arrays.copyOfRange(group, first, last));
            kinds |= one.kinds();
            unreadable += one.unreadable();
            boolean later = latest == null
                    || one.time() > latest.time()
                    || (one.time() == latest.time() && sortable(one.weight()) > sortable(latest.weight()));
            latest = later ? one : latest;
        }
        return latest.of(kinds, unreadable);
    }

    private Pairs.Pair ofOneKind(Events events, int[] group) {
        int latest = group[group.length - 1];
        double weight = weighted ? aggregated(events, group) : 1;
        boolean anyLiked = false;
        int unreadable = 0;
        for (int event : group) {
            anyLiked |= events.liked(event);
            unreadable += weighted && !usable(events.weight(event)) ? 1 : 0;
        }
        boolean last = aggregates.get(events.kind(latest)) == Aggregate.LAST;
        return new Pairs.Pair(
                events.item(latest),
                weight,
                events.time(latest),
                verdict(weight, last ? events.liked(latest) : anyLiked),
                1L << Math.min(Long.SIZE - 1, events.kind(latest)),
                unreadable,
                events.others(latest));
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
        double result = Double.NaN;
        for (int event : group) {
            double weight = events.weight(event);
            if (usable(weight)) {
                result = Double.isNaN(result)
                        ? weight
                        : aggregate == Aggregate.SUM ? result + weight : Math.max(result, weight);
            }
        }
        return result;
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

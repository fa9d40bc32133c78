// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The lists of the users of a test, and how good they are; users in one order, so that two of these can be compared in pairs. */
final class RankedLists {
    private final Map<Long, List<Entry>> lists = new TreeMap<>();
    private final Map<Long, Set<Integer>> relevant;

    /** An item in a list, best first. */
    record Entry(int item, double score) {}

    /** Lists to come, for users whose items to find are {@code relevant}; others are passed over. */
    RankedLists(Map<Long, Set<Integer>> relevant) {
        this.relevant = relevant;
    }

    void put(long user, List<Entry> list) {
        lists.put(user, list);
    }

    int users() {
        return (int) lists.keySet().stream().filter(relevant::containsKey).count();
    }

    /** The same lists judged by other items to find. */
    RankedLists judgedBy(Map<Long, Set<Integer>> others) {
        RankedLists same = new RankedLists(others);
        same.lists.putAll(lists);
        return same;
    }

    /** Hits among the first k, divided by the number of relevant items. */
    double[] recall(int k) {
        return perUser(user -> gains(user, k, false) / relevant.get(user).size());
    }

    /** DCG among the first k, divided by that of the best list of min(relevant items, k) hits. */
    double[] ndcg(int k) {
        return perUser(user -> {
            double ideal = 0;
            for (int i = 0; i < Math.min(k, relevant.get(user).size()); i++) {
                ideal += discount(i);
            }
            return gains(user, k, true) / ideal;
        });
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }

    /** By how many standard errors the mean of {@code one} is above that of {@code other}, in pairs. */
    static double standardErrorsAbove(double[] one, double[] other) {
        double mean = mean(one) - mean(other);
        double squares = 0;
        for (int i = 0; i < one.length; i++) {
            double deviation = one[i] - other[i] - mean;
            squares += deviation * deviation;
        }
        return mean == 0 ? 0 : mean / Math.sqrt(squares / (one.length - 1.0) / one.length);
    }

    private double[] perUser(ToDoubleFunction<Long> metric) {
        return lists.keySet().stream()
                .filter(relevant::containsKey)
                .mapToDouble(metric)
                .toArray();
    }

    /** Of equal scores half rank before a hit; ties that go on behind the end of the list make it none. */
    private double gains(long user, int k, boolean discounted) {
        List<Entry> list = lists.get(user);
        double sum = 0;
        for (int i = 0; i < list.size(); i++) {
            double own = list.get(i).score();
            if (relevant.get(user).contains(list.get(i).item())) {
                int first = i;
                int last = i;
                while (first > 0 && list.get(first - 1).score() == own) {
                    first--;
                }
                while (last + 1 < list.size() && list.get(last + 1).score() == own) {
                    last++;
                }
                double place = first + (last - first) / 2.0;
                boolean open = last > first && last == list.size() - 1;
                if (place < k && !open) {
                    sum += discounted ? discount(place) : 1;
                }
            }
        }
        return sum;
    }

    private static double discount(double place) {
        return Math.log(2) / Math.log(place + 2);
    }

    /** For each user the relevant items among {@code items}; users without any are left out. */
    static Map<Long, Set<Integer>> among(Map<Long, Set<Integer>> relevant, Set<Integer> items) {
        Map<Long, Set<Integer>> some = new TreeMap<>();
        relevant.forEach((user, all) -> {
            List<Integer> kept = new ArrayList<>(all);
            kept.retainAll(items);
            if (!kept.isEmpty()) {
                some.put(user, Set.copyOf(kept));
            }
        });
        return some;
    }
}

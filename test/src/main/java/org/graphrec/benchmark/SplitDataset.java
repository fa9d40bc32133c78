// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.graphrec.data.Dataset;
import org.graphrec.data.Dataset.Interaction;

/**
 * A data set in parts.
 *
 * @param name as in the literature
 * @param train what the server gets to see when it trains
 * @param later interactions written after the training, which histories have and models have not learnt from
 * @param test the items to find for each user, by their keys; every user has at least one
 * @param timed whether interactions say when they happened
 * @param protocol how it was split
 */
record SplitDataset(
        String name,
        Dataset train,
        List<Interaction> later,
        Map<Long, Set<Integer>> test,
        boolean timed,
        Protocol protocol) {

    SplitDataset {
        later = List.copyOf(later);
        test = Map.copyOf(test);
    }

    /** The data set, whatever the protocol. */
    String data() {
        return name.replaceFirst("-refit$", "");
    }

    /** Whether items have text. */
    boolean text() {
        return !train.schema().textProperties().isEmpty();
    }

    int testInteractions() {
        return test.values().stream().mapToInt(Set::size).sum();
    }

    /** The half of the items with the fewest interactions in train, ties by the lower key. */
    Set<Integer> tail() {
        Map<Integer, Integer> counts = new TreeMap<>();
        train.items().forEach(item -> counts.put(((Long) item.get("id")).intValue(), 0));
        train.interactions().forEach(pair -> counts.merge(((Long) pair.item()).intValue(), 1, Integer::sum));
        List<Integer> items = new ArrayList<>(counts.keySet());
        items.sort((one, other) -> Integer.compare(counts.get(one), counts.get(other)));
        return new HashSet<>(items.subList(0, items.size() / 2));
    }

    /** The same with the last {@code share} of each user's history as the test, by time. */
    SplitDataset lastOfEach(double share) {
        Map<Object, List<Interaction>> histories = new TreeMap<>();
        train.interactions()
                .forEach(pair -> histories
                        .computeIfAbsent(pair.user(), key -> new ArrayList<>())
                        .add(pair));
        List<Interaction> kept = new ArrayList<>();
        Map<Long, Set<Integer>> tests = new HashMap<>();
        histories.forEach((user, history) -> {
            history.sort((one, other) -> Long.compare(time(one), time(other)));
            int cut = history.size() - (int) Math.ceil(share * history.size());
            kept.addAll(history.subList(0, cut));
            history.subList(cut, history.size()).forEach(pair -> add(tests, pair));
        });
        Protocol last = new Protocol(
                String.format(Locale.ROOT, "last %.0f %% of each user", 100 * share), "learned from what came before");
        return new SplitDataset(name, with(kept), List.of(), tests, timed, last);
    }

    /** The same with all interactions of a tenth of the items as the test, and the test so far joined to train. */
    SplitDataset coldItems(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Integer> cold = new HashSet<>();
        train.items().stream()
                .map(item -> ((Long) item.get("id")).intValue())
                .sorted()
                .filter(item -> random.nextDouble() < 0.1)
                .forEach(cold::add);
        List<Interaction> all = new ArrayList<>(train.interactions());
        all.addAll(later);
        test.forEach((user, items) -> items.forEach(item ->
                all.add(new Interaction(user, (long) item, timed ? Map.of("time", Long.MAX_VALUE) : Map.of()))));
        List<Interaction> kept = new ArrayList<>();
        Map<Long, Set<Integer>> tests = new HashMap<>();
        for (Interaction pair : all) {
            if (cold.contains(((Long) pair.item()).intValue())) {
                add(tests, pair);
            } else {
                kept.add(pair);
            }
        }
        Set<Object> known = new HashSet<>();
        kept.forEach(pair -> known.add(pair.user()));
        tests.keySet().removeIf(user -> !known.contains(user));
        Protocol whole = new Protocol("a tenth of the items, whole", "learned from the interactions of the others");
        return new SplitDataset(name, with(kept), List.of(), tests, timed, whole);
    }

    /** The items of the test. */
    Set<Integer> testItems() {
        Set<Integer> items = new HashSet<>();
        test.values().forEach(items::addAll);
        return items;
    }

    private Dataset with(List<Interaction> interactions) {
        return new Dataset(train.schema(), train.facts(), train.users(), train.items(), interactions);
    }

    private static void add(Map<Long, Set<Integer>> tests, Interaction pair) {
        tests.computeIfAbsent((Long) pair.user(), key -> new HashSet<>()).add(((Long) pair.item()).intValue());
    }

    private static long time(Interaction pair) {
        return (Long) pair.properties().get("time");
    }
}

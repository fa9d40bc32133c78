// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.feedback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.graphrec.procedures.live.WrittenTypes;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.InteractionReading;
import org.graphrec.procedures.reading.Values;
import org.graphrec.training.Monitor;
import org.graphrec.training.feedback.ClickRates;
import org.graphrec.training.feedback.Shown;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** All that was shown and clicked, as a caller sees it in the graph. */
final class FeedbackTable {
    /** Bytes of what is kept of a recommendation: numbers, and its places in maps. */
    private static final long BYTES = 500;

    /** Users whose interactions are read together. */
    private static final int BLOCK = 256;

    private final List<Entry> entries = new ArrayList<>();
    private final ClickRates rates;

    /** A recommendation: who saw what, at which rank, by which model and channel. */
    private record Entry(long user, long item, int rank, String model, String channel, Object runId, double time) {
        private List<Object> key() {
            return List.of(user, item, runId);
        }

        private List<Long> pair() {
            return List.of(user, item);
        }
    }

    FeedbackTable(Transaction transaction, FeedbackConfig config, Monitor monitor) {
        try (ResourceIterator<Relationship> all = transaction.findRelationships(WrittenTypes.SHOWN)) {
            while (all.hasNext()) {
                monitor.assertRunning();
                Relationship one = all.next();
                Object runId = one.getProperty(Shows.RUN, "");
                if (config.counts(runId, one.getProperty(Shows.AT, null))
                        && one.getProperty(Shows.RANK, null) instanceof Long rank
                        && rank > 0
                        && rank < Integer.MAX_VALUE) {
                    entries.add(new Entry(
                            NodeIds.id(one.getStartNode()),
                            NodeIds.id(one.getEndNode()),
                            (int) (rank - 1),
                            String.valueOf(one.getProperty(WrittenTypes.MODEL, "")),
                            String.valueOf(one.getProperty(Shows.CHANNEL, "")),
                            runId,
                            Values.time(one.getProperty(Shows.AT, null))));
                }
            }
        }
        boolean[] clicks = config.feedback() == null
                ? recorded(clicked(transaction, config, monitor))
                : done(transaction, config.feedback(), monitor);
        this.rates = ClickRates.of(
                new Shown(
                        numbers(Entry::user),
                        numbers(Entry::pair),
                        entries.stream().mapToInt(Entry::rank).toArray(),
                        clicks),
                new int[entries.size()]);
    }

    /** An upper bound on the heap for so many relationships, in bytes. */
    static long bytes(long relationships) {
        return BYTES * relationships;
    }

    private boolean[] recorded(Set<List<Object>> clicked) {
        boolean[] clicks = new boolean[entries.size()];
        for (int i = 0; i < clicks.length; i++) {
            clicks[i] = clicked.contains(entries.get(i).key());
        }
        return clicks;
    }

    /** What users did is a click on what they were shown last before it; what they did before counts for nothing. */
    private boolean[] done(Transaction transaction, InteractionReading feedback, Monitor monitor) {
        boolean[] clicks = new boolean[entries.size()];
        Map<List<Long>, List<Integer>> shown = new HashMap<>();
        for (int i = 0; i < clicks.length; i++) {
            shown.computeIfAbsent(entries.get(i).pair(), pair -> new ArrayList<>())
                    .add(i);
        }
        List<Long> users = entries.stream().map(Entry::user).distinct().sorted().toList();
        for (int from = 0; from < users.size(); from += BLOCK) {
            monitor.assertRunning();
            List<Node> block = users.subList(from, Math.min(users.size(), from + BLOCK)).stream()
                    .map(user -> NodeIds.find(transaction, user))
                    .filter(Objects::nonNull)
                    .toList();
            feedback.read(transaction, block, new InteractionReading.Sink() {
                @Override
                public void event(int user, Node item, double weight, double time, boolean like) {
                    List<Long> pair = List.of(NodeIds.id(block.get(user)), NodeIds.id(item));
                    int last = -1;
                    for (int entry : shown.getOrDefault(pair, List.of())) {
                        boolean before = entries.get(entry).time() <= time;
                        if (before
                                && (last < 0
                                        || entries.get(entry).time()
                                                >= entries.get(last).time())) {
                            last = entry;
                        }
                    }
                    if (last >= 0) {
                        clicks[last] = true;
                    }
                }

                @Override
                public void unreadable(int user, Node item, String what, Object value) {
                    // a weight says nothing of whether it happened
                }
            });
        }
        return clicks;
    }

    private static Set<List<Object>> clicked(Transaction transaction, FeedbackConfig config, Monitor monitor) {
        Set<List<Object>> clicked = new HashSet<>();
        try (ResourceIterator<Relationship> all = transaction.findRelationships(WrittenTypes.FEEDBACK)) {
            while (all.hasNext()) {
                monitor.assertRunning();
                Relationship one = all.next();
                if (config.event().equals(one.getProperty(Shows.EVENT, null))) {
                    clicked.add(List.of(
                            NodeIds.id(one.getStartNode()),
                            NodeIds.id(one.getEndNode()),
                            one.getProperty(Shows.RUN, "")));
                }
            }
        }
        return clicked;
    }

    /** Each value as a number, from 0, in the order in which they are met. */
    private int[] numbers(Function<Entry, Object> value) {
        Map<Object, Integer> numbers = new HashMap<>();
        return entries.stream()
                .mapToInt(entry -> numbers.computeIfAbsent(value.apply(entry), one -> numbers.size()))
                .toArray();
    }

    /** A row of each model, in order of their names, and behind it one of each of its channels. */
    List<FeedbackStatsRow> rows() {
        Map<String, Set<String>> channels = new TreeMap<>();
        entries.forEach(entry -> channels.computeIfAbsent(entry.model(), model -> new TreeSet<>())
                .add(entry.channel()));
        List<FeedbackStatsRow> rows = new ArrayList<>();
        channels.forEach((model, ofModel) -> {
            rows.add(FeedbackStatsRow.of(model, null, of(entry -> entry.model().equals(model) ? 0 : -1), 0));
            for (String channel : ofModel) {
                rows.add(FeedbackStatsRow.of(
                        model,
                        channel,
                        of(entry ->
                                entry.model().equals(model) && entry.channel().equals(channel) ? 0 : -1),
                        0));
            }
        });
        return rows;
    }

    /** The names of the models of which anything was shown. */
    List<String> models() {
        return entries.stream().map(Entry::model).distinct().sorted().toList();
    }

    /** The rates of two models, as groups 0 and 1. */
    ClickRates of(String one, String other) {
        return of(entry -> entry.model().equals(one) ? 0 : entry.model().equals(other) ? 1 : -1);
    }

    private ClickRates of(Function<Entry, Integer> group) {
        return rates.with(entries.stream().mapToInt(group::apply).toArray());
    }
}

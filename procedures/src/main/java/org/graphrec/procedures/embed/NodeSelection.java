// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.live.StoreCounts;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Transaction;

/** Nodes named by a label or a list of labels. */
final class NodeSelection {
    private NodeSelection() {}

    /**
     * How many nodes have the labels, those with several counted several times.
     *
     * @throws IllegalArgumentException when a label is not in use, naming those near
     */
    static long count(Transaction transaction, Object labels, Set<String> graphNames) {
        long count = 0;
        for (String label : labels(transaction, labels, graphNames)) {
            count += StoreCounts.nodes(transaction, label);
        }
        return count;
    }

    /** The ids of the nodes that have one of the labels, as the transaction sees them, ascending. */
    static long[] byLabels(Transaction transaction, Object labels, Set<String> graphNames) {
        List<String> list = labels(transaction, labels, graphNames);
        LongStream.Builder ids = LongStream.builder();
        for (String label : list) {
            try (var nodes = transaction.findNodes(Label.label(label))) {
                nodes.stream().mapToLong(NodeIds::id).forEach(ids);
            }
        }
        long[] found = ids.build().toArray();
        Arrays.sort(found);
        return list.size() == 1 ? found : distinct(found);
    }

    /** Without repeats, of ascending numbers; a stream's own way would box each. */
    private static long[] distinct(long[] ascending) {
        int size = 0;
        for (long id : ascending) {
            if (size == 0 || ascending[size - 1] != id) {
                ascending[size++] = id;
            }
        }
        return Arrays.copyOf(ascending, size);
    }

    private static List<String> labels(Transaction transaction, Object labels, Set<String> graphNames) {
        Set<String> known = new TreeSet<>();
        transaction.getAllLabelsInUse().forEach(label -> known.add(label.name()));
        List<?> list = labels instanceof List<?> several ? several : List.of(String.valueOf(labels));
        List<String> found = new ArrayList<>();
        for (Object entry : list) {
            String label = String.valueOf(entry);
            if (!known.contains(label)) {
                known.addAll(graphNames);
                throw new IllegalArgumentException(
                        "The value of `graphNameOrLabels` must name a projected graph or a label in use but was `"
                                + Config.shown(label) + "`." + Suggestions.didYouMeanOneOf(label, known));
            }
            if (!found.contains(label)) {
                found.add(label);
            }
        }
        return found;
    }
}

package org.graphrec.procedures.embed;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.graph.NodeIds;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Transaction;

/** Nodes named by a label or a list of labels. */
final class NodeSelection {
    private NodeSelection() {}

    /** The ids of the nodes that have one of the labels, as the transaction sees them, ascending. */
    static long[] byLabels(Transaction transaction, Object labels, Set<String> graphNames) {
        Set<String> known = new TreeSet<>();
        transaction.getAllLabelsInUse().forEach(label -> known.add(label.name()));
        Set<Long> ids = new LinkedHashSet<>();
        List<?> list = labels instanceof List<?> several ? several : List.of(String.valueOf(labels));
        for (Object entry : list) {
            String label = String.valueOf(entry);
            if (!known.contains(label)) {
                known.addAll(graphNames);
                throw new IllegalArgumentException(
                        "The value of `graphNameOrLabels` must name a projected graph or a label in use but was `"
                                + label + "`." + Suggestions.didYouMeanOneOf(label, known));
            }
            try (var nodes = transaction.findNodes(Label.label(label))) {
                nodes.stream().map(NodeIds::id).forEach(ids::add);
            }
        }
        return ids.stream().flatMapToLong(LongStream::of).sorted().toArray();
    }
}

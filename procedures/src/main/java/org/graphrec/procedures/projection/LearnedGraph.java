// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.graphrec.procedures.changes.ChangedNodes;
import org.graphrec.procedures.changes.Changes;
import org.graphrec.procedures.changes.Touch;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.live.NodeKey;
import org.graphrec.procedures.live.OwnTransactions;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.LiveProbe;
import org.graphrec.procedures.reading.NodeReading;
import org.graphrec.procedures.reading.UnreadableInteractionException;
import org.graphrec.training.Monitor;
import org.neo4j.graphdb.Transaction;

/**
 * What a model learns from, and how the same is read from the live graph when the model serves.
 *
 * @param graph what is learned
 * @param reading proved to give the same, by the configuration of the projection or by comparing all users
 */
public record LearnedGraph(Bipartite graph, GraphReading reading) {

    /**
     * How to learn.
     *
     * @param ratings whether weights are ratings
     * @param keepHistories whether the histories of the projection are to be served from
     * @param context the weights of other relationships, to learn from these as well; null: from interactions alone
     */
    public record Options(boolean ratings, boolean keepHistories, ContextSelection context, int concurrency) {}

    /**
     * Reads a projection and finds out how the live graph is read.
     *
     * @param transactions in which users are compared
     * @throws IllegalArgumentException where no way of reading the live graph gives what the projection has, with the ways out
     */
    public static LearnedGraph read(
            OwnTransactions transactions,
            Projection projection,
            Bipartite.Selection selection,
            Options options,
            Monitor monitor) {
        ProjectedInteractions projected = ProjectedInteractions.of(projection, selection);
        PairTally tally = new PairTally();
        Bipartite graph = Bipartite.of(projected, options.ratings(), tally);
        // a change in the millisecond in which the query began was made before it read
        long since = since(projection) + 1;
        Changes changes = ChangedNodes.of(transactions.caller());
        HistoryCheck check = new HistoryCheck(transactions, projected, changes, since);
        GraphReading reading;
        Long changed;
        if (options.keepHistories()) {
            reading = LiveReadings.kept(projected);
            changed = null;
        } else if (LiveReadings.proven(projected)) {
            reading = projected.told().orElseThrow();
            changed = check.changed(reading, options.concurrency(), monitor);
        } else {
            HistoryCheck.Outcome outcome = null;
            GraphReading found = null;
            HistoryCheck.Outcome refused = null;
            for (GraphReading candidate : LiveReadings.candidates(projected)) {
                HistoryCheck.Outcome one = compared(check, candidate, options, monitor);
                if (one == null) {
                    continue;
                }
                refused = refused == null ? one : refused;
                if (one.same() && (outcome == null || one.changed() < outcome.changed())) {
                    outcome = one;
                    found = candidate;
                }
                if (outcome != null && outcome.changed() == 0) {
                    break;
                }
            }
            if (refused == null) {
                throw new IllegalArgumentException("The declaration of the graph `" + projection.name()
                        + "` can no longer be read from the live graph. Project it again with `rec.graph.project`.");
            }
            if (found == null) {
                throw HistoriesDiffer.error(projected, refused);
            }
            reading = found;
            changed = outcome.changed();
        }
        graph = identified(graph, reading, projection, transactions.caller());
        NodeIndex leftOut = leftOut(transactions.caller(), reading.items(), graph.items(), changes, since);
        LearnedContext context = options.context() != null
                ? ProjectedContext.of(projected, transactions.caller(), options.context(), options.keepHistories())
                : LearnedContext.NONE;
        return new LearnedGraph(
                graph.with(context.context()),
                reading.leavingOut(leftOut).counting(tally.counts(changed)).withContext(context.reading()));
    }

    /** Null for a reading whose expressions fail on values of the graph. */
    private static HistoryCheck.Outcome compared(
            HistoryCheck check, GraphReading candidate, Options options, Monitor monitor) {
        try {
            return check.all(candidate, options.concurrency(), monitor);
        } catch (UnreadableInteractionException other) {
            return null;
        }
    }

    /** Whether an id was given again is told by a key, or else by interactions, where the live graph tells these. */
    private static Bipartite identified(
            Bipartite graph, GraphReading reading, Projection projection, Transaction transaction) {
        NodeKey users = key(
                projection.declaration().map(Declaration::userKey),
                transaction,
                graph.nodes().sourceLabel());
        NodeKey items = key(
                projection.declaration().map(Declaration::itemKey),
                transaction,
                graph.nodes().targetLabel());
        // what is kept of a projection need not be in the live graph, so that its absence tells nothing
        boolean byInteractions = reading.live() && reading.kept() == null;
        return byInteractions || (users != null && items != null)
                ? graph.identified(transaction, new LiveProbe(transaction, reading), users, items)
                : graph;
    }

    private static NodeKey key(Optional<String> declared, Transaction transaction, String label) {
        return declared.map(property -> NodeKey.of(List.of(property)))
                .orElseGet(() -> NodeKey.ofConstraint(transaction, label));
    }

    private static long since(Projection projection) {
        return projection
                .origin()
                .declared()
                .map(GraphOrigin.Declared::since)
                .orElseGet(() -> ProjectionStarts.of(
                        projection.origin(), projection.store().creationTime()));
    }

    /** Nodes that could be items and that the projection left out, where the live graph does not tell why. */
    private static NodeIndex leftOut(
            Transaction transaction, NodeReading items, NodeIndex known, Changes changes, long since) {
        if (items.known() || items.labels().isEmpty()) {
            return new NodeIndex(new long[0]);
        }
        LongStream.Builder ids = LongStream.builder();
        items.labelled(transaction).forEachRemaining(node -> {
            long id = NodeIds.id(node);
            if (known.row(id) < 0 && changes.touchedSinceMillis(id, since) != Touch.YES) {
                ids.add(id);
            }
        });
        return new NodeIndex(ids.build().sorted().toArray());
    }

    /** The same with other weights of its features. */
    public LearnedGraph withFeatureWeights(List<Double> weights) {
        return new LearnedGraph(graph.withFeatureWeights(weights), reading);
    }

    /** The same learned from likes of a weight alone. */
    public LearnedGraph withLikeThreshold(double threshold) {
        return new LearnedGraph(graph.withLikesOf(threshold), reading.withLikeThreshold(threshold));
    }
}

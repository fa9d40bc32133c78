// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.BitSet;
import org.graphrec.procedures.evaluate.EvaluatedContext;
import org.graphrec.procedures.live.KnownNodes;
import org.graphrec.procedures.model.InteractionModel;
import org.graphrec.procedures.model.RatingPredictor;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.training.Monitor;
import org.graphrec.training.compare.Succession;
import org.graphrec.training.evaluate.RankingEvaluation.Scorer;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.NextItems;
import org.graphrec.training.model.Model;
import org.graphrec.training.rating.RatingModel;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * What a model has not learned of a graph, and how well it and its successor predict that. Where the model knows until when it
 * learned, this is the first thing that each user did after the middle of the time since; else one thing of each user that the model
 * does not know. An item that the model does not know is one that it does not find.
 */
final class NewestInteractions {
    private static final double SHARE = 0.5;

    private final InteractionModel model;
    private final Bipartite graph;
    private final NextItems items;

    NewestInteractions(InteractionModel model, Bipartite graph, Transaction transaction, long randomSeed) {
        this.model = model;
        this.graph = graph;
        Double latest = model.call().origin().latest();
        this.items = latest != null && graph.interactions().timed()
                ? NextItems.after(graph.interactions(), latest, SHARE)
                : NextItems.ofUsers(graph.interactions(), newcomers(transaction), randomSeed);
    }

    private BitSet newcomers(Transaction transaction) {
        KnownNodes known = model.users(transaction);
        BitSet newcomers = new BitSet();
        for (int user = 0; user < graph.users().size(); user++) {
            Node node = NodeIds.find(transaction, graph.users().id(user));
            newcomers.set(user, node != null && known.row(node) < 0);
        }
        return newcomers;
    }

    /** How many users there are to compare by. */
    int users() {
        return items.users().length;
    }

    /** What a successor may learn from, so that it is compared fairly. */
    Interactions learnable() {
        return items.before();
    }

    /** A model of ratings beside a successor that was fitted to {@link #learnable}: by the next rating of each user. */
    Succession compareRatings(RatingPredictor known, RatingModel successor, Transaction transaction, Monitor monitor) {
        int[] rows = rows(transaction, monitor);
        Interactions seen =
                inRows(items.before(), rows, monitor).with(EvaluatedContext.of(transaction, graph.users(), known));
        int[] users = items.users();
        double[] before = new double[users.length];
        double[] after = new double[users.length];
        for (int i = 0; i < users.length; i++) {
            monitor.assertRunning();
            int next = items.next().byUser().offsets()[users[i]];
            int item = items.next().byUser().targets()[next];
            double rating = items.next().byUser().weight(next);
            // of an item that it does not know, the model knows the mean of all
            double expected = rows[item] < 0
                    ? known.fit().model().scale().mean()
                    : known.fit().model().predict(seen.history(users[i]), rows[item]);
            before[i] = square(expected - rating);
            after[i] = square(successor.predict(items.before().history(users[i]), item) - rating);
            monitor.advance(2);
        }
        return Succession.ofSquaredErrors(before, after);
    }

    private static double square(double error) {
        return error * error;
    }

    /** A model that ranks beside a successor that was fitted to {@link #learnable}. */
    Succession compare(
            TrainedModel known, Model successor, Transaction transaction, int k, int concurrency, Monitor monitor) {
        int[] users = items.users();
        double[] after =
                Succession.ndcg(Scorer.of(successor), items.before(), items.next(), users, k, concurrency, monitor);
        int[] rows = rows(transaction, monitor);
        Interactions seen =
                inRows(items.before(), rows, monitor).with(EvaluatedContext.of(transaction, graph.users(), model));
        double[] before = Succession.ndcg(
                Scorer.of(known.fit().model()),
                seen,
                inRows(items.next(), rows, monitor),
                users,
                k,
                concurrency,
                monitor);
        return Succession.of(before, after);
    }

    /** The model's row of each item of the graph, or -1. */
    private int[] rows(Transaction transaction, Monitor monitor) {
        KnownNodes known = model.items(transaction);
        int[] rows = new int[graph.items().size()];
        for (int item = 0; item < rows.length; item++) {
            monitor.assertRunning();
            Node node = NodeIds.find(transaction, graph.items().id(item));
            rows[item] = node == null ? -1 : Math.max(-1, known.row(node));
        }
        return rows;
    }

    private Interactions inRows(Interactions interactions, int[] rows, Monitor monitor) {
        Csr byUser = interactions.byUser();
        int size = 0;
        for (int item : byUser.targets()) {
            size += rows[item] >= 0 ? 1 : 0;
        }
        int[] userOf = new int[size];
        int[] itemOf = new int[size];
        float[] weights = byUser.weighted() ? new float[size] : null;
        double[] places = new double[size];
        int position = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            monitor.assertRunning();
            for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                int row = rows[byUser.targets()[edge]];
                if (row >= 0) {
                    userOf[position] = user;
                    itemOf[position] = row;
                    // a history stays in its order
                    places[position] = edge;
                    if (weights != null) {
                        weights[position] = byUser.weight(edge);
                    }
                    position++;
                }
            }
        }
        return Interactions.of(
                byUser.rows(),
                model.graph().items().size(),
                userOf,
                itemOf,
                weights,
                interactions.timed() ? places : null);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.graphrec.procedures.live.KnownNodes;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.model.RatingPredictor;
import org.graphrec.procedures.reading.ContextReading;
import org.graphrec.procedures.reading.Histories;
import org.graphrec.procedures.reading.KeptHistories;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.ContextRow;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Pairs;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.model.AttributeVectors;
import org.graphrec.training.rating.PredictedRating;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Ratings of some items by any user. Histories, contexts and texts are read on the calling thread, since a transaction belongs to it; what
 * lies between runs on all threads of the call.
 */
final class Predictions {
    /** Pairs predicted together, at least those of one user: what a call holds in memory beside the items. */
    static final int PAIRS = 1 << 16;

    /** Items of one user predicted in one go. */
    private static final int PART = 256;

    private final RatingPredictor model;
    private final KnownNodes known;
    private final KnownNodes users;
    private final List<Node> items;
    private final int[] rows;
    private final Histories histories;
    private final Transaction transaction;
    private final ContextReading context;
    private final ContextReading.Rows contextRows;
    private final float[][] descriptions;

    /** An upper bound for so many users and items, but for what new ones are described by. */
    static MemoryNeed memory(RatingPredictor model, long users, long items) {
        long together = Math.min(users, Math.max(1, PAIRS / Math.max(1, items)));
        return MemoryNeed.ofHeap("items", 64 * items)
                .and("pairs", 128 * together * items)
                // of a few hundred ratings each, or all that there are
                .and(
                        "histories",
                        Math.min(
                                4_000 * together,
                                256 * together + 64 * model.call().interactions()));
    }

    /** An upper bound for the texts and the attributes of those items that the model was not trained on. */
    static MemoryNeed memoryOfTexts(RatingPredictor model, KnownNodes known, List<Node> items) {
        long newItems = items.stream().filter(item -> known.row(item) < 0).count();
        AttributeVectors attributes = model.fit().model().attributes();
        long dimension = model.features().dimension()
                // and the nodes that a few hundred edges lead to
                + (attributes == null ? 0 : 2L * attributes.dimension() + 500);
        return MemoryNeed.ofHeap("texts", newItems * (16 + 4 * dimension));
    }

    /** Of these items; what those that came after training are described by is read here. */
    Predictions(Transaction transaction, RatingPredictor model, List<Node> items) {
        this.model = model;
        this.known = model.items(transaction);
        this.users = model.users(transaction);
        this.histories = new Histories(transaction, model.live(), known::row);
        this.items = items;
        this.rows = new int[items.size()];
        this.transaction = transaction;
        this.context = model.live().context();
        this.contextRows =
                new ContextReading.Rows(histories.consent().rows(users::row), known::row, histories.consent()::allows);
        this.descriptions = new float[rows.length][];
        List<Node> came = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Math.max(-1, known.row(items.get(i)));
            came.add(rows[i] < 0 ? items.get(i) : null);
        }
        List<ContextRow> attributes = context.isEmpty() ? null : context.ofNewItems(transaction, came, contextRows);
        for (int i = 0; i < rows.length; i++) {
            if (came.get(i) != null) {
                float[] text = model.features().of(came.get(i));
                descriptions[i] =
                        model.fit().model().description(text, attributes == null ? ContextRow.NONE : attributes.get(i));
            }
        }
    }

    /** The ratings of one user. */
    PredictedRating[] of(Node user) {
        History history = history(
                user,
                histories.of(user),
                context(Collections.singletonList(user)).get(0),
                List.of());
        return model.fit().model().predict(history, rows, descriptions);
    }

    /** The rows of some users, in their order and that of the items. */
    List<PredictRow> of(List<Node> users, PredictOptions options, Monitor monitor) {
        List<Pairs> pairs = users.size() == 1 ? List.of(histories.of(users.get(0))) : histories.of(users);
        List<ContextRow> besides = context(users);
        List<History> read = new ArrayList<>();
        for (int u = 0; u < users.size(); u++) {
            read.add(history(users.get(u), pairs.get(u), besides.get(u), options.history()));
        }
        int parts = (rows.length + PART - 1) / PART;
        PredictedRating[][] predicted = new PredictedRating[users.size() * parts][];
        Parallel.forBlocks(predicted.length, 1, options.concurrency(), monitor, (from, to) -> {
            for (int p = from; p < to; p++) {
                int first = p % parts * PART;
                int last = Math.min(rows.length, first + PART);
                predicted[p] = model.fit()
                        .model()
                        .predict(
                                read.get(p / parts),
                                Arrays.copyOfRange(rows, first, last),
                                Arrays.copyOfRange(descriptions, first, last));
            }
        });
        List<PredictRow> result = new ArrayList<>(users.size() * rows.length);
        for (int u = 0; u < users.size(); u++) {
            for (int i = 0; i < rows.length; i++) {
                PredictedRating rating = predicted[u * parts + i / PART][i % PART];
                result.add(new PredictRow(users.get(u), items.get(i), rating.rating(), rating.deviation()));
            }
        }
        return result;
    }

    /** What else is known of some users; nothing where the model learned from ratings alone. */
    private List<ContextRow> context(List<Node> asked) {
        return context.isEmpty()
                ? Collections.nCopies(asked.size(), ContextRow.NONE)
                : context.ofUsers(transaction, histories.consent().orNull(asked), contextRows);
    }

    /** What the user rated, as this transaction sees it, and then what the call names. */
    private History history(Node user, Pairs pairs, ContextRow besides, List<PredictOptions.Rated> named) {
        KeptHistories kept = model.live().kept();
        History live = kept == null || user == null || !histories.consent().holds(user)
                ? pairs.ratings()
                : kept.pairs(users.row(user)).then(pairs).ratings();
        return (named.isEmpty() ? live : live.then(ratings(named))).with(besides);
    }

    private History ratings(List<PredictOptions.Rated> named) {
        List<PredictOptions.Rated> usable =
                named.stream().filter(rated -> known.row(rated.item()) >= 0).toList();
        int[] rated = new int[usable.size()];
        float[] ratings = new float[rated.length];
        for (int i = 0; i < rated.length; i++) {
            rated[i] = known.row(usable.get(i).item());
            ratings[i] = (float) usable.get(i).rating();
        }
        return new History(rated, ratings);
    }
}

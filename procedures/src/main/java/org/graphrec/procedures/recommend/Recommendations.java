// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.List;
import java.util.function.Function;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.training.Monitor;
import org.graphrec.training.model.Together;
import org.graphrec.training.recommend.GroupRecommender;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * The rankings of one call. Histories and items are read on the calling thread, since a transaction belongs to it; the scoring in
 * between runs on all threads of the call.
 */
final class Recommendations {
    private final OptimisticRead read;
    private long badInteractions;
    private String firstBad;

    /** For one call; {@code termination} ends what must be done before the scoring. */
    Recommendations(Transaction transaction, TrainedModel model, RecommendOptions options, Monitor termination) {
        this.read = new OptimisticRead(RankingCall.of(transaction, model, options, termination));
        // a wrong option fails at once, not when the first row is read
        read.run(Function.identity());
    }

    /** An upper bound on the heap that it takes to score so many users together, in bytes. */
    static long bytes(TrainedModel model, RecommendOptions options, int users) {
        long items = model.graph().items().size();
        Rules rules = options.ranking().rules();
        long k = Math.min(
                (options.ranking().k() + (long) rules.offset())
                        * (rules.atMost().isEmpty() ? 1 : 4),
                items);
        int threads = Math.min(options.concurrency(), users);
        Rerank rerank = options.query().rerank();
        // hashes of all texts, and those of one user's items
        long pairs = rerank == null ? 0 : 200L * Relevances.MOST_PAIRS + 16_000L * rerank.k();
        // rows of the best, histories of a few hundred; what is asked for, and for each thread the scores
        return pairs
                + users * (200 * (rerank == null ? k : Math.max(k, rerank.k())) + 4_000)
                + (4L + threads) * 16 * items
                + (users > 1 && model.fit().model().dense() ? threads * Together.bytes(items) : 0);
    }

    private record Block(List<RecommendRow> rows, long unreadable, String firstUnreadable) {}

    /**
     * The rows of one user, best item first; exactly k when k items are eligible and visible.
     *
     * @param user null for somebody who is not a node
     * @throws IllegalArgumentException naming a weight of their history that cannot be read
     */
    List<RecommendRow> rows(Node user, Monitor monitor) {
        return rows(serving -> List.of(serving.histories().read(user)), monitor);
    }

    /** The rows of some users, in their order; an interaction whose weight cannot be read is seen and no like. */
    List<RecommendRow> rows(List<Node> users, Monitor monitor) {
        return rows(serving -> serving.histories().read(users), monitor);
    }

    private List<RecommendRow> rows(Function<Serving, List<UserHistory>> users, Monitor monitor) {
        Block block = read.run(serving -> {
            List<UserHistory> histories = users.apply(serving);
            return new Block(
                    new RecommendedItems(serving).rows(histories, monitor),
                    histories.stream().mapToLong(UserHistory::unreadable).sum(),
                    serving.histories().firstUnreadable());
        });
        badInteractions += block.unreadable();
        firstBad = firstBad == null ? block.firstUnreadable() : firstBad;
        return block.rows();
    }

    /** The items most like each given one, according to the model. */
    List<SimilarRow> similar(List<Node> to, Monitor monitor) {
        return read.run(serving -> new SimilarItems(serving).rows(to, monitor));
    }

    /** The best items for several users together. */
    List<GroupRow> group(List<Node> members, GroupRecommender.Aggregation aggregation, Monitor monitor) {
        return read.run(serving -> new GroupItems(serving).rows(members, aggregation, monitor));
    }

    /** Why one item has its score for a user: one row per reason, the strongest first. */
    List<ExplainRow> explain(Node user, Node item) {
        return read.run(serving -> new ItemExplanation(serving).rows(user, item));
    }

    /** How many interactions of the users so far had a weight that is missing or cannot be read. */
    long badInteractions() {
        return badInteractions;
    }

    /** The first of them, as a sentence; null where there was none. */
    String firstBad() {
        return firstBad;
    }
}

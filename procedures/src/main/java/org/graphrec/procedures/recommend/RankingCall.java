// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.recommend.Request;
import org.neo4j.graphdb.Transaction;

/**
 * What one call asks. Nothing here changes while the call runs, or depends on a user or on what the items are now.
 *
 * @param transaction belongs to the calling thread
 * @param template a request without a history, which has the query, k and the least score
 * @param seenKinds a bit for each kind of interaction whose items are not recommended again
 * @param relevances how well items answer the query; null without a second stage
 * @param termination ends what must be done before the scoring
 */
record RankingCall(
        Transaction transaction,
        TrainedModel model,
        RecommendOptions options,
        Request template,
        long seenKinds,
        Relevances relevances,
        Monitor termination) {

    /**
     * Encodes the query and checks the options against the model.
     *
     * @throws IllegalArgumentException naming an option that the model has no answer to
     */
    static RankingCall of(Transaction transaction, TrainedModel model, RecommendOptions options, Monitor termination) {
        RecommendOptions.TextQuery query = options.query();
        float[] vector =
                query.text() == null ? null : new Query(model, termination).vector(query.text(), query.encoder());
        double weight = query.weight() == null ? model.fit().queryWeight() : query.weight();
        Request template = Request.of(History.empty(), options.ranking().k())
                .withQuery(vector, weight)
                .withMinScore(options.ranking().minScore());
        long seenKinds = options.taste().seen().kinds(model.live(), model.name());
        Relevances relevances = query.rerank() == null ? null : new Relevances(options, termination);
        return new RankingCall(transaction, model, options, template, seenKinds, relevances, termination);
    }
}

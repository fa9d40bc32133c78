// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.List;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.model.InteractionModel;
import org.graphrec.procedures.model.RatingPredictor;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.projection.LearnedGraph;
import org.graphrec.training.compare.Evaluation;
import org.graphrec.training.compare.Succession;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.rating.RatingFit;
import org.neo4j.graphdb.Transaction;

/** A model of interactions that is trained again, and compared by the newest of them. */
final class InteractionRenewal implements Renewal {
    private final InteractionModel model;
    private final RankingTraining training;
    private final LearnedGraph learned;
    private final List<String> spaces;
    private final Transaction transaction;

    /**
     * Once the graph was read; has the memory of fits reserved.
     *
     * @param spaces those of {@link RankingTraining#spaces}, as they were before a fit
     */
    InteractionRenewal(
            InteractionModel model,
            RankingTraining training,
            LearnedGraph learned,
            List<String> spaces,
            Transaction transaction) {
        this.model = model;
        this.training = training;
        this.learned = learned;
        this.spaces = spaces;
        this.transaction = transaction;
        training.reserve(learned.graph());
    }

    @Override
    public Succession compared(RefreshConfig options) {
        RunningCall call = training.call();
        boolean ratings = training.config().ratings();
        int concurrency = training.config().options().concurrency();
        NewestInteractions newest = new NewestInteractions(
                model, learned.graph(), transaction, training.config().options().randomSeed());
        if (newest.users() == 0) {
            return Succession.ofNobody(ratings ? Succession.Measure.RMSE : Succession.Measure.NDCG);
        }
        Interactions all = learned.graph().interactions();
        call.reserve(Evaluation.peakBytes(all.users(), all.items(), all.size(), concurrency));
        if (model instanceof RatingPredictor predictor) {
            RatingFit fit = RatingTraining.fit(learned.graph(), newest.learnable(), training.config(), call);
            call.phase(RefreshProcedures.COMPARE, 2L * newest.users());
            return newest.compareRatings(predictor, fit.model(), transaction, call);
        }
        Fit fit = training.fit(learned.graph(), newest.learnable());
        call.phase(RefreshProcedures.COMPARE, 2L * newest.users());
        return newest.compare((TrainedModel) model, fit.model(), transaction, options.k(), concurrency, call);
    }

    @Override
    public InteractionModel trained() {
        if (training.config().ratings()) {
            return RatingTraining.train(training.projection(), learned, spaces, training.config(), training.call());
        }
        Fit fit = training.fit(learned.graph(), learned.graph().interactions());
        return training.model(training.config().modelName(), learned, spaces, fit);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.declare.Projecting;
import org.graphrec.procedures.model.CatalogModel;
import org.graphrec.procedures.model.InteractionModel;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.RatingPredictor;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.projection.LearnedGraph;
import org.graphrec.procedures.projection.Recipe;
import org.graphrec.training.compare.Evaluation;
import org.graphrec.training.compare.Succession;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.rating.RatingFit;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.model.refresh}. */
public final class RefreshProcedures extends CallContext {
    private static final String PROJECT = "Project";
    private static final String COMPARE = "Compare models";

    @Procedure(name = "rec.model.refresh", mode = Mode.WRITE)
    @Description(
            "Projects the graph of a model again, trains the model again with the same options, and replaces it, in"
                    + " memory and on disk, unless the new one is worse on the newest interactions.")
    public Stream<RefreshRow> refresh(
            @Name("modelName") String modelName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.model.refresh")
                .writes()
                .config(configuration, RefreshConfig::read)
                .on(options -> new Refresh(
                        options, RefreshedModel.of(ModelCatalog.of(this).anyModel(modelName), options.graphName())))
                .threads(refresh -> refresh.model().training().options().concurrency())
                .phases(refresh -> phases(refresh.model().training()))
                .row((call, refresh) -> ModelCatalog.of(this)
                        .recordRefresh(modelName, succession -> refreshed(call, refresh.options(), succession)));
    }

    /** A model, and how it is refreshed. */
    private record Refresh(RefreshConfig options, RefreshedModel model) {}

    private static List<String> phases(TrainConfig training) {
        List<String> phases = new ArrayList<>();
        List<String> ofTraining = training.ratings() ? RatingTraining.PHASES : training.phases();
        phases.add(PROJECT);
        // once without the newest interactions, and once with all
        phases.addAll(ofTraining);
        phases.add(COMPARE);
        phases.addAll(ofTraining);
        return phases;
    }

    private RefreshRow refreshed(RunningCall call, RefreshConfig options, ModelCatalog.Succession succession) {
        CatalogModel before = succession.before();
        RefreshedModel refreshed = RefreshedModel.of(before, options.graphName());
        Recipe recipe = refreshed.recipe(graphs());
        Projecting projecting = new Projecting(transaction, graphs());
        String temporary = temporary(before.name());
        int concurrency = refreshed.training().options().concurrency();
        try {
            call.phase(PROJECT, 1);
            String made = projecting.again(temporary, recipe, concurrency);
            RankingTraining training =
                    new RankingTraining(projection(made).named(refreshed.shownName()), refreshed.training(), call);
            LearnedGraph learned = training.read();
            List<String> spaces = RankingTraining.spaces(transaction, learned.graph());
            training.reserve(learned.graph());
            Succession compared = compared(training, learned, refreshed.model(), options);
            String reason = reason(compared, options);
            if (reason != null) {
                return row(before, false, reason, compared, call.lap(), options);
            }
            InteractionModel after = trained(training, learned, spaces);
            succession.replaceBy(after);
            return row(
                    after,
                    true,
                    compared.users() == 0 ? "there was nothing to compare by" : "the new model is not worse",
                    compared,
                    call.lap(),
                    options);
        } finally {
            projecting.drop(temporary, recipe);
        }
    }

    private static InteractionModel trained(RankingTraining training, LearnedGraph learned, List<String> spaces) {
        if (training.config().ratings()) {
            return RatingTraining.train(training.projection(), learned, spaces, training.config(), training.call());
        }
        Fit fit = training.fit(learned.graph(), learned.graph().interactions());
        return training.model(training.config().modelName(), learned, spaces, fit);
    }

    private String temporary(String modelName) {
        String name = "refresh of " + modelName;
        while (graphs().names().contains(name)) {
            name += "+";
        }
        return name;
    }

    /** The model beside one that was trained without the newest interactions. */
    private Succession compared(
            RankingTraining training, LearnedGraph learned, InteractionModel model, RefreshConfig options) {
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
            call.phase(COMPARE, 2L * newest.users());
            return newest.compareRatings(predictor, fit.model(), transaction, call);
        }
        Fit fit = training.fit(learned.graph(), newest.learnable());
        call.phase(COMPARE, 2L * newest.users());
        return newest.compare((TrainedModel) model, fit.model(), transaction, options.k(), concurrency, call);
    }

    /** Why the model stays; null where it does not. */
    private static String reason(Succession compared, RefreshConfig options) {
        if (compared.users() < options.minUsers()) {
            return "there were fewer users to compare by than `minUsers`";
        }
        return compared.notWorse(options.tolerance()) ? null : "the new model is worse";
    }

    private static RefreshRow row(
            CatalogModel model,
            boolean replaced,
            String reason,
            Succession compared,
            long millis,
            RefreshConfig options) {
        boolean any = compared.users() > 0;
        boolean ranked = any && compared.measure() == Succession.Measure.NDCG;
        boolean rated = any && !ranked;
        return new RefreshRow(
                model.name(),
                replaced,
                reason,
                ranked ? compared.before() : null,
                ranked ? compared.after() : null,
                rated ? compared.before() : null,
                rated ? compared.after() : null,
                any ? compared.difference() : null,
                any ? compared.pValue() : null,
                compared.users(),
                millis,
                model.shownInfo(),
                options.configuration());
    }
}

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
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.projection.Recipe;
import org.graphrec.training.compare.Succession;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.model.refresh}. */
public final class RefreshProcedures extends CallContext {
    private static final String PROJECT = "Project";
    static final String COMPARE = "Compare models";

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
                        options, Refreshable.of(ModelCatalog.of(this).anyModel(modelName), options.graphName())))
                .threads(refresh -> refresh.model().concurrency())
                .phases(refresh -> phases(refresh.model().phases()))
                .row((call, refresh) -> ModelCatalog.of(this)
                        .recordRefresh(modelName, succession -> refreshed(call, refresh.options(), succession)));
    }

    /** A model, and how it is refreshed. */
    private record Refresh(RefreshConfig options, Refreshable model) {}

    private static List<String> phases(List<String> ofTraining) {
        List<String> phases = new ArrayList<>();
        phases.add(PROJECT);
        // once without the newest, and once with all
        phases.addAll(ofTraining);
        phases.add(COMPARE);
        phases.addAll(ofTraining);
        return phases;
    }

    private RefreshRow refreshed(RunningCall call, RefreshConfig options, ModelCatalog.Succession succession) {
        CatalogModel before = succession.before();
        Refreshable refreshed = Refreshable.of(before, options.graphName());
        Recipe recipe = refreshed.recipe(graphs());
        Projecting projecting = new Projecting(transaction, graphs());
        String temporary = temporary(before.name());
        try {
            call.phase(PROJECT, 1);
            String made = projecting.again(temporary, recipe, refreshed.concurrency());
            Renewal renewal = refreshed.renewal(projection(made).named(refreshed.shownName()), transaction, call);
            Succession compared = renewal.compared(options);
            String reason = reason(compared, options);
            if (reason != null) {
                return row(before, false, reason, compared, call.lap(), options);
            }
            CatalogModel after = renewal.trained();
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

    private String temporary(String modelName) {
        String name = "refresh of " + modelName;
        while (graphs().names().contains(name)) {
            name += "+";
        }
        return name;
    }

    /** Why the model stays; null where it does not. */
    private static String reason(Succession compared, RefreshConfig options) {
        if (compared.users() < options.minUsers()) {
            return compared.measure() == Succession.Measure.ACCURACY
                    ? "there were fewer nodes to compare by than `minUsers`"
                    : "there were fewer users to compare by than `minUsers`";
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
        return new RefreshRow(
                model.name(),
                replaced,
                reason,
                before(compared, Succession.Measure.NDCG),
                after(compared, Succession.Measure.NDCG),
                before(compared, Succession.Measure.RMSE),
                after(compared, Succession.Measure.RMSE),
                before(compared, Succession.Measure.ACCURACY),
                after(compared, Succession.Measure.ACCURACY),
                any ? compared.difference() : null,
                any ? compared.pValue() : null,
                compared.users(),
                millis,
                model.shownInfo(),
                options.configuration());
    }

    private static Double before(Succession compared, Succession.Measure measure) {
        return compared.users() > 0 && compared.measure() == measure ? compared.before() : null;
    }

    private static Double after(Succession compared, Succession.Measure measure) {
        return compared.users() > 0 && compared.measure() == measure ? compared.after() : null;
    }
}

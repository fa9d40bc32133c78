// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.Finding;
import org.graphrec.procedures.live.ModelNodes;
import org.graphrec.procedures.live.StoreCounts;
import org.graphrec.procedures.reading.BadInteractions;
import org.neo4j.graphdb.Transaction;

/** Whether models can be stored, and whether those there are still fit the graph. */
public final class ModelFindings {
    /** The share of a label's nodes, new ones or gone ones, from which a model counts as stale. */
    private static final double STALE = 0.1;

    private ModelFindings() {}

    /** The folder of models, and each model that the caller sees in memory. */
    public static List<Finding> of(CallContext call) {
        List<Finding> findings = new ArrayList<>();
        findings.add(folder(SharedCatalog.ofServer()));
        for (ModelEntry entry : ModelCatalog.of(call).entries()) {
            CatalogModel model = entry.loaded();
            if (model instanceof InteractionModel trained) {
                findings.add(fits(trained, call.transaction));
            }
            if (model instanceof TrainedModel recommender) {
                BadInteractions.of(recommender.graph().items()).ifPresent(first -> findings.add(bad(model, first)));
            }
        }
        return findings;
    }

    private static Finding folder(SharedCatalog shared) {
        if (shared.locations().store() == null) {
            return Finding.warning(
                    "model store",
                    "not set: models are lost when the server stops."
                            + shared.locations().note(),
                    "Set `" + ModelLocations.STORE_SETTING
                            + "` in graph-recommender.conf to a folder that the server can write"
                            + " to, and restart it.");
        }
        ModelFiles.Health health;
        try {
            health = shared.store().health();
        } catch (IllegalStateException unusable) {
            return Finding.problem(
                    "model store", unusable.getMessage(), "Give the server a folder of its own that it can write to.");
        }
        String detail = health.models() + " models stored";
        if (!health.writer()) {
            return Finding.warning(
                    "model store",
                    detail + "; another server writes into this folder, and this one reads it",
                    "Give each server a folder of its own.");
        }
        return health.corrupt() == 0
                ? Finding.ok("model store", detail)
                : Finding.warning(
                        "model store",
                        detail + ", and " + health.corrupt() + " corrupt files set aside, which end with .corrupt",
                        "Train those models again with `rec.train`, then delete the files; and look at the health of"
                                + " the disk.");
    }

    private static Finding bad(CatalogModel model, String first) {
        return Finding.warning(
                "interactions of model " + model.name(),
                "some have a weight that cannot be read; such an item counts as seen, not as liked. The first: "
                        + first,
                "Correct these weights or remove them, and write only numbers.");
    }

    private static Finding fits(InteractionModel model, Transaction transaction) {
        ModelNodes graph = model.graph();
        String check = "model " + model.name();
        long users = drift(transaction, graph.sourceLabel(), graph.users().size());
        long items = drift(transaction, graph.targetLabel(), graph.items().size());
        boolean stale = users > STALE * graph.users().size()
                || items > STALE * graph.items().size();
        String detail = "trained at " + model.created() + "; since then the number of users changed by " + users
                + " and that of items by " + items;
        return stale
                ? Finding.warning(check, detail, "Train it again with `rec.train` on a new projection.")
                : Finding.ok(check, detail);
    }

    private static long drift(Transaction transaction, String label, long known) {
        return label == null ? 0 : Math.abs(StoreCounts.nodes(transaction, label) - known);
    }
}

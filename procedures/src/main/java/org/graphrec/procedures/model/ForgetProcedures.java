// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.KeptHistories;
import org.neo4j.graphdb.Node;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.forgetUser}. */
public final class ForgetProcedures extends CallContext {
    private static final List<String> REMAINS = List.of(
            "the user's share in numbers that are sums over all users: popularity, similarities of items, vectors of items",
            "exported files, backups, and graphs that are still projected");

    @Procedure(name = "rec.forgetUser", mode = Mode.WRITE)
    @Description(
            "Removes what your models, or one of them, keep about a user: the node's id and, with `userKnn`, the history."
                    + " Also removes what the plugin wrote to the graph about them. Certifies what was removed, and says what"
                    + " remains in sums over all users, and how to remove that. A rollback only undoes what was removed from the graph.")
    public Stream<ForgetRow> forget(
            @Name("user") Object user, @Name(value = "modelName", defaultValue = "") String modelName) {
        return call("rec.forgetUser").writes().on(() -> ModelCatalog.of(this)).rows((call, catalog) -> {
            long id = id(user);
            boolean all = modelName == null || modelName.isEmpty();
            List<ForgetRow> rows = new ArrayList<>();
            for (String name : all ? catalog.own() : List.of(modelName)) {
                rows.add(row(name, catalog.forget(name, id)));
            }
            WrittenRelationships written = WrittenRelationships.remove(transaction, id, all ? null : modelName);
            if (!written.counts().isEmpty()) {
                rows.add(written.row());
            }
            return rows;
        });
    }

    private static ForgetRow row(String name, List<CatalogModel> beforeAndAfter) {
        CatalogModel before = beforeAndAfter.get(0);
        CatalogModel after = beforeAndAfter.get(1);
        Map<String, Long> counts = new LinkedHashMap<>();
        if (after != before) {
            counts.put("node id", 1L);
        }
        if (learned(before) != learned(after) || kept(before) != kept(after)) {
            counts.put("history", 1L);
        }
        return new ForgetRow(
                name,
                List.copyOf(counts.keySet()),
                after == before ? List.of() : REMAINS,
                after == before
                        ? "Nothing to do: the model did not learn from this user, or has forgotten it already."
                        : "Delete the user's relationships, project the graph again, drop the model with `rec.model.drop('"
                                + name + "')`, and train it again with `"
                                + (before instanceof NodeClassifier ? "rec.classify.train" : "rec.train")
                                + "` and its `trainConfig`.",
                counts,
                ForgetRow.now());
    }

    /** What a model has learned, from users among others. */
    private static Object learned(CatalogModel model) {
        if (model instanceof TrainedModel trained) {
            return trained.fit().model();
        }
        return model instanceof RatingPredictor predictor ? predictor.fit().model() : null;
    }

    private static KeptHistories kept(CatalogModel model) {
        return model instanceof InteractionModel trained ? trained.live().kept() : null;
    }

    /** A node, or the number of one that may be gone already. */
    private static long id(Object user) {
        if (user instanceof Node node) {
            return NodeIds.id(node);
        }
        if (user instanceof Long id) {
            return id;
        }
        throw new IllegalArgumentException(
                "The value of `user` must be a node, or the number that `id(node)` gave, but was `" + Config.shown(user)
                        + "`.");
    }
}

package org.graphrec.procedures.recommend;

import java.util.stream.Stream;
import org.graphrec.procedures.gds.CallContext;
import org.graphrec.procedures.graph.Counts;
import org.graphrec.procedures.graph.KnownNodes;
import org.graphrec.procedures.graph.NewNodes;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.TrainedModel;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.model.staleness}. */
public final class StalenessProcedures extends CallContext {

    @Procedure(name = "rec.model.staleness", mode = Mode.READ)
    @Description(
            "Tells how far the graph has moved on since a recommender was trained: users, items and interactions then"
                    + " and now, and new items. Null where users or items have no label to count by.")
    public Stream<StalenessRow> staleness(@Name("modelName") String modelName) {
        TrainedModel model = ModelCatalog.of(this).model(modelName);
        KnownNodes known = model.items(transaction);
        LiveItems items = LiveItems.of(transaction, model, 1, termination());
        Long interactions = interactions(model);
        return Stream.of(new StalenessRow(
                model.name(),
                model.created(),
                nodes(model.graph().sourceLabel()),
                model.graph().users().size(),
                nodes(model.graph().targetLabel()),
                model.graph().items().size(),
                newItems(model, known),
                items.newItems(),
                MovedTexts.look(transaction, model, known).size(),
                interactions,
                model.interactions(),
                interactions == null
                        ? null
                        : (double) Math.abs(interactions - model.interactions()) / Math.max(1, interactions)));
    }

    private Long newItems(TrainedModel model, KnownNodes known) {
        String label = model.graph().targetLabel();
        return label == null
                ? null
                : (long) new NewNodes()
                        .of(transaction, label, model.graph().items(), known)
                        .size();
    }

    private Long nodes(String label) {
        return label == null ? null : Counts.nodes(transaction, label);
    }

    /** Counted the way histories are read: whichever way they were drawn, where users and items have labels of their own. */
    private Long interactions(TrainedModel model) {
        String users = model.graph().sourceLabel();
        if (users == null) {
            return null;
        }
        long outgoing = Counts.relationships(transaction, users, model.live().relationshipTypes(), false);
        return users.equals(model.graph().targetLabel())
                ? outgoing
                : outgoing
                        + Counts.relationships(transaction, users, model.live().relationshipTypes(), true);
    }
}

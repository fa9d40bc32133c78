// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.procedures.live.KnownNodes;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.model.InteractionModel;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.projection.ProjectedContext;
import org.graphrec.procedures.reading.Consent;
import org.graphrec.procedures.reading.ContextReading;
import org.graphrec.procedures.reading.RelationReading;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.ContextRow;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Relation;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** The context of the users of an evaluation, read in the same way as when the model serves. */
public final class EvaluatedContext {
    private static final int BATCH = 1_000;

    private EvaluatedContext() {}

    /** The context of some users, in the model's order of relations. */
    public static Context of(Transaction transaction, NodeIndex users, InteractionModel model) {
        ContextReading reading = model.live().context();
        if (reading.isEmpty()) {
            return Context.NONE;
        }
        KnownNodes knownUsers = model.users(transaction);
        KnownNodes knownItems = model.items(transaction);
        Consent consent = new Consent(transaction, model.live());
        ContextReading.Rows rows =
                new ContextReading.Rows(consent.rows(knownUsers::row), knownItems::row, consent::allows);
        List<ContextRow> context = new ArrayList<>(users.size());
        for (int from = 0; from < users.size(); from += BATCH) {
            List<Node> batch = new ArrayList<>();
            for (int user = from; user < Math.min(users.size(), from + BATCH); user++) {
                batch.add(NodeIds.find(transaction, users.id(user)));
            }
            context.addAll(reading.ofUsers(transaction, consent.orNull(batch), rows));
        }
        List<Relation> relations = new ArrayList<>();
        for (int r = 0; r < reading.relations().size(); r++) {
            RelationReading relation = reading.relations().get(r);
            relations.add(
                    relation.ends() == Relation.Ends.ITEM_USER
                            ? ProjectedContext.selves(
                                    relation.name(), users, model.graph().items())
                            : relation(relation, r, context, model));
        }
        return new Context(relations);
    }

    private static Relation relation(RelationReading reading, int r, List<ContextRow> context, InteractionModel model) {
        Relation.Ends ends = reading.ends();
        int items = model.graph().items().size();
        int columns = reading.width(model.graph().users().size(), items);
        if (!ends.fromUsers()) {
            // these edges are in the model itself
            return new Relation(reading.name(), ends, Csr.fromEdges(items, columns, new int[0], new int[0], null));
        }
        int[] offsets = new int[context.size() + 1];
        for (int user = 0; user < context.size(); user++) {
            offsets[user + 1] = offsets[user] + context.get(user).nodes(r).length;
        }
        int[] targets = new int[offsets[context.size()]];
        float[] weights = reading.weighted() ? new float[targets.length] : null;
        for (int user = 0; user < context.size(); user++) {
            ContextRow row = context.get(user);
            System.arraycopy(row.nodes(r), 0, targets, offsets[user], row.nodes(r).length);
            for (int i = 0; weights != null && i < row.nodes(r).length; i++) {
                weights[offsets[user] + i] = row.weight(r, i);
            }
        }
        return new Relation(reading.name(), ends, new Csr(context.size(), columns, offsets, targets, weights));
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.live.KnownNodes;
import org.graphrec.procedures.live.NewNodes;
import org.graphrec.procedures.live.StoreCounts;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.Histories;
import org.graphrec.procedures.reading.InteractionReading;
import org.graphrec.procedures.reading.PairCounts;
import org.graphrec.procedures.reading.RelationshipReading;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Pairs;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.model.staleness}. */
public final class StalenessProcedures extends CallContext {
    /** Users read at once. */
    private static final int BLOCK = 512;

    @Procedure(name = "rec.model.staleness", mode = Mode.READ)
    @Description("Returns how much the graph has changed since a recommender was trained: users, items and"
            + " interactions then and now, and new items. Null if users or items have no label to count by.")
    public Stream<StalenessRow> staleness(@Name("modelName") String modelName) {
        return call("rec.model.staleness")
                .on(() -> ModelCatalog.of(this).model(modelName))
                .row((call, model) -> row(model));
    }

    private StalenessRow row(TrainedModel model) {
        KnownNodes known = model.items(transaction);
        LiveItems items = LiveItems.of(transaction, model, 1, termination());
        Long interactions = interactions(model);
        return new StalenessRow(
                model.name(),
                model.created(),
                model.live().consent() == null ? nodes(model.graph().sourceLabel()) : users(model),
                model.graph().users().size(),
                nodes(model.graph().targetLabel()),
                model.graph().items().size(),
                newItems(model, known),
                items.newItems(),
                MovedTexts.look(transaction, model, known).size(),
                interactions,
                model.call().interactions(),
                interactions == null
                        ? null
                        : (double) Math.abs(interactions - model.call().interactions()) / Math.max(1, interactions));
    }

    private Long newItems(TrainedModel model, KnownNodes known) {
        String label = model.graph().targetLabel();
        return label == null
                ? null
                : (long) model.live()
                        .newItems(
                                transaction,
                                new NewNodes()
                                        .read(transaction, label, model.graph().items(), known))
                        .size();
    }

    private Long nodes(String label) {
        return label == null ? null : StoreCounts.nodes(transaction, label);
    }

    /** Those who agree to be learned from, one by one. */
    private Long users(TrainedModel model) {
        Iterator<Node> users =
                model.live().users().all(transaction, model.graph().users(), model.users(transaction));
        long count = 0;
        for (; users.hasNext(); users.next()) {
            count++;
        }
        return count;
    }

    /** Counted by the numbers that Neo4j keeps where these tell; else by reading all histories. */
    private Long interactions(TrainedModel model) {
        String users = model.graph().sourceLabel();
        GraphReading reading = model.live();
        if (users == null || !reading.live()) {
            return null;
        }
        long sum = 0;
        for (InteractionReading one : reading.interactions()) {
            if (!(one instanceof RelationshipReading relationship) || !countable(relationship, reading)) {
                return likes(model);
            }
            if (relationship.direction() != Direction.INCOMING) {
                sum += StoreCounts.relationships(transaction, users, relationship.types(), false);
            }
            if (relationship.direction() == Direction.INCOMING
                    || (relationship.direction() == Direction.BOTH
                            && !users.equals(model.graph().targetLabel()))) {
                sum += StoreCounts.relationships(transaction, users, relationship.types(), true);
            }
        }
        return sum;
    }

    private static boolean countable(RelationshipReading relationship, GraphReading reading) {
        PairCounts counts = reading.counts();
        return reading.consent() == null
                && !relationship.types().isEmpty()
                && relationship.merges().isEmpty()
                && relationship.conditions().isEmpty()
                && Double.isInfinite(reading.rule().likeThreshold())
                && (counts == null || counts.seen() + counts.dislikes() == 0);
    }

    private long likes(TrainedModel model) {
        Monitor termination = termination();
        Map<Long, Integer> rows = new HashMap<>();
        Histories histories = new Histories(
                transaction,
                model.live(),
                node -> model.live().items().labelled(node)
                        ? rows.computeIfAbsent(NodeIds.id(node), id -> rows.size())
                        : -1);
        long likes = 0;
        Iterator<Node> users =
                model.live().users().all(transaction, model.graph().users(), model.users(transaction));
        while (users.hasNext()) {
            List<Node> block = new ArrayList<>();
            while (block.size() < BLOCK && users.hasNext()) {
                block.add(users.next());
            }
            for (Pairs pairs : histories.of(block)) {
                likes += pairs.likes();
            }
            termination.assertRunning();
        }
        return likes;
    }
}

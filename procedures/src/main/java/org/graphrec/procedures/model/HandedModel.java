// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.live.ModelNodes;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.live.NodeKey;
import org.graphrec.procedures.live.Spaces;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.FeatureSelection;
import org.graphrec.procedures.projection.ItemFeatures;
import org.graphrec.procedures.reading.ContextReading;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.InteractionReading;
import org.graphrec.procedures.reading.LiveProbe;
import org.graphrec.procedures.reading.PairCounts;
import org.graphrec.procedures.reading.RelationReading;
import org.graphrec.training.Monitor;
import org.graphrec.training.handover.HandedNodes;
import org.graphrec.training.handover.HandedRelation;
import org.graphrec.training.handover.Handover;
import org.graphrec.training.handover.Learned;
import org.graphrec.training.handover.VectorBlock;
import org.neo4j.graphdb.Transaction;

/** A model that a job handed over, tied to the live graph: its declaration is read anew, and its nodes must be there. */
final class HandedModel {
    private static final int NODES_PER_CHECK = 1_000;

    private final Handover handed;
    private final Transaction transaction;
    private final Monitor monitor;

    HandedModel(Handover handed, Transaction transaction, Monitor monitor) {
        this.handed = handed;
        this.transaction = transaction;
        this.monitor = monitor;
    }

    /**
     * Refuses a model of another database or user.
     *
     * @param database the identity, and {@code name} what it is called
     */
    void requireFor(String database, String name, String caller) {
        if (!handed.database().equals(database)) {
            throw new IllegalArgumentException("The model `" + handed.modelName()
                    + "` was trained on another database than `" + name
                    + "`, so its node ids mean other nodes here. Run the job on this one.");
        }
        if (!handed.owner().equals(caller)) {
            throw new IllegalArgumentException("The model `" + handed.modelName() + "` was trained for the user `"
                    + handed.owner() + "`, who alone can import it. Run the job as `" + caller + "`.");
        }
    }

    /**
     * The model with the nodes, vectors and histories of the live graph.
     *
     * @throws IllegalArgumentException where nodes are gone, or vectors are of another encoder
     */
    TrainedModel onLiveGraph() {
        HandedNodes nodes = handed.nodes();
        requireThere("users", nodes.users());
        requireThere("items", nodes.items());
        Learned learned = handed.learned();
        Declaration declaration = Declaration.read(learned.declaration());
        requireDeclared(declaration, learned.interactions());
        GraphReading reading = declaration
                .reading(learned.interactions(), learned.weighted(), false)
                .withLikeThreshold(learned.likeThreshold())
                .withContext(context(declaration))
                .counting(new PairCounts(
                        learned.likes(), learned.seen(), learned.dislikes(), learned.unreadable(), null));
        ModelNodes known = new ModelNodes(
                        new NodeIndex(nodes.users()),
                        new NodeIndex(nodes.items()),
                        reading.users().label(),
                        reading.items().label(),
                        learned.interactions())
                .identified(
                        transaction,
                        nodes.partners(),
                        new LiveProbe(transaction, reading),
                        key(declaration.userKey()),
                        key(declaration.itemKey()));
        LiveFeatures features = new LiveFeatures(nodes.blocks().stream()
                .map(block -> new LiveFeatures.Block(
                        block.property(), block.dimension(), block.weight(), space(block, known.items())))
                .toList());
        return new TrainedModel(
                handed.modelName(),
                known,
                nodes.blocks().isEmpty() ? ItemFeatures.NONE : new ItemFeatures(features, nodes.vectors()),
                reading,
                handed.fit(),
                handed.fallback(),
                TrainingCall.endedNow(
                        new Bipartite.Selection(
                                null, null, learned.interactions(), null, null, FeatureSelection.of(features)),
                        configuration(),
                        learned.interactionsLearned()));
    }

    private void requireThere(String key, long[] ids) {
        int gone = 0;
        for (int row = 0; row < ids.length; row++) {
            if (row % NODES_PER_CHECK == 0) {
                monitor.assertRunning();
            }
            gone += NodeIds.find(transaction, ids[row]) == null ? 1 : 0;
        }
        if (gone > 0) {
            throw new IllegalArgumentException("The model `" + handed.modelName() + "` was trained on " + ids.length
                    + " " + key + ", of which " + gone + " are gone. Run the job again.");
        }
    }

    private static void requireDeclared(Declaration declaration, List<String> interactions) {
        List<String> names = new ArrayList<>();
        declaration.interactions().forEach(one -> names.add(one.name()));
        for (String name : interactions) {
            if (!names.contains(name)) {
                throw StoredDocument.corrupt("its declaration has no interaction `" + name + "`."
                        + Suggestions.didYouMeanOneOf(name, names));
            }
        }
        if (interactions.isEmpty()) {
            throw StoredDocument.corrupt("it has no interactions");
        }
    }

    /** The relations of the model, read from the live graph as the declaration has them. */
    private ContextReading context(Declaration declaration) {
        List<RelationReading> relations = new ArrayList<>();
        for (HandedRelation relation : handed.nodes().context()) {
            InteractionReading way = declaration
                    .edges(relation.name())
                    .orElseThrow(
                            () -> StoredDocument.corrupt("its declaration has no relation `" + relation.name() + "`"));
            NodeIndex nodes = relation.nodes() == null ? null : new NodeIndex(relation.nodes());
            relations.add(new RelationReading(relation.name(), relation.ends(), way, nodes, null));
        }
        return new ContextReading(relations);
    }

    private static NodeKey key(String declared) {
        return Optional.ofNullable(declared)
                .map(property -> NodeKey.of(List.of(property)))
                .orElse(null);
    }

    private String space(VectorBlock block, NodeIndex items) {
        String space = Spaces.of(transaction, items, block.property());
        if (!space.equals(block.space())) {
            throw new IllegalArgumentException("The vectors `" + block.property() + "` are of the space `" + space
                    + "` but were of `" + block.space() + "` when the model `" + handed.modelName()
                    + "` was trained. Run the job again.");
        }
        return space;
    }

    private Map<String, Object> configuration() {
        Map<String, Object> configuration = new LinkedHashMap<>(handed.configuration());
        configuration.put("trainedBy", handed.trainedBy());
        return configuration;
    }
}

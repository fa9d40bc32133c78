// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.live.ModelNodes;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.reading.ContextReading;
import org.graphrec.procedures.reading.RelationReading;
import org.graphrec.procedures.reading.ValueBands;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;

/** The part of a model file that says how the model's context is read. */
final class StoredContext {
    private StoredContext() {}

    /** Writes the relations as JSON; node ids, and edges kept from the projection, become tensors. */
    static List<Object> write(ContextReading context, Map<String, Tensor> tensors) {
        List<Object> list = new ArrayList<>();
        for (RelationReading relation : context.relations()) {
            String prefix = prefix(list.size());
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", relation.name());
            map.put("ends", relation.ends().cypherName());
            map.put("edges", relation.edges() == null ? null : StoredReading.map(relation.edges()));
            if (relation.bands() != null) {
                map.put("bands", relation.bands().map());
            }
            if (relation.nodes() != null) {
                tensors.put(prefix + "nodes", StoredNodes.ids(relation.nodes()));
            }
            if (relation.kept() != null) {
                Csr kept = relation.kept();
                tensors.put(prefix + "offsets", Tensor.of(kept.offsets(), kept.offsets().length));
                tensors.put(prefix + "targets", Tensor.of(kept.targets(), kept.edges()));
                if (kept.weighted()) {
                    tensors.put(prefix + "weights", weights(kept));
                }
            }
            list.add(map);
        }
        return list;
    }

    /** Reads it again. */
    static ContextReading read(List<StoredDocument> relations, ModelNodes nodes, TensorFile file) {
        List<RelationReading> read = new ArrayList<>();
        for (StoredDocument map : relations) {
            String prefix = prefix(read.size());
            Relation.Ends ends = Relation.Ends.of(map.text("ends"))
                    .orElseThrow(() -> StoredDocument.corrupt("its context joins what is unknown here"));
            ValueBands bands = map.map().get("bands") == null ? null : bands(map.inner("bands"));
            boolean others = bands == null && (ends == Relation.Ends.USER_NODE || ends == Relation.Ends.ITEM_NODE);
            NodeIndex index = others ? new NodeIndex(StoredNodes.ids(prefix + "nodes", file)) : null;
            boolean said = map.map().get("edges") != null;
            RelationReading live = new RelationReading(
                    map.text("name"),
                    ends,
                    said ? StoredReading.interaction(map.inner("edges")) : null,
                    index,
                    bands,
                    null);
            int users = nodes.users().size();
            Csr kept = kept(prefix, users, live.width(users, nodes.items().size()), file);
            if (ends.fromUsers() && !live.live() && kept == null) {
                throw StoredDocument.corrupt("its context is missing");
            }
            read.add(kept == null ? live : live.keeping(kept));
        }
        return new ContextReading(read);
    }

    private static ValueBands bands(StoredDocument map) {
        List<?> categories = map.list("categories");
        List<?> limits = map.list("limits");
        if (!categories.stream().allMatch(String.class::isInstance)
                || !limits.stream()
                        .allMatch(limit -> limit instanceof Number number && Double.isFinite(number.doubleValue()))) {
            throw StoredDocument.corrupt("the values of its context are wrong");
        }
        return new ValueBands(
                map.text("property"),
                categories.stream().map(String.class::cast).toList(),
                limits.stream().map(limit -> ((Number) limit).doubleValue()).toList());
    }

    private static Csr kept(String prefix, int users, int columns, TensorFile file) {
        Tensor offsetTensor = file.tensors().get(prefix + "offsets");
        Tensor targetTensor = file.tensors().get(prefix + "targets");
        if (offsetTensor == null || targetTensor == null) {
            return null;
        }
        int[] offsets = offsetTensor.ints();
        int[] targets = targetTensor.ints();
        boolean fits = offsets.length == users + 1 && offsets[0] == 0 && offsets[users] == targets.length;
        for (int user = 0; fits && user < users; user++) {
            fits = offsets[user] <= offsets[user + 1];
        }
        for (int i = 0; fits && i < targets.length; i++) {
            fits = targets[i] >= 0 && targets[i] < columns;
        }
        Tensor weightTensor = file.tensors().get(prefix + "weights");
        float[] weights = weightTensor == null ? null : weightTensor.floats();
        if (!fits || (weights != null && weights.length != targets.length)) {
            throw StoredDocument.corrupt("its context does not match its users and items");
        }
        for (int i = 0; weights != null && i < weights.length; i++) {
            if (!(weights[i] > 0 && weights[i] < Float.POSITIVE_INFINITY)) {
                throw StoredDocument.corrupt("the weights of its context are wrong");
            }
        }
        return new Csr(users, columns, offsets, targets, weights);
    }

    private static Tensor weights(Csr kept) {
        float[] weights = new float[kept.edges()];
        for (int edge = 0; edge < weights.length; edge++) {
            weights[edge] = kept.weight(edge);
        }
        return Tensor.of(weights, weights.length);
    }

    private static String prefix(int relation) {
        return "context." + relation + ".";
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.handover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.base.Json;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.registry.ModelCodec;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.ModelFileException.Reason;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.SparseRows;
import org.graphrec.training.store.StoredJson;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;
import org.graphrec.training.tune.Trial;

/**
 * A model that was trained outside the server, as the file by which it is handed over. The server that imports it reads the
 * declaration anew, and makes sure of the database, the owner, the nodes and the vectors.
 *
 * @param database the identity of the database that was read
 * @param owner the user who read it, and who may import the model
 * @param modelName the model's name
 * @param trainedBy what trained it, with its version
 * @param configuration the options in force, by the names of `rec.train`
 * @param learned what it was learned from
 * @param nodes behind its rows
 * @param fit the model, and how it was found
 * @param fallback ranks items for a user of whom nothing is known
 */
public record Handover(
        String database,
        String owner,
        String modelName,
        String trainedBy,
        Map<String, Object> configuration,
        Learned learned,
        HandedNodes nodes,
        Fit fit,
        Popularity fallback) {
    private static final String DOCUMENT = "graphrec_handover";
    private static final long VERSION = 1;
    private static final String MODEL = "model.";
    private static final String FALLBACK = "fallback.";
    private static final String PARTNERS = "partners.";
    private static final String CONTEXT = "context.";

    /** The model as a file. */
    public TensorFile file() {
        Map<String, Object> document = new LinkedHashMap<>();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        document.put("version", VERSION);
        document.put("database", database);
        document.put("owner", owner);
        document.put("modelName", modelName);
        document.put("trainedBy", trainedBy);
        document.put("configuration", configuration);
        document.put("learned", learned.map());
        document.put("metrics", fit.metrics());
        document.put("queryWeight", fit.queryWeight());
        document.put("estimatedBytes", fit.estimatedBytes());
        document.put("trials", fit.trials().stream().map(Handover::map).toList());
        document.put("vectors", nodes.blocks().stream().map(Handover::map).toList());
        tensors.put("users", Tensor.of(nodes.users(), nodes.users().length));
        tensors.put("items", Tensor.of(nodes.items(), nodes.items().length));
        if (nodes.vectors() != null) {
            Matrix vectors = nodes.vectors();
            tensors.put("vectors", Tensor.of(vectors.values(), vectors.rows(), vectors.columns()));
        }
        Map<String, Tensor> partners = new LinkedHashMap<>();
        SparseRows.put(nodes.partners(), partners);
        partners.forEach((name, tensor) -> tensors.put(PARTNERS + name, tensor));
        document.put("context", nodes.context().stream().map(Handover::map).toList());
        for (int r = 0; r < nodes.context().size(); r++) {
            long[] others = nodes.context().get(r).nodes();
            if (others != null) {
                tensors.put(CONTEXT + r, Tensor.of(others, others.length));
            }
        }
        put(MODEL, fit.model(), document, tensors);
        put(FALLBACK, fallback, document, tensors);
        return new TensorFile(Map.of(DOCUMENT, Json.write(document)), tensors);
    }

    /**
     * Reads a file again.
     *
     * @throws ModelFileException when it is none, or its parts do not fit together
     */
    public static Handover of(TensorFile file) {
        HandoverJson json = document(file.metadata());
        return ModelParts.decoded(() -> {
            List<VectorBlock> blocks = json.several("vectors").stream()
                    .map(block -> new VectorBlock(
                            block.text("property"),
                            Math.toIntExact(block.value("dimension", Long.class)),
                            block.number("weight"),
                            block.text("space")))
                    .toList();
            ModelParts tensors = new ModelParts("handover", Map.of(), file.tensors());
            Matrix vectors = blocks.isEmpty() ? null : matrix(tensors.tensor("vectors"));
            long[] users = tensors.tensor("users").longs();
            Csr partners = SparseRows.of(parts(PARTNERS, "partners", Map.of(), file), users.length);
            HandedNodes nodes = new HandedNodes(users, tensors.tensor("items").longs(), partners, blocks, vectors)
                    .with(relations(json, file));
            Model model = model(MODEL, json, file, vectors);
            if (!(model(FALLBACK, json, file, vectors) instanceof Popularity fallback)
                    || model.items() != nodes.items().length
                    || fallback.items() != model.items()) {
                throw ModelFileException.corrupt("its models do not match its items");
            }
            return new Handover(
                    json.text("database"),
                    json.text("owner"),
                    json.text("modelName"),
                    json.text("trainedBy"),
                    json.inner("configuration").map(),
                    Learned.of(json.inner("learned")),
                    nodes,
                    new Fit(
                            model,
                            json.several("trials").stream().map(Handover::trial).toList(),
                            numbers(json.inner("metrics")),
                            json.number("queryWeight"),
                            json.value("estimatedBytes", Long.class)),
                    fallback);
        });
    }

    private static List<HandedRelation> relations(HandoverJson json, TensorFile file) {
        List<HandoverJson> stored = json.several("context");
        List<HandedRelation> relations = new ArrayList<>();
        for (int r = 0; r < stored.size(); r++) {
            Relation.Ends ends = Relation.Ends.of(stored.get(r).text("ends"))
                    .orElseThrow(() -> ModelFileException.corrupt("its context is wrong"));
            Tensor others = file.tensors().get(CONTEXT + r);
            relations.add(new HandedRelation(stored.get(r).text("name"), ends, others == null ? null : others.longs()));
        }
        return relations;
    }

    private static HandoverJson document(Map<String, String> metadata) {
        String text = metadata.get(DOCUMENT);
        if (text == null) {
            throw ModelFileException.corrupt("no Spark job wrote it");
        }
        HandoverJson json = new HandoverJson(StoredJson.object(text));
        if (json.value("version", Long.class) > VERSION) {
            throw new ModelFileException(
                    Reason.NEWER, "A later version of the job wrote the model file. Update the plugin.");
        }
        return json;
    }

    private void put(String prefix, Model model, Map<String, Object> document, Map<String, Tensor> tensors) {
        ModelParts parts = ModelCodec.encode(model, nodes.vectors());
        document.put(prefix + "kind", parts.kind());
        document.put(prefix + "settings", parts.settings());
        parts.tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
    }

    private static Model model(String prefix, HandoverJson json, TensorFile file, Matrix vectors) {
        ModelParts parts = parts(
                prefix,
                json.text(prefix + "kind"),
                json.inner(prefix + "settings").map(),
                file);
        return ModelCodec.decode(parts, vectors);
    }

    private static ModelParts parts(String prefix, String kind, Map<String, Object> settings, TensorFile file) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        file.tensors().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                tensors.put(name.substring(prefix.length()), tensor);
            }
        });
        return new ModelParts(kind, settings, tensors);
    }

    private static Matrix matrix(Tensor tensor) {
        if (tensor.shape().size() != 2) {
            throw ModelFileException.corrupt("its vectors are wrong");
        }
        return new Matrix(tensor.shape().get(0), tensor.shape().get(1), tensor.floats());
    }

    private static Map<String, Double> numbers(HandoverJson json) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        json.map().keySet().forEach(name -> numbers.put(name, json.number(name)));
        return numbers;
    }

    private static Map<String, Object> map(VectorBlock block) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("property", block.property());
        map.put("dimension", (long) block.dimension());
        map.put("weight", block.weight());
        map.put("space", block.space());
        return map;
    }

    private static Map<String, Object> map(HandedRelation relation) {
        return Map.of("name", relation.name(), "ends", relation.ends().cypherName());
    }

    private static Map<String, Object> map(Trial trial) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("architecture", trial.architecture());
        map.put("parameters", trial.parameters());
        map.put("ndcg", trial.ndcg());
        map.put("recall", trial.recall());
        map.put("seconds", trial.seconds());
        return map;
    }

    private static Trial trial(HandoverJson json) {
        return new Trial(
                json.text("architecture"),
                json.inner("parameters").map(),
                json.number("ndcg"),
                json.number("recall"),
                json.number("seconds"));
    }
}

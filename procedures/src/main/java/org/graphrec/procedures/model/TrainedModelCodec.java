package org.graphrec.procedures.model;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.gds.Bipartite;
import org.graphrec.procedures.gds.Features;
import org.graphrec.procedures.gds.Features.Block;
import org.graphrec.procedures.graph.LiveHistory;
import org.graphrec.procedures.graph.NodeIndex;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.Trial;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.store.Json;
import org.graphrec.training.store.ModelCodec;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;

/** A trained model as a file: one JSON document in its metadata, its arrays as tensors. */
final class TrainedModelCodec {
    /** Where the document stands in the metadata. */
    private static final String DOCUMENT = "graphrec_model";

    private static final String MODEL = "model.";
    private static final String FALLBACK = "fallback.";
    private static final String USERS = "users";
    private static final String ITEMS = "items";
    private static final String FEATURES = "features";

    private TrainedModelCodec() {}

    /**
     * Takes a model apart; what comes out has been put together again once, so that a model that is stored can be loaded.
     *
     * @throws ModelFileException when it cannot be
     */
    static TensorFile encode(ModelKey key, String owner, TrainedModel model) {
        ModelCard card = ModelCard.of(model);
        Matrix features = model.graph().featureMatrix();
        ModelParts main = ModelCodec.apart(model.fit().model(), features);
        ModelParts fallback = ModelCodec.apart(model.fallback(), features);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(USERS, ids(model.graph().users()));
        tensors.put(ITEMS, ids(model.graph().items()));
        if (features != null) {
            tensors.put(FEATURES, Tensor.of(features.values(), features.rows(), features.columns()));
        }
        main.tensors().forEach((name, tensor) -> tensors.put(MODEL + name, tensor));
        fallback.tensors().forEach((name, tensor) -> tensors.put(FALLBACK + name, tensor));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("database", key.database());
        document.put("owner", owner);
        document.put("published", key.isPublished());
        document.put("modelName", key.name());
        document.put("modelType", card.type());
        document.put("creationTime", card.created().toString());
        document.put("modelInfo", card.info());
        document.put("trainConfig", card.configuration());
        document.put("queryWeight", model.fit().queryWeight());
        document.put("estimatedBytes", model.fit().estimatedBytes());
        document.put("graph", graph(model));
        document.put("live", live(model.live()));
        document.put("model", parts(main));
        document.put("fallback", parts(fallback));
        TensorFile file = new TensorFile(Map.of(DOCUMENT, Json.write(FiniteJson.of(document))), tensors);
        decode(key, file);
        return file;
    }

    /**
     * What the file says of its model, without its arrays.
     *
     * @throws ModelFileException when it says it wrongly
     */
    static ModelEntry entry(Map<String, String> metadata) {
        StoredDocument document = StoredDocument.read(metadata.get(DOCUMENT));
        String owner = document.text("owner");
        String name = document.text("modelName");
        ModelKey key = new ModelKey(document.text("database"), document.flag("published") ? "" : owner, name);
        return new ModelEntry(key, owner, card(document), null, true);
    }

    /** The document itself, for people. */
    static String document(TensorFile file) {
        return file.metadata().get(DOCUMENT);
    }

    /**
     * Puts a model together.
     *
     * @throws ModelFileException when it is another one, or its parts do not fit
     */
    static TrainedModel decode(ModelKey key, TensorFile file) {
        if (!entry(file.metadata()).key().equals(key)) {
            throw StoredDocument.corrupt("it is another model's");
        }
        StoredDocument document = StoredDocument.read(file.metadata().get(DOCUMENT));
        StoredDocument graph = document.inner("graph");
        NodeIndex users = index(file, USERS);
        NodeIndex items = index(file, ITEMS);
        Features features = features(graph, file, items.size());
        Matrix matrix = features == null ? null : features.matrix();
        Model model = model(document.inner("model"), file, MODEL, matrix);
        if (!(model(document.inner("fallback"), file, FALLBACK, matrix) instanceof Popularity fallback)
                || model.items() != items.size()
                || fallback.items() != items.size()) {
            throw StoredDocument.corrupt("its models are not of its items");
        }
        List<String> spaces = graph.texts("spaces");
        if (spaces.size() != (features == null ? 0 : features.blocks().size())) {
            throw StoredDocument.corrupt("the spaces of its features are missing");
        }
        ModelCard card = card(document);
        StoredDocument info = document.inner("modelInfo");
        return new TrainedModel(
                key.name(),
                new Bipartite(
                        users,
                        items,
                        graph.textOrNull("sourceLabel"),
                        graph.textOrNull("targetLabel"),
                        graph.texts("relationshipTypes"),
                        null,
                        features),
                spaces,
                live(document.inner("live")),
                new Fit(
                        model,
                        trials(info),
                        metrics(info),
                        document.number("queryWeight"),
                        document.whole("estimatedBytes")),
                fallback,
                card.configuration(),
                card.created(),
                info.whole("interactions"));
    }

    private static ModelCard card(StoredDocument document) {
        try {
            return new ModelCard(
                    document.text("modelType"),
                    document.inner("modelInfo").map(),
                    document.inner("trainConfig").map(),
                    ZonedDateTime.parse(document.text("creationTime")));
        } catch (DateTimeException wrong) {
            throw StoredDocument.corrupt("its creation time is wrong");
        }
    }

    private static Map<String, Object> graph(TrainedModel model) {
        Map<String, Object> graph = new LinkedHashMap<>();
        graph.put("sourceLabel", model.graph().sourceLabel());
        graph.put("targetLabel", model.graph().targetLabel());
        graph.put("relationshipTypes", model.graph().relationshipTypes());
        graph.put("spaces", model.spaces());
        List<Object> blocks = new ArrayList<>();
        if (model.graph().features() != null) {
            for (Block block : model.graph().features().blocks()) {
                blocks.add(Map.of(
                        "property", block.property(),
                        "offset", block.offset(),
                        "dimension", block.dimension()));
            }
        }
        graph.put("features", blocks);
        return graph;
    }

    private static Features features(StoredDocument graph, TensorFile file, int items) {
        Tensor tensor = file.tensors().get(FEATURES);
        if (tensor == null) {
            return null;
        }
        if (tensor.shape().size() != 2 || tensor.shape().get(0) != items) {
            throw StoredDocument.corrupt("its features are not of its items");
        }
        Matrix matrix = new Matrix(items, tensor.shape().get(1), tensor.floats());
        for (float value : matrix.values()) {
            if (!Float.isFinite(value)) {
                throw StoredDocument.corrupt("its features are not finite");
            }
        }
        List<Block> blocks = new ArrayList<>();
        int column = 0;
        for (StoredDocument block : graph.several("features")) {
            Block read = new Block(block.text("property"), block.extent("offset"), block.extent("dimension"));
            if (read.offset() != column || read.dimension() > matrix.columns() - column) {
                throw StoredDocument.corrupt("the columns of its features are wrong");
            }
            column += read.dimension();
            blocks.add(read);
        }
        return new Features(matrix, blocks);
    }

    private static Map<String, Object> live(LiveHistory live) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("relationshipTypes", live.relationshipTypes());
        map.put("weightProperty", live.weightProperty());
        map.put("timeProperty", live.timeProperty());
        return map;
    }

    private static LiveHistory live(StoredDocument live) {
        return new LiveHistory(
                live.texts("relationshipTypes"), live.textOrNull("weightProperty"), live.textOrNull("timeProperty"));
    }

    private static Map<String, Object> parts(ModelParts parts) {
        return Map.of("kind", parts.kind(), "settings", parts.settings());
    }

    private static Model model(StoredDocument parts, TensorFile file, String prefix, Matrix features) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        file.tensors().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                tensors.put(name.substring(prefix.length()), tensor);
            }
        });
        return ModelCodec.together(
                new ModelParts(parts.text("kind"), parts.inner("settings").map(), tensors), features);
    }

    private static List<Trial> trials(StoredDocument info) {
        return info.several("trials").stream()
                .map(trial -> new Trial(
                        trial.text("architecture"),
                        trial.inner("parameters").map(),
                        trial.number("ndcg"),
                        trial.number("recall"),
                        trial.number("seconds")))
                .toList();
    }

    private static Map<String, Double> metrics(StoredDocument info) {
        StoredDocument metrics = info.inner("metrics");
        Map<String, Double> map = new LinkedHashMap<>();
        metrics.map().keySet().forEach(name -> map.put(name, metrics.number(name)));
        return map;
    }

    private static Tensor ids(NodeIndex index) {
        long[] ids = new long[index.size()];
        for (int row = 0; row < ids.length; row++) {
            ids[row] = index.id(row);
        }
        return Tensor.of(ids, ids.length);
    }

    private static NodeIndex index(TensorFile file, String name) {
        Tensor tensor = file.tensors().get(name);
        if (tensor == null) {
            throw StoredDocument.corrupt("its nodes are missing");
        }
        long[] ids = tensor.longs();
        for (int row = 1; row < ids.length; row++) {
            if (ids[row] <= ids[row - 1]) {
                throw StoredDocument.corrupt("its nodes are not in order");
            }
        }
        return new NodeIndex(ids);
    }
}

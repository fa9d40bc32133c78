// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.training.classify.ClassificationMetrics;
import org.graphrec.training.classify.Classifier;
import org.graphrec.training.classify.ClassifierCodec;
import org.graphrec.training.classify.ClassifierFit;
import org.graphrec.training.classify.ClassifierTrial;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;

/** {@link NodeClassifier} in a file. */
final class NodeClassifierFormat implements CatalogFormat<NodeClassifier> {
    private static final String PREFIX = "classifier.";
    private static final String DECLARATION = "declaration";
    private static final String LEARNED = "learnedNodes";

    @Override
    public Class<NodeClassifier> type() {
        return NodeClassifier.class;
    }

    @Override
    public void write(NodeClassifier model, Map<String, Object> document, Map<String, Tensor> tensors) {
        document.put("features", StoredFeatures.write(model.features()));
        document.put("relationshipTypes", model.relationshipTypes());
        document.put("weightProperty", model.weightProperty());
        document.put("classes", model.classes());
        document.put("validation", metrics(model.fit().validation()));
        document.put("test", metrics(model.fit().test()));
        document.put(DECLARATION, model.origin().declaration());
        if (model.origin().learned() != null) {
            tensors.put(LEARNED, StoredNodes.ids(model.origin().learned()));
        }
        StoredParts.write(ClassifierCodec.encode(model.fit().model()), "model", PREFIX, document, tensors);
    }

    @Override
    public NodeClassifier read(String name, ModelMetadata metadata, StoredDocument document, TensorFile file) {
        Classifier model = ClassifierCodec.decode(StoredParts.read("model", PREFIX, document, file));
        LiveFeatures features = StoredFeatures.read(document);
        List<Object> classes = classes(document);
        if (model.classes() != classes.size() || model.dimension() != features.dimension()) {
            throw StoredDocument.corrupt("its model does not match its classes");
        }
        StoredDocument info = document.inner("modelInfo");
        return new NodeClassifier(
                name,
                features,
                document.texts("relationshipTypes"),
                document.textOrNull("weightProperty"),
                classes,
                new ClassifierFit(
                        model,
                        trials(info),
                        metrics(document.inner("validation"), classes.size()),
                        metrics(document.inner("test"), classes.size())),
                metadata.configuration(),
                metadata.created(),
                info.whole("labelledNodes"),
                origin(info, document, file));
    }

    /** Files of earlier versions have none. */
    private static NodeClassifier.Origin origin(StoredDocument info, StoredDocument document, TensorFile file) {
        if (!info.map().containsKey("graphName")) {
            return NodeClassifier.Origin.UNKNOWN;
        }
        return new NodeClassifier.Origin(
                info.text("graphName"),
                document.inner(DECLARATION).map(),
                new NodeIndex(StoredNodes.ids(LEARNED, file)));
    }

    private static Map<String, Object> metrics(ClassificationMetrics metrics) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("confusion", metrics.confusion());
        map.put("logLoss", metrics.logLoss());
        return map;
    }

    private static ClassificationMetrics metrics(StoredDocument document, int classes) {
        List<?> rows = document.list("confusion");
        long[][] confusion = new long[rows.size()][classes];
        for (int row = 0; row < confusion.length; row++) {
            if (confusion.length != classes
                    || !(rows.get(row) instanceof List<?> counts)
                    || counts.size() != classes
                    || !counts.stream().allMatch(count -> count instanceof Long number && number >= 0)) {
                throw StoredDocument.corrupt("its confusion matrix does not match its classes");
            }
            for (int c = 0; c < classes; c++) {
                confusion[row][c] = (Long) counts.get(c);
            }
        }
        return new ClassificationMetrics(confusion, document.number("logLoss"));
    }

    private static List<Object> classes(StoredDocument document) {
        List<?> classes = document.list("classes");
        boolean ofOneType = List.of(Long.class, String.class, Boolean.class).stream()
                .anyMatch(type -> classes.stream().allMatch(type::isInstance));
        if (!ofOneType) {
            throw StoredDocument.corrupt("its classes have several types");
        }
        return List.copyOf(classes);
    }

    private static List<ClassifierTrial> trials(StoredDocument info) {
        return info.several("trials").stream()
                .map(trial -> new ClassifierTrial(
                        trial.inner("parameters").map(),
                        trial.number("accuracy"),
                        trial.number("logLoss"),
                        trial.number("seconds")))
                .toList();
    }
}

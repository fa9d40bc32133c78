// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.training.classify.ClassificationMetrics;
import org.graphrec.training.classify.ClassifierFit;
import org.graphrec.training.classify.ClassifierTrial;

/**
 * A classifier of nodes, and what it takes to use it on a projection.
 *
 * @param features the feature properties of a node, in order
 * @param relationshipTypes the types it was trained on; empty: all
 * @param weightProperty of the relationships, or null: each weighs 1
 * @param classes the values of the classes, in the order of the model's: all Long, all String or all Boolean
 * @param fit the model and how it was found
 * @param labelled how many nodes it was trained on
 * @param origin where these came from
 */
public record NodeClassifier(
        String name,
        LiveFeatures features,
        List<String> relationshipTypes,
        String weightProperty,
        List<Object> classes,
        ClassifierFit fit,
        Map<String, Object> configuration,
        ZonedDateTime created,
        long labelled,
        Origin origin)
        implements CatalogModel {

    /**
     * Where the nodes came from that a classifier was trained on.
     *
     * @param graphName the projection; null where an earlier version trained the model
     * @param declaration what the projection was made of, without filters; empty where it was not declared
     * @param learned the nodes whose class it learned; null where an earlier version trained the model
     */
    public record Origin(String graphName, Map<String, Object> declaration, NodeIndex learned) {
        /** Where nothing is known. */
        public static final Origin UNKNOWN = new Origin(null, Map.of(), null);

        private Origin without(int row) {
            return new Origin(graphName, declaration, learned.without(row));
        }
    }

    public NodeClassifier {
        relationshipTypes = List.copyOf(relationshipTypes);
        classes = List.copyOf(classes);
    }

    @Override
    public NodeClassifier withName(String newName) {
        return with(newName, origin);
    }

    /** Without the node's id: what was learned from it is in the weights of the classes. */
    @Override
    public NodeClassifier withoutUser(long userId) {
        int row = origin.learned() == null ? -1 : origin.learned().row(userId);
        return row < 0 ? this : with(name, origin.without(row));
    }

    private NodeClassifier with(String newName, Origin newOrigin) {
        return new NodeClassifier(
                newName,
                features,
                relationshipTypes,
                weightProperty,
                classes,
                fit,
                configuration,
                created,
                labelled,
                newOrigin);
    }

    @Override
    public ModelType type() {
        return ModelType.NODE_CLASSIFIER;
    }

    @Override
    public Map<String, Object> info() {
        ClassificationMetrics measured = measured();
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", measured.accuracy());
        metrics.put("macroF1", measured.macroF1());
        metrics.put("logLoss", measured.logLoss());
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("modelName", name);
        info.put("modelType", type().shown());
        info.put("architecture", fit.model().architecture());
        info.put("classes", classes);
        info.put("metrics", metrics);
        info.put("measuredOn", tested() ? "test" : "validation");
        info.put("confusion", measured.confusion());
        info.put("f1", measured.f1());
        info.put("validationAccuracy", fit.validation().accuracy());
        info.put("parameters", fit.model().parameters());
        info.put("trials", fit.trials().stream().map(NodeClassifier::row).toList());
        info.put("labelledNodes", labelled);
        if (origin.graphName() != null) {
            info.put("graphName", origin.graphName());
        }
        return info;
    }

    /** On the nodes kept for testing; where there are none, on the holdout. */
    public ClassificationMetrics measured() {
        return tested() ? fit.test() : fit.validation();
    }

    private boolean tested() {
        return fit.test().nodes() > 0;
    }

    private static Map<String, Object> row(ClassifierTrial trial) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("parameters", trial.parameters());
        row.put("accuracy", trial.accuracy());
        row.put("logLoss", trial.logLoss());
        row.put("seconds", trial.seconds());
        return row;
    }
}

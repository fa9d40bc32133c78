// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.FeatureSelection;

/**
 * The call that trained a model.
 *
 * @param selection which nodes, relationships and properties of the projection were read
 * @param configuration the values in force, defaults included, for rows only: what is needed of them has a field
 * @param created when training ended
 * @param interactions how many there were
 * @param origin where they came from
 */
public record TrainingCall(
        Bipartite.Selection selection,
        Map<String, Object> configuration,
        ZonedDateTime created,
        long interactions,
        Origin origin) {
    private static final String GRAPH = "graphName";
    private static final String LATEST = "latestInteraction";

    /**
     * Where interactions came from.
     *
     * @param graphName the projection; null where there was none, or an earlier version trained the model
     * @param latest the latest time of any; null where times are not known
     */
    public record Origin(String graphName, Double latest) {
        /** Where nothing is known. */
        public static final Origin UNKNOWN = new Origin(null, null);

        /** What a model's info says of it, by name. */
        Map<String, Object> info() {
            Map<String, Object> info = new LinkedHashMap<>();
            if (graphName != null) {
                info.put(GRAPH, graphName);
            }
            if (latest != null) {
                info.put(LATEST, latest);
            }
            return info;
        }

        private static Origin of(Map<String, Object> info) {
            return new Origin(
                    text(info, GRAPH),
                    info.get(LATEST) instanceof Number latest ? (Double) latest.doubleValue() : null);
        }
    }

    /** A call that has just ended, on interactions of which no projection is known. */
    public static TrainingCall endedNow(
            Bipartite.Selection selection, Map<String, Object> configuration, long interactions) {
        return endedNow(selection, configuration, interactions, Origin.UNKNOWN);
    }

    /** A call that has just ended. */
    public static TrainingCall endedNow(
            Bipartite.Selection selection, Map<String, Object> configuration, long interactions, Origin origin) {
        return new TrainingCall(selection, configuration, ZonedDateTime.now(ZoneOffset.UTC), interactions, origin);
    }

    /**
     * The call as a file has it.
     *
     * @param types the relationship types of the model
     * @param features the features of the model
     */
    static TrainingCall stored(
            ModelMetadata metadata, List<String> types, FeatureSelection features, long interactions) {
        Map<String, Object> configuration = metadata.configuration();
        Bipartite.Selection selection = new Bipartite.Selection(
                text(configuration, "sourceNodeLabel"),
                text(configuration, "targetNodeLabel"),
                types,
                text(configuration, "relationshipWeightProperty"),
                text(configuration, "relationshipTimeProperty"),
                features);
        return new TrainingCall(selection, configuration, metadata.created(), interactions, Origin.of(metadata.info()));
    }

    private static String text(Map<String, Object> configuration, String key) {
        return configuration.get(key) instanceof String text ? text : null;
    }
}

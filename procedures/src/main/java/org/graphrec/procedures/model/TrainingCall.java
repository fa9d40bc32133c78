package org.graphrec.procedures.model;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
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
 */
public record TrainingCall(
        Bipartite.Selection selection, Map<String, Object> configuration, ZonedDateTime created, long interactions) {

    /** A call that has just ended. */
    public static TrainingCall endedNow(
            Bipartite.Selection selection, Map<String, Object> configuration, long interactions) {
        return new TrainingCall(selection, configuration, ZonedDateTime.now(ZoneOffset.UTC), interactions);
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
        return new TrainingCall(selection, configuration, metadata.created(), interactions);
    }

    private static String text(Map<String, Object> configuration, String key) {
        return configuration.get(key) instanceof String text ? text : null;
    }
}

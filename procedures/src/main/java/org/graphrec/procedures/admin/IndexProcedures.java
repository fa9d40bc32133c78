// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.admin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.live.NumberVector;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.schema.IndexDefinition;
import org.neo4j.graphdb.schema.IndexSetting;
import org.neo4j.graphdb.schema.IndexType;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.index.create}: Neo4j's vector index over what {@code rec.embed.nodes.write} wrote. */
public final class IndexProcedures extends CallContext {
    /** Neo4j's own limit. */
    private static final int MAX_DIMENSION = 4_096;

    @Procedure(name = "rec.index.create", mode = Mode.SCHEMA)
    @Description("Creates a vector index over the embeddings of a label, for db.index.vector.queryNodes.")
    public Stream<IndexRow> create(
            @Name("label") String label,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        if (label == null) {
            throw new IllegalArgumentException("The value of `label` must be a label in use but was `null`.");
        }
        return call("rec.index.create")
                .config(configuration, map -> IndexConfig.read(map, label))
                .row((call, config) -> index(label, config));
    }

    /** Without a dimension, it is that of the first vector found. */
    private record IndexConfig(String property, String name, String similarity, OptionalInt dimension) {
        private static IndexConfig read(Map<String, Object> map, String label) {
            Config config = new Config(map);
            String property = config.string("property", "embedding");
            String name = config.string("indexName", null);
            String similarity = config.choice("similarityFunction", "cosine", List.of("cosine", "euclidean"));
            OptionalInt dimension = config.integer("dimension", 1, MAX_DIMENSION);
            config.check();
            return new IndexConfig(
                    property,
                    name == null ? label.toLowerCase(Locale.ROOT) + "_" + property : name,
                    similarity,
                    dimension);
        }
    }

    private IndexRow index(String label, IndexConfig config) {
        String property = config.property();
        requireLabel(label);
        for (IndexDefinition index : transaction.schema().getIndexes(Label.label(label))) {
            if (index.getIndexType() == IndexType.VECTOR
                    && StreamSupport.stream(index.getPropertyKeys().spliterator(), false)
                            .anyMatch(property::equals)) {
                return existing(index, label, property);
            }
        }
        int dimension = config.dimension().orElseGet(() -> dimensionOf(label, property));
        transaction
                .schema()
                .indexFor(Label.label(label))
                .on(property)
                .withName(config.name())
                .withIndexType(IndexType.VECTOR)
                .withIndexConfiguration(Map.of(
                        IndexSetting.vector_Dimensions(),
                        dimension,
                        IndexSetting.vector_Similarity_Function(),
                        config.similarity()))
                .create();
        return new IndexRow(config.name(), label, property, dimension, config.similarity(), true);
    }

    private static IndexRow existing(IndexDefinition index, String label, String property) {
        Map<IndexSetting, Object> settings = index.getIndexConfiguration();
        long dimension = ((Number) settings.get(IndexSetting.vector_Dimensions())).longValue();
        String similarity = String.valueOf(settings.get(IndexSetting.vector_Similarity_Function()));
        return new IndexRow(index.getName(), label, property, dimension, similarity.toLowerCase(Locale.ROOT), false);
    }

    private void requireLabel(String label) {
        TreeSet<String> known = new TreeSet<>();
        transaction.getAllLabelsInUse().forEach(used -> known.add(used.name()));
        if (!known.contains(label)) {
            throw new IllegalArgumentException("The value of `label` must be a label in use but was `"
                    + Config.shown(label) + "`."
                    + Suggestions.didYouMeanOneOf(label, known));
        }
    }

    private int dimensionOf(String label, String property) {
        try (var nodes = transaction.findNodes(Label.label(label))) {
            while (nodes.hasNext()) {
                Node node = nodes.next();
                float[] vector = NumberVector.of(node.getProperty(property, null));
                if (vector != null && vector.length > 0) {
                    return vector.length;
                }
            }
        }
        throw new IllegalArgumentException(
                "The value of `property` must name a vector of the nodes `" + label + "` but was `"
                        + Config.shown(property)
                        + "`, which none of them has. Write it with `rec.embed.nodes.write` first, or give `dimension`.");
    }
}

package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.ProgressMonitor;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.live.KnownNodes;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.training.recommend.GroupRecommender.Aggregation;
import org.neo4j.graphdb.Node;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.similar.*} and {@code rec.group.*}. */
public final class SimilarProcedures extends CallContext {
    /** Items compared together: the memory of a call is this many times k rows. */
    private static final int BLOCK = 512;

    @Procedure(name = "rec.similar.stream", mode = Mode.READ)
    @Description("Streams the items most like a given item, or each of a list, in the eyes of a model.")
    public Stream<SimilarRow> similar(
            @Name("modelName") String modelName,
            @Name("items") Object items,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        RecommendOptions options = RecommendOptions.read(configuration, false);
        TrainedModel model = model(modelName);
        List<Node> nodes = nodes(items);
        Recommendations recommendations = new Recommendations(transaction, model, options, termination());
        try (ProgressMonitor monitor = monitor("rec.similar.stream", options.concurrency(), List.of("Compare"))) {
            monitor.reserve(Recommendations.bytes(model, options, nodes.size()));
            monitor.phase("Compare", nodes.size());
            return recommendations.similar(nodes, monitor).stream();
        }
    }

    @Procedure(name = "rec.similar.write", mode = Mode.WRITE)
    @Description(
            "Writes the items most like each item, or all with '*', as relationships in place of the earlier ones.")
    public Stream<SimilarWriteRow> write(
            @Name("modelName") String modelName,
            @Name("items") Object items,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        requireWriter("rec.similar.write");
        RecommendOptions options = RecommendOptions.read(configuration, true);
        TrainedModel model = model(modelName);
        RecommendationWriter writer =
                new RecommendationWriter(ownTransactions("rec.similar.write"), model, options.write());
        Iterator<Node> all = "*".equals(items) ? all(model) : nodes(items).iterator();
        Recommendations recommendations = new Recommendations(transaction, model, options, termination());
        long processed = 0;
        try (ProgressMonitor monitor =
                monitor("rec.similar.write", options.concurrency(), List.of("Compare and write"))) {
            monitor.reserve(Recommendations.bytes(model, options, BLOCK));
            monitor.phase("Compare and write", model.graph().items().size());
            while (all.hasNext()) {
                List<Node> block = new ArrayList<>();
                while (block.size() < BLOCK && all.hasNext()) {
                    block.add(all.next());
                }
                List<SimilarRow> rows = recommendations.similar(block, monitor);
                writer.replace(
                        block,
                        rows.stream()
                                .map(row -> new RecommendationWriter.Row(
                                        row.item(), row.similar(), row.score(), row.rank()))
                                .toList(),
                        monitor::running);
                processed += block.size();
            }
        }
        return Stream.of(new SimilarWriteRow(processed, writer.written(), writer.deleted(), options.configuration()));
    }

    @Procedure(name = "rec.group.stream", mode = Mode.READ)
    @Description(
            "Streams the best items for several users together: by their mean liking, or by that of the least pleased.")
    public Stream<GroupRow> group(
            @Name("modelName") String modelName,
            @Name("users") Object users,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        Config config = new Config(configuration);
        String aggregation = config.choice("aggregation", "mean", List.of("mean", "least"));
        RecommendOptions options = RecommendOptions.read(config, false);
        TrainedModel model = model(modelName);
        List<Node> members = new ArrayList<>();
        new Users(transaction, model).resolve(users).forEachRemaining(members::add);
        Recommendations recommendations = new Recommendations(transaction, model, options, termination());
        try (ProgressMonitor monitor = monitor("rec.group.stream", options.concurrency(), List.of("Aggregate"))) {
            monitor.reserve(Recommendations.bytes(model, options, members.size()));
            monitor.phase("Aggregate", members.size());
            return recommendations
                    .group(members, Aggregation.valueOf(aggregation.toUpperCase(Locale.ROOT)), monitor)
                    .stream();
        }
    }

    /** The items known at training that are still there. */
    private Iterator<Node> all(TrainedModel model) {
        KnownNodes known = model.items(transaction);
        return IntStream.range(0, model.graph().items().size())
                .mapToObj(row -> NodeIds.find(transaction, model.graph().items().id(row)))
                .filter(node -> node != null && known.row(node) >= 0)
                .iterator();
    }

    private static List<Node> nodes(Object items) {
        List<Node> nodes = new ArrayList<>();
        for (Object item : items instanceof List<?> list ? list : List.of(items == null ? "null" : items)) {
            if (!(item instanceof Node node)) {
                throw new IllegalArgumentException("The value of `items` must be a node or a list of nodes but has `"
                        + Config.shown(item) + "`. Match the items first and pass them.");
            }
            nodes.add(node);
        }
        return nodes;
    }

    private TrainedModel model(String name) {
        return ModelCatalog.of(this).model(name);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.live.KnownNodes;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.training.Monitor;
import org.graphrec.training.recommend.GroupRecommender.Aggregation;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.similar.*} and {@code rec.group.*}. */
public final class SimilarProcedures extends CallContext {
    /** Items compared together: the memory of a call is this many times k rows. */
    private static final int BLOCK = 512;

    @Procedure(name = "rec.similar.stream", mode = Mode.READ)
    @Description("Streams the items most similar to a given item, or to each of a list, according to a model.")
    public Stream<SimilarRow> similar(
            @Name("modelName") String modelName,
            @Name("items") Object items,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.similar.stream")
                .config(configuration, map -> RecommendOptions.read(map, false))
                .threads(RecommendOptions::concurrency)
                .on(options -> new Comparing(model(modelName), nodes(items), options))
                .phases("Compare")
                .reserve(comparing -> comparing.memory(comparing.nodes().size()))
                .stream((call, comparing) -> {
            Recommendations recommendations = comparing.begin(transaction, termination());
            call.phase("Compare", comparing.nodes().size());
            return recommendations.similar(comparing.nodes(), call).stream();
        });
    }

    @Procedure(name = "rec.similar.write", mode = Mode.WRITE)
    @Description("Writes the items most similar to each item, or to all items with '*', as relationships that"
            + " replace earlier ones.")
    public Stream<SimilarWriteRow> write(
            @Name("modelName") String modelName,
            @Name("items") Object items,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.similar.write")
                .writes()
                .config(configuration, map -> RecommendOptions.read(map, true))
                .threads(RecommendOptions::concurrency)
                .on(options -> new Comparing(model(modelName), "*".equals(items) ? null : nodes(items), options))
                .phases("Compare and write")
                .reserve(comparing -> comparing.memory(BLOCK))
                .row(this::written);
    }

    private SimilarWriteRow written(RunningCall call, Comparing comparing) {
        TrainedModel model = comparing.model();
        RecommendOptions options = comparing.options();
        RecommendationWriter writer = new RecommendationWriter(call.transactions(), model, options.write());
        Iterator<Node> all =
                comparing.nodes() == null ? all(model) : comparing.nodes().iterator();
        Recommendations recommendations = comparing.begin(transaction, termination());
        long processed = 0;
        call.phase("Compare and write", model.graph().items().size());
        while (all.hasNext()) {
            List<Node> block = new ArrayList<>();
            while (block.size() < BLOCK && all.hasNext()) {
                block.add(all.next());
            }
            List<SimilarRow> rows = recommendations.similar(block, call);
            writer.replace(
                    block,
                    rows.stream()
                            .map(row ->
                                    new RecommendationWriter.Row(row.item(), row.similar(), row.score(), row.rank()))
                            .toList(),
                    call::running);
            processed += block.size();
        }
        return new SimilarWriteRow(processed, writer.written(), writer.deleted(), options.configuration());
    }

    @Procedure(name = "rec.group.stream", mode = Mode.READ)
    @Description("Streams the best items for a group of users, by the mean of their scores or by the lowest.")
    public Stream<GroupRow> group(
            @Name("modelName") String modelName,
            @Name("users") Object users,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.group.stream")
                .config(configuration, GroupConfig::read)
                .threads(config -> config.options().concurrency())
                .on(config -> {
                    TrainedModel model = model(modelName);
                    List<Node> members = new ArrayList<>();
                    new Users(transaction, model).resolve(users).forEachRemaining(members::add);
                    return new Group(new Comparing(model, members, config.options()), config.aggregation());
                })
                .phases("Aggregate")
                .reserve(group -> group.of().memory(group.of().nodes().size()))
                .stream((call, group) -> {
            Recommendations recommendations = group.of().begin(transaction, termination());
            call.phase("Aggregate", group.of().nodes().size());
            return recommendations.group(group.of().nodes(), group.aggregation(), call).stream();
        });
    }

    /** The nodes that a model compares the items with, or whose members it asks about; null: all items. */
    private record Comparing(TrainedModel model, List<Node> nodes, RecommendOptions options) {

        MemoryNeed memory(int together) {
            return MemoryNeed.ofHeap("lists", Recommendations.bytes(model, options, together));
        }

        /** Looks at the items as they are now, which takes memory. */
        Recommendations begin(Transaction transaction, Monitor termination) {
            return new Recommendations(transaction, model, options, termination);
        }
    }

    private record Group(Comparing of, Aggregation aggregation) {}

    private record GroupConfig(RecommendOptions options, Aggregation aggregation) {
        private static GroupConfig read(Map<String, Object> map) {
            Config config = new Config(map);
            String aggregation = config.choice("aggregation", "mean", List.of("mean", "least"));
            return new GroupConfig(
                    RecommendOptions.read(config, false), Aggregation.valueOf(aggregation.toUpperCase(Locale.ROOT)));
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

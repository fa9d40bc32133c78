package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.ProgressMonitor;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.reading.BadInteractions;
import org.neo4j.graphdb.Node;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.recommend.*}: the best items for users, from the history that the calling transaction sees. */
public final class RecommendProcedures extends CallContext {
    /** Users scored together: the memory of a call is this many times k rows. */
    private static final int BLOCK = 512;

    /** Users whose lists take no time that anybody would watch. */
    private static final int FEW = 16;

    @Procedure(name = "rec.recommend.stream", mode = Mode.READ)
    @Description(
            "Streams the best items for a user, a list of users or '*', by their live history and an optional query.")
    public Stream<RecommendRow> stream(
            @Name("modelName") String modelName,
            @Name("users") Object users,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        RecommendOptions options = RecommendOptions.read(configuration, false);
        TrainedModel model = model(modelName);
        Iterator<Node> nodes = new Users(transaction, model).resolve(users);
        Recommendations recommendations = new Recommendations(transaction, model, options, termination());
        List<String> phases = List.of("Recommend");
        ProgressMonitor monitor = atOnce(users) <= FEW
                ? briefMonitor("rec.recommend.stream", phases)
                : monitor("rec.recommend.stream", options.concurrency(), phases);
        reserve(monitor, model, users, options);
        monitor.phase("Recommend", model.graph().users().size());
        boolean one = !"*".equals(users) && !(users instanceof List<?>);
        return blocks(nodes)
                .onClose(monitor::close)
                .flatMap(block -> rows(model, recommendations, block, one, monitor).stream());
    }

    @Procedure(name = "rec.recommend.write", mode = Mode.WRITE)
    @Description("Writes the best items for users as relationships with score and rank, in place of the earlier ones.")
    public Stream<RecommendWriteRow> write(
            @Name("modelName") String modelName,
            @Name("users") Object users,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        requireWriter("rec.recommend.write");
        RecommendOptions options = RecommendOptions.read(configuration, true);
        if (users == null) {
            throw new IllegalArgumentException(
                    "The value of `users` must be a node, a list of nodes or '*' but was `null`: there is nobody to"
                            + " write to.");
        }
        TrainedModel model = model(modelName);
        RecommendationWriter writer =
                new RecommendationWriter(ownTransactions("rec.recommend.write"), model, options.write());
        Iterator<Node> nodes = new Users(transaction, model).resolve(users);
        Recommendations recommendations = new Recommendations(transaction, model, options, termination());
        boolean one = !"*".equals(users) && !(users instanceof List<?>);
        long processed = 0;
        long compute = 0;
        long start = System.nanoTime();
        try (ProgressMonitor monitor =
                monitor("rec.recommend.write", options.concurrency(), List.of("Recommend and write"))) {
            monitor.reserve(Recommendations.bytes(model, options, atOnce(users)));
            monitor.phase("Recommend and write", model.graph().users().size());
            for (Iterator<List<Node>> blocks = blocks(nodes).iterator(); blocks.hasNext(); ) {
                List<Node> block = blocks.next();
                long began = System.nanoTime();
                List<RecommendRow> rows = rows(model, recommendations, block, one, monitor);
                compute += System.nanoTime() - began;
                writer.replace(
                        block,
                        rows.stream()
                                .map(row ->
                                        new RecommendationWriter.Row(row.user(), row.item(), row.score(), row.rank()))
                                .toList(),
                        monitor::running);
                processed += block.size();
            }
        }
        long total = System.nanoTime() - start;
        return Stream.of(new RecommendWriteRow(
                processed,
                writer.written(),
                writer.deleted(),
                compute / 1_000_000,
                (total - compute) / 1_000_000,
                recommendations.badInteractions(),
                options.configuration()));
    }

    private List<RecommendRow> rows(
            TrainedModel model,
            Recommendations recommendations,
            List<Node> block,
            boolean one,
            ProgressMonitor monitor) {
        if (one) {
            return recommendations.rows(block.get(0), monitor);
        }
        List<RecommendRow> rows = recommendations.rows(block, monitor);
        if (BadInteractions.met(model.graph().items(), recommendations.firstBad())) {
            log.warn("Model `" + model.name() + "`: " + recommendations.firstBad());
        }
        return rows;
    }

    private static void reserve(ProgressMonitor monitor, TrainedModel model, Object users, RecommendOptions options) {
        try {
            monitor.reserve(Recommendations.bytes(model, options, atOnce(users)));
        } catch (RuntimeException refused) {
            monitor.close();
            throw refused;
        }
    }

    /** The most users that are scored together. */
    private static int atOnce(Object users) {
        if ("*".equals(users)) {
            return BLOCK;
        }
        return users instanceof List<?> list ? Math.min(BLOCK, list.size()) : 1;
    }

    private TrainedModel model(String name) {
        return ModelCatalog.of(this).model(name);
    }

    private static Stream<List<Node>> blocks(Iterator<Node> nodes) {
        Iterator<List<Node>> blocks = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return nodes.hasNext();
            }

            @Override
            public List<Node> next() {
                List<Node> block = new ArrayList<>();
                while (block.size() < BLOCK && nodes.hasNext()) {
                    block.add(nodes.next());
                }
                return block;
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(blocks, Spliterator.ORDERED), false);
    }
}

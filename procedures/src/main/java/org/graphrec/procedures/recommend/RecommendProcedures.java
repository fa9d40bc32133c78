// SPDX-License-Identifier: GPL-3.0-only
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
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.reading.BadInteractions;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.training.Monitor;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;
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
        return modelName == null ? untrained(users, configuration) : trained(modelName, users, configuration);
    }

    private record WithoutModel(GraphReading reading, Untrained answers, Iterator<Node> users) {}

    private Stream<RecommendRow> untrained(Object users, Map<String, Object> configuration) {
        return call("rec.recommend.stream")
                .config(configuration, map -> UntrainedConfig.ofLists(map))
                .on(config -> {
                    GraphReading reading = config.source().reading(graphs(), transaction);
                    return new WithoutModel(
                            reading,
                            new Untrained(transaction, reading, config, graphs(), termination()),
                            new Users(transaction, reading, config.source().name()).resolve(users));
                })
                .phases(asked -> users instanceof List<?> || "*".equals(users) ? List.of("Recommend") : List.of())
                .reserve(asked -> Untrained.memory(transaction, asked.reading()))
                .stream((call, asked) -> {
            call.phase("Recommend", Untrained.users(transaction, asked.reading()));
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(asked.users(), Spliterator.ORDERED), false)
                    .flatMap(user -> asked.answers().rows(user, call).stream());
        });
    }

    private Stream<RecommendRow> trained(String modelName, Object users, Map<String, Object> configuration) {
        return call("rec.recommend.stream")
                .config(configuration, map -> RecommendOptions.ofLists(new Config(map), false))
                .threads(RecommendOptions::concurrency)
                .on(options -> recommending(modelName, users, options))
                // what takes no time that anybody would watch is in no list and no log
                .phases(recommending -> recommending.atOnce() <= FEW ? List.of() : List.of("Recommend"))
                .reserve(Recommending::memory)
                .stream((call, recommending) -> {
            Recommendations recommendations = recommending.begin(transaction, termination());
            call.phase("Recommend", recommending.users());
            return blocks(recommending.nodes())
                    .flatMap(block -> rows(recommending, recommendations, block, call).stream());
        });
    }

    @Procedure(name = "rec.recommend.write", mode = Mode.WRITE)
    @Description("Writes the best items for users as relationships with score and rank that replace earlier" + " ones.")
    public Stream<RecommendWriteRow> write(
            @Name("modelName") String modelName,
            @Name("users") Object users,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.recommend.write")
                .writes()
                .config(configuration, map -> RecommendOptions.ofLists(new Config(map), true))
                .threads(RecommendOptions::concurrency)
                .on(options -> recommending(modelName, somebody(users), options))
                .phases("Recommend and write")
                .reserve(Recommending::memory)
                .row(this::written);
    }

    private RecommendWriteRow written(RunningCall call, Recommending recommending) {
        RecommendOptions options = recommending.options();
        RecommendationWriter writer =
                new RecommendationWriter(call.transactions(), recommending.model(), options.write());
        Recommendations recommendations = recommending.begin(transaction, termination());
        long processed = 0;
        long compute = 0;
        long start = System.nanoTime();
        call.phase("Recommend and write", recommending.users());
        for (Iterator<List<Node>> blocks = blocks(recommending.nodes()).iterator(); blocks.hasNext(); ) {
            List<Node> block = blocks.next();
            long began = System.nanoTime();
            List<RecommendRow> rows = rows(recommending, recommendations, block, call);
            compute += System.nanoTime() - began;
            writer.replace(
                    block,
                    rows.stream()
                            .map(row -> new RecommendationWriter.Row(row.user(), row.item(), row.score(), row.rank()))
                            .toList(),
                    call::running);
            processed += block.size();
        }
        long total = System.nanoTime() - start;
        return new RecommendWriteRow(
                processed,
                writer.written(),
                writer.deleted(),
                compute / 1_000_000,
                (total - compute) / 1_000_000,
                recommendations.badInteractions(),
                options.configuration());
    }

    private static Object somebody(Object users) {
        if (users == null) {
            throw new IllegalArgumentException(
                    "The value of `users` must be a node, a list of nodes or '*' but was `null`: there is no user to"
                            + " write to.");
        }
        return users;
    }

    /**
     * Whom a model recommends to.
     *
     * @param one whether the argument is one user, whose bad interactions are an error
     * @param atOnce the most users that are scored together
     */
    private record Recommending(
            TrainedModel model, RecommendOptions options, Iterator<Node> nodes, boolean one, int atOnce) {

        /** The users that the progress is of. */
        int users() {
            return model.graph().users().size();
        }

        MemoryNeed memory() {
            return MemoryNeed.ofHeap("lists", Recommendations.bytes(model, options, atOnce));
        }

        /** Looks at the items as they are now, which takes memory. */
        Recommendations begin(Transaction transaction, Monitor termination) {
            return new Recommendations(transaction, model, options, termination);
        }
    }

    private Recommending recommending(String modelName, Object users, RecommendOptions options) {
        TrainedModel model = ModelCatalog.of(this).model(modelName);
        boolean all = "*".equals(users);
        int named = users instanceof List<?> list ? list.size() : 1;
        return new Recommending(
                model,
                options,
                new Users(transaction, model).resolve(users),
                !all && !(users instanceof List<?>),
                all ? BLOCK : Math.min(BLOCK, named));
    }

    private List<RecommendRow> rows(
            Recommending recommending, Recommendations recommendations, List<Node> block, RunningCall call) {
        if (recommending.one()) {
            return recommendations.rows(block.get(0), call);
        }
        List<RecommendRow> rows = recommendations.rows(block, call);
        TrainedModel model = recommending.model();
        if (BadInteractions.met(model.graph().items(), recommendations.firstBad())) {
            log.warn("Model `" + model.name() + "`: " + recommendations.firstBad());
        }
        return rows;
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

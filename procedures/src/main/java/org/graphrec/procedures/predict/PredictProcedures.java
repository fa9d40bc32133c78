// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.predict;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.RatingPredictor;
import org.graphrec.procedures.reading.NodeArgument;
import org.neo4j.graphdb.Node;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;
import org.neo4j.procedure.UserFunction;

/** {@code rec.predict} and {@code rec.predict.stream}: ratings, from those that the calling transaction sees. */
public final class PredictProcedures extends CallContext {
    @UserFunction(name = "rec.predict")
    @Description("The rating that a user is expected to give to an item; null where one of them is null.")
    public Double predict(@Name("modelName") String modelName, @Name("user") Object user, @Name("item") Object item) {
        if (user == null || item == null) {
            return null;
        }
        RatingPredictor model = model(modelName);
        Node one = users(model, "user").node(user);
        return new Predictions(transaction, model, List.of(items(model, "item").node(item))).of(one)[0].rating();
    }

    @Procedure(name = "rec.predict.stream", mode = Mode.READ)
    @Description("Streams the rating that each user is expected to give to each item, and its standard"
            + " deviation. Users and items are a node, a list of nodes or '*'; users may be null, for an"
            + " anonymous user.")
    public Stream<PredictRow> stream(
            @Name("modelName") String modelName,
            @Name("users") Object users,
            @Name("items") Object items,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.predict.stream")
                .config(configuration, PredictOptions::read)
                .threads(PredictOptions::concurrency)
                .on(options -> new Asked(model(modelName), options))
                .phases("Predict")
                .reserve(asked -> Predictions.memory(
                        asked.model(),
                        users(asked.model(), "users").count(users, transaction),
                        items(asked.model(), "items").count(items, transaction)))
                .stream((call, asked) -> {
            RatingPredictor model = asked.model();
            List<Node> wanted = new ArrayList<>();
            items(model, "items").resolve(items, transaction).forEachRemaining(node -> {
                call.assertRunning();
                wanted.add(node);
            });
            Iterator<Node> raters =
                    users == null ? nobody() : users(model, "users").resolve(users, transaction);
            call.reserve(Predictions.memoryOfTexts(model, model.items(transaction), wanted));
            Predictions predictions = new Predictions(transaction, model, wanted);
            call.phase("Predict", model.graph().users().size());
            return blocks(raters, Math.max(1, Predictions.PAIRS / Math.max(1, wanted.size())))
                    .flatMap(block -> predictions.of(block, asked.options(), call).stream());
        });
    }

    /** A model, and how it is asked. */
    private record Asked(RatingPredictor model, PredictOptions options) {}

    private RatingPredictor model(String name) {
        return ModelCatalog.of(this).model(name, RatingPredictor.class);
    }

    private NodeArgument users(RatingPredictor model, String parameter) {
        return new NodeArgument(
                parameter, model.live().users(), model.graph().users(), model.users(transaction), model.name());
    }

    private NodeArgument items(RatingPredictor model, String parameter) {
        return new NodeArgument(
                parameter, model.live().items(), model.graph().items(), model.items(transaction), model.name());
    }

    private static Iterator<Node> nobody() {
        List<Node> one = new ArrayList<>();
        one.add(null);
        return one.iterator();
    }

    private static Stream<List<Node>> blocks(Iterator<Node> nodes, int size) {
        Iterator<List<Node>> blocks = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return nodes.hasNext();
            }

            @Override
            public List<Node> next() {
                List<Node> block = new ArrayList<>();
                while (block.size() < size && nodes.hasNext()) {
                    block.add(nodes.next());
                }
                return block;
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(blocks, Spliterator.ORDERED), false);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.graphrec.data.Dataset;
import org.graphrec.data.GraphWriter;
import org.graphrec.demo.Output;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Value;

/** One data set in one server: loaded once, then trained and measured for each architecture. */
final class RankingRun {
    /** Items asked for: more than are judged, so that ties at the end show. */
    private static final int ASKED = 50;

    private static final double NANOS = 1e9;

    private final Driver driver;
    private final SplitDataset dataset;
    private final Output output;
    private int models;

    /**
     * A trained model.
     *
     * @param name it is kept under
     * @param seconds wall time of rec.train
     * @param info its modelInfo
     */
    record Trained(String name, double seconds, Map<String, Object> info) {}

    /** What a training may use beside the interactions, and the deep heads that auto measures. */
    record Setting(String architecture, boolean text, long seed, List<String> deepHeads) {
        Setting(String architecture, boolean text, long seed) {
            this(architecture, text, seed, List.of());
        }
    }

    RankingRun(Driver driver, SplitDataset dataset, Output output) {
        this.driver = driver;
        this.dataset = dataset;
        this.output = output;
    }

    /** Writes train in place of what was there, models included, embeds where there is text, and projects. */
    void prepare() {
        single(
                "CALL rec.model.list() YIELD modelName CALL rec.model.drop(modelName) YIELD modelInfo RETURN count(*)",
                Map.of());
        single("CALL gds.graph.drop('train', false) YIELD graphName RETURN count(*)", Map.of());
        try (Session session = driver.session()) {
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
                    .consume();
        }
        new GraphWriter(driver, line -> {}).write(dataset.train());
        single(
                "UNWIND $users AS id MATCH (u:User {id: id}) SET u.test = true RETURN count(u)",
                Map.of("users", List.copyOf(dataset.test().keySet())));
        single(
                "UNWIND $items AS id MATCH (i:Item {id: id}) SET i.test = true RETURN count(i)",
                Map.of("items", List.copyOf(dataset.testItems())));
        String item = "{}";
        if (dataset.text()) {
            single(
                    "CALL rec.embed.nodes.write(['Item'], {textProperties: $texts, encoder: $encoder}) YIELD nodeCount",
                    Map.of("texts", dataset.train().schema().textProperties(), "encoder", encoder()));
            item = "{properties: ['embedding']}";
        }
        String properties = dataset.timed() ? "{properties: ['time']}" : "{}";
        Record graph = single(
                "CALL gds.graph.project('train', {User: {}, Item: " + item + "}, {INTERACTED: " + properties + "}) "
                        + "YIELD nodeCount, relationshipCount",
                Map.of());
        output.note("%s: %,d users, %,d items, %,d train and %,d test interactions"
                .formatted(
                        dataset.name(),
                        dataset.train().users().size(),
                        dataset.train().items().size(),
                        graph.get("relationshipCount").asLong(),
                        dataset.testInteractions()));
        Dataset train = dataset.train();
        if (!dataset.later().isEmpty()) {
            new GraphWriter(driver, line -> {})
                    .write(new Dataset(train.schema(), List.of(), List.of(), List.of(), dataset.later()));
        }
    }

    /** That of {@code -Drec.encoder}, by default the bundled one; {@code distilled} is distilled from it, of the items' texts. */
    private String encoder() {
        String given = System.getProperty("rec.encoder", "all-MiniLM-L6-v2");
        if (!given.equals("distilled")) {
            return given;
        }
        String name = "distilled" + System.nanoTime();
        Record row = single(
                """
                CALL rec.encoder.distill($name, {labels: ['Item'], textProperties: $texts})
                YIELD textCount, meanCosine, overlapAt10, computeMillis, fitMillis
                """, Map.of("name", name, "texts", dataset.train().schema().textProperties()));
        output.note("distilled of " + row.asMap());
        return name;
    }

    Trained train(Setting setting) {
        long begin = System.nanoTime();
        String name = "model" + models++;
        String more = (setting.text() ? ", featureProperties: ['embedding']" : "")
                + (dataset.timed() ? ", relationshipTimeProperty: 'time'" : "")
                + (setting.deepHeads().isEmpty() ? "" : ", deepHeads: $deepHeads");
        Record trained = single(
                """
                CALL rec.train('train', {
                  modelName: $name, architecture: $architecture, sourceNodeLabel: 'User', targetNodeLabel: 'Item',
                  relationshipTypes: ['INTERACTED'], randomSeed: $seed%s
                }) YIELD modelInfo, changedSinceProjection RETURN modelInfo, changedSinceProjection
                """.formatted(more),
                Map.of(
                        "name", name,
                        "architecture", setting.architecture(),
                        "seed", setting.seed(),
                        "deepHeads", setting.deepHeads()));
        // null where too many nodes changed for the server to know
        Value unlearned = trained.get("changedSinceProjection");
        if (!unlearned.isNull() && unlearned.asLong() != dataset.later().size()) {
            throw new IllegalStateException(dataset.later().size() + " interactions are to be read as history and not"
                    + " learned from, but the model has not learned from " + unlearned + ".");
        }
        return new Trained(
                name,
                (System.nanoTime() - begin) / NANOS,
                trained.get("modelInfo").asMap());
    }

    /** The lists of all test users, of all items or, where asked, of the test items alone. */
    RankedLists lists(Trained model, boolean testItemsAlone) {
        RankedLists lists = new RankedLists(dataset.test());
        String candidates = testItemsAlone ? ", where: 'item.test'" : "";
        try (Session session = driver.session()) {
            var rows = session.run("""
                MATCH (u:User) WHERE u.test
                WITH collect(u) AS users
                CALL rec.recommend.stream($model, users, {k: $k%s}) YIELD user, item, score, rank
                WITH user, item, score, rank ORDER BY user.id, rank
                RETURN user.id AS user, collect(item.id) AS items, collect(score) AS scores
                """.formatted(candidates), Map.of("model", model.name(), "k", ASKED));
            while (rows.hasNext()) {
                Record row = rows.next();
                List<Integer> items = row.get("items").asList(value -> value.asInt());
                List<Double> scores = row.get("scores").asList(value -> value.asDouble());
                lists.put(
                        row.get("user").asLong(),
                        IntStream.range(0, items.size())
                                .mapToObj(i -> new RankedLists.Entry(items.get(i), scores.get(i)))
                                .toList());
            }
        }
        if (lists.users() != dataset.test().size()) {
            throw new IllegalStateException("There are " + dataset.test().size() + " test users, but " + lists.users()
                    + " got recommendations.");
        }
        return lists;
    }

    /** Users a second on one thread: 20 items for every user there is, whose rows are counted in the server. */
    double usersPerSecond(Trained model) {
        double seconds = Double.POSITIVE_INFINITY;
        // the first time warms up
        for (int time = 0; time < 2; time++) {
            long begin = System.nanoTime();
            single(
                    "CALL rec.recommend.stream($model, '*', {k: 20, concurrency: 1}) YIELD rank RETURN count(rank)",
                    Map.of("model", model.name()));
            seconds = Math.min(seconds, (System.nanoTime() - begin) / NANOS);
        }
        return dataset.train().users().size() / seconds;
    }

    private Record single(String statement, Map<String, Object> parameters) {
        try (Session session = driver.session()) {
            return session.run(statement, parameters).list().stream()
                    .findFirst()
                    .orElse(null);
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.config.HelpRequested;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.graphrec.procedures.model.ModelLocations;
import org.graphrec.procedures.model.SharedCatalog;
import org.graphrec.training.Monitor;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.PopularItems;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.handover.ContextByIds;
import org.graphrec.training.handover.EdgesById;
import org.graphrec.training.handover.HandedNodes;
import org.graphrec.training.handover.Handover;
import org.graphrec.training.handover.JobOptions;
import org.graphrec.training.handover.Learned;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.store.FolderStorage;
import org.graphrec.training.store.TensorStore;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.logging.NullLog;

/** What {@code rec.train.plan} tells a job is enough to learn what {@code rec.train} learns, and what it hands over serves alike. */
@ExtendWith(RunningDatabase.class)
class HandoverTest {
    private static final Map<String, Object> DECLARATION = Map.of(
            "users",
            "Customer",
            "items",
            "Product",
            "interactions",
            List.of(Map.of(
                    "name", "bought",
                    "pattern", "(user)-[p:PLACED]->(:Order)-[c:CONTAINS]->(item)",
                    "time", "p.at",
                    "weight", "c.quantity")));

    private static final Map<String, Object> OPTIONS =
            Map.of("modelName", "job", "architecture", "itemGraph", "topK", 10, "rank", 4);

    /** Another behaviour, what items have in common, whom users know, and what leads from items to users. */
    private static final Map<String, Object> SHOP_WITH_CONTEXT = Map.of(
            "users",
            "Customer",
            "items",
            "Product",
            "target",
            "bought",
            "interactions",
            List.of(
                    ((List<?>) DECLARATION.get("interactions")).get(0),
                    Map.of("name", "viewed", "pattern", "(user)-[v:VIEWED]->(item)", "time", "v.at")),
            "context",
            List.of(
                    Map.of("pattern", "(item)-[n:IN]->(:Category)", "weight", "n.share"),
                    "(user)-[:FRIEND]-(user)",
                    Map.of("name", "owner", "pattern", "(item)-[:OWNED_BY]->(user)")));

    @TempDir
    private static Path exported;

    @TempDir
    private static Path stored;

    private static Cypher cypher;

    @BeforeAll
    static void start(Cypher client) {
        cypher = client;
        SharedCatalog.configure(new ModelLocations(stored, exported, ""), NullLog.getInstance());
    }

    @AfterAll
    static void stop() {
        SharedCatalog.shutDown();
    }

    /** Two camps of customers, each of which orders of its own half of the products. */
    @BeforeEach
    void shop() {
        for (Object model : cypher.column("CALL rec.model.list() YIELD modelName RETURN modelName")) {
            cypher.rows("CALL rec.model.drop($model)", "model", model);
        }
        cypher.rows("CALL gds.graph.drop('shop', false) YIELD graphName RETURN graphName");
        cypher.rows("MATCH (n) DETACH DELETE n");
        cypher.rows("UNWIND range(0, 11) AS p CREATE (:Product {id: p, camp: p % 2})");
        cypher.rows("UNWIND range(0, 39) AS c CREATE (:Customer {id: c, camp: c % 2})");
        cypher.rows("MATCH (c:Customer), (p:Product) WHERE c.camp = p.camp AND (c.id / 2 + p.id / 2) % 3 <> 0"
                + " CREATE (c)-[:PLACED {at: date({year: 2026, month: 1, day: 1 + p.id})}]->(:Order)"
                + "-[:CONTAINS {quantity: 1 + p.id % 3}]->(p)");
    }

    @Test
    void servesAsAModelOfItsOwn() {
        hand("job", plan(OPTIONS), Map.of());
        Record imported = cypher.row("CALL rec.model.import('job') YIELD modelName, modelInfo");
        cypher.rows(
                "CALL rec.graph.project('shop', $declaration) YIELD nodeCount RETURN nodeCount",
                "declaration",
                DECLARATION);
        Map<String, Object> own = new LinkedHashMap<>(OPTIONS);
        own.put("modelName", "own");
        Record trained = cypher.row("CALL rec.train('shop', $options) YIELD modelInfo", "options", own);
        assertThat(imported.get("modelName").asString()).isEqualTo("job");
        for (String fact :
                List.of("parameters", "metrics", "users", "items", "interactions", "identity", "queryWeight")) {
            assertThat(imported.get("modelInfo").get(fact))
                    .as(fact)
                    .isEqualTo(trained.get("modelInfo").get(fact));
        }
        assertThat(histories(imported)).isEqualTo(histories(trained));
        assertThat(recommended("job")).hasSizeGreaterThan(100).isEqualTo(recommended("own"));
        assertThat(cypher.column("MATCH (c:Customer {id: 3}), (p:Product {id: 5}) CALL rec.explain.stream('job', c, p)"
                        + " YIELD contribution RETURN contribution"))
                .isEqualTo(cypher.column(
                        "MATCH (c:Customer {id: 3}), (p:Product {id: 5}) CALL rec.explain.stream('own', c, p)"
                                + " YIELD contribution RETURN contribution"));
    }

    @Test
    void servesWhatElseTheGraphKnowsAsAModelOfItsOwn() {
        cypher.rows("UNWIND range(0, 3) AS c CREATE (:Category {id: c})");
        cypher.rows("MATCH (p:Product), (c:Category {id: p.id % 4}) CREATE (p)-[:IN {share: 1 + p.id % 3}]->(c)");
        cypher.rows("MATCH (a:Customer), (b:Customer) WHERE b.id = (a.id + 2) % 40 CREATE (a)-[:FRIEND]->(b)");
        cypher.rows("MATCH (c:Customer), (p:Product) WHERE c.camp = p.camp AND (c.id + p.id) % 5 = 0"
                + " CREATE (c)-[:VIEWED {at: date({year: 2025, month: 1, day: 1 + p.id})}]->(p), (p)-[:OWNED_BY]->(c)");
        // a customer of whom only the context is known
        cypher.rows("MATCH (p:Product {id: 3}) CREATE (:Customer {id: 99, camp: 1})-[:VIEWED]->(p)");
        hand("job", plan(SHOP_WITH_CONTEXT, OPTIONS), Map.of());
        Record imported = cypher.row("CALL rec.model.import('job') YIELD modelName, modelInfo");
        cypher.rows(
                "CALL rec.graph.project('shop', $declaration) YIELD nodeCount RETURN nodeCount",
                "declaration",
                SHOP_WITH_CONTEXT);
        Map<String, Object> own = new LinkedHashMap<>(OPTIONS);
        own.put("modelName", "own");
        Record trained = cypher.row("CALL rec.train('shop', $options) YIELD modelInfo", "options", own);
        for (String fact : List.of("architecture", "parameters", "metrics", "histories", "queryWeight")) {
            assertThat(imported.get("modelInfo").get(fact))
                    .as(fact)
                    .isEqualTo(trained.get("modelInfo").get(fact));
        }
        assertThat(imported.get("modelInfo").get("histories").get("context").asList())
                .hasSize(4);
        assertThat(recommended("job")).hasSizeGreaterThan(100).isEqualTo(recommended("own"));
        cypher.rows("CALL rec.model.store('job')");
        cypher.rows("CALL rec.model.drop('job')");
        cypher.rows("CALL rec.model.load('job')");
        assertThat(recommended("job")).isEqualTo(recommended("own"));
    }

    private static Map<String, Object> histories(Record row) {
        return row.get("modelInfo").get("histories").asMap();
    }

    private static List<String> recommended(String model) {
        return cypher
                .rows(
                        "MATCH (c:Customer) WITH c ORDER BY c.id CALL rec.recommend.stream($model, c, {k: 5}) YIELD"
                                + " user, item, score, rank RETURN user.id + ' ' + item.id + ' ' + score + ' ' + rank AS"
                                + " row",
                        "model",
                        model)
                .stream()
                .map(row -> row.get("row").asString())
                .toList();
    }

    @Test
    void isRefusedWhereItIsNotAtHome() {
        Record plan = plan(OPTIONS);
        hand("elsewhere", plan, Map.of("database", "0123"));
        assertError(
                "elsewhere",
                "The model `job` was trained on another database than `neo4j`, so its node ids mean other nodes here."
                        + " Run the job on this one.");
        hand("bobs", plan, Map.of("owner", "bob"));
        assertError(
                "bobs",
                "The model `job` was trained for the user `bob`, who alone can import it. Run the job as `neo4j`.");
        hand("late", plan, Map.of());
        cypher.rows("MATCH (p:Product {id: 3}) DETACH DELETE p");
        assertError("late", "The model `job` was trained on 12 items, of which 1 are gone. Run the job again.");
        assertError(
                "nowhere",
                "The file `nowhere.safetensors` in the folder of the setting `rec.model.export_location` cannot be"
                        + " imported. The model file does not exist.");
    }

    private static void assertError(String file, String message) {
        assertThatThrownBy(() -> cypher.rows("CALL rec.model.import($file)", "file", file))
                .hasMessageContaining(message);
    }

    @Test
    void aPlanRefusesWhatAJobDoesNotDo() {
        assertThatThrownBy(() -> plan(Map.of("modelName", "job", "architecture", "auto")))
                .hasMessageContaining("The value of `architecture` must be one of `itemGraph`, `mf` for a job but was"
                        + " `auto`. Train that model in the server with `rec.train`.");
        assertThatThrownBy(() -> plan(Map.of("modelName", "job", "architecture", "itemGraph", "topk", 3)))
                .hasMessageContaining("Unexpected configuration key: `topk`. Did you mean `topK`?");
        assertThatThrownBy(() -> plan(SHOP_WITH_CONTEXT, Map.of("modelName", "job", "architecture", "mf")))
                .hasMessageContaining("A job does not learn from `FRIEND` with `mf`. Give it the weight 0 in"
                        + " `contextWeights`, or train in the server by `rec.train`.");
        Map<String, Object> withProperty = new LinkedHashMap<>(DECLARATION);
        withProperty.put("context", List.of("item.year"));
        assertThatThrownBy(() -> plan(withProperty, OPTIONS))
                .hasMessageContaining("A job does not learn from `item.year` with `itemGraph`.");
        Map<String, Object> misspelt = new LinkedHashMap<>(OPTIONS);
        misspelt.put("contextWeights", Map.of("FREND", 0));
        assertThatThrownBy(() -> plan(SHOP_WITH_CONTEXT, misspelt)).hasMessageContaining("Did you mean `FRIEND`?");
    }

    @Test
    void theListOfAJobHasEveryOptionOfRecTrain() {
        TreeSet<String> known = new TreeSet<>(JobOptions.names());
        assertThat(known).isEqualTo(new TreeSet<>(keysOf("itemGraph")));
        assertThat(known).containsAll(keysOf("mf"));
        assertThat(Architectures.names()).containsAll(JobOptions.architectures());
        for (String name : Architectures.names()) {
            if (!JobOptions.architectures().contains(name)) {
                assertThatThrownBy(() -> JobOptions.check(Map.of("architecture", name)))
                        .hasMessageContaining("but was `" + name + "`");
            }
        }
    }

    /** The keys that a call with help is told. */
    private static List<String> keysOf(String architecture) {
        try {
            TrainConfig.read(Map.of("help", true, "modelName", "m", "architecture", architecture));
            throw new AssertionError("no help");
        } catch (HelpRequested help) {
            return help.answer("rec.train")
                    .getMessage()
                    .lines()
                    .filter(line -> line.startsWith("`"))
                    .map(line -> line.substring(1, line.indexOf('`', 1)))
                    .toList();
        }
    }

    private static Record plan(Map<String, Object> options) {
        return plan(DECLARATION, options);
    }

    private static Record plan(Map<String, Object> declaration, Map<String, Object> options) {
        return cypher.row(
                "CALL rec.train.plan($declaration, $options)", "declaration", declaration, "options", options);
    }

    /** What a job does, on one machine: reads by the plan, trains with the library, writes. */
    private static void hand(String file, Record plan, Map<String, String> lies) {
        long[] users = ids(plan.get("usersQuery").asString(), "u");
        long[] items = ids(plan.get("itemsQuery").asString(), "i");
        List<Record> rows = cypher.rows(
                plan.get("interactionQueries").get(0).get("query").asString(), "from", 0L, "to", Long.MAX_VALUE);
        int[] userOf = new int[rows.size()];
        int[] itemOf = new int[rows.size()];
        float[] weights = new float[rows.size()];
        double[] times = new double[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            userOf[row] = Arrays.binarySearch(users, rows.get(row).get("u").asLong());
            itemOf[row] = Arrays.binarySearch(items, rows.get(row).get("i").asLong());
            weights[row] = (float) rows.get(row).get("w").asDouble();
            times[row] = rows.get(row).get("t").asDouble();
        }
        Interactions read = Interactions.of(users.length, items.length, userOf, itemOf, weights, times);
        ContextByIds context = new ContextByIds(users, items, read);
        for (Value relation : plan.get("contextQueries").values()) {
            List<Record> edges = cypher.rows(relation.get("query").asString(), "from", 0L, "to", Long.MAX_VALUE);
            context.add(
                    new ContextByIds.Kind(
                            relation.get("name").asString(),
                            relation.get("ofUsers").asBoolean(),
                            relation.get("weighted").asBoolean(),
                            true,
                            relation.get("weight").asDouble(Double.NaN)),
                    new EdgesById(
                            edges.stream()
                                    .mapToLong(row -> row.get("u").asLong())
                                    .toArray(),
                            edges.stream()
                                    .mapToLong(row -> row.get("i").asLong())
                                    .toArray(),
                            edges.stream()
                                    .mapToDouble(row -> row.get("w").asDouble())
                                    .toArray(),
                            edges.stream()
                                    .mapToDouble(row -> row.get("t").asDouble())
                                    .toArray()));
        }
        Interactions interactions = read.with(context.context());
        Fit fit = Trainer.fit(
                Architectures.of("itemGraph"),
                interactions,
                null,
                new TrainingOptions(0.1, 10, 4, 42, 2),
                Monitor.SILENT);
        Handover handover = new Handover(
                lies.getOrDefault("database", plan.get("database").asString()),
                lies.getOrDefault("owner", plan.get("owner").asString()),
                "job",
                "a test",
                plan.get("configuration").asMap(),
                new Learned(
                        plan.get("declaration").asMap(),
                        List.of("bought"),
                        true,
                        Double.NEGATIVE_INFINITY,
                        interactions.size(),
                        0,
                        0,
                        0,
                        interactions.size()),
                new HandedNodes(users, items, interactions.byItem(), List.of(), null).with(context.relations()),
                fit,
                PopularItems.of(interactions));
        try (FolderStorage storage = FolderStorage.of(exported)) {
            new TensorStore(storage).put(file, handover.file(), Monitor.SILENT);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static long[] ids(String query, String column) {
        return cypher.rows(query, "from", 0L, "to", Long.MAX_VALUE).stream()
                .mapToLong(row -> row.get(column).asLong())
                .sorted()
                .toArray();
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.graphrec.procedures.golden.ModelBytes;
import org.graphrec.procedures.model.ModelLocations;
import org.graphrec.procedures.model.SharedCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Record;
import org.neo4j.logging.NullLog;

/**
 * Whoever does not agree is not read: nothing that they do changes any answer or any file, whichever procedure is asked. And without
 * personalization everybody has the same list. On {@code rec.consent.graphs} random graphs.
 */
@ExtendWith(RunningDatabase.class)
class ConsentTest {
    private static final int GRAPHS = Integer.getInteger("rec.consent.graphs", 6);

    /** So many graphs in a row have what others did before the one thing more that makes them another. */
    private static final int PLANTINGS = 5;

    private static final List<String> MODELS = List.of("itemKnn", "itemGraph", "popularity", "rated");
    private static final int USERS = 12;
    private static final int ITEMS = 9;

    private static final String DECLARATION = """
            {users: {label: 'U', where: 'user.n < 100'}, items: 'I', consent: 'user.consent = true',
             interactions: [
               {name: 'BOUGHT', pattern: '(user)-[:PLACED]->(:Order)-[line:OF]->(item)', time: 'line.at'},
               {name: 'RATED', pattern: '(user)-[r:RATED]->(item)', weight: 'r.stars', time: 'r.at'}],
             context: ['(user)-[:KNOWS]-(user)', '(item)<-[:WROTE_OF]-(:U)', '(user)-[:LIVES_IN]->(:City)', 'user.age'],
             key: {items: 'n', users: 'n'}}""";

    /** A job does not learn from properties. */
    private static final String PLANNED = DECLARATION.replace(", 'user.age']", "]");

    /** What each procedure that comes by the declaration answers, as text that can be compared; run in this order. */
    private static final Map<String, String> READING = new LinkedHashMap<>();

    static {
        READING.put(
                "rec.graph.project",
                "CALL rec.graph.project('g', " + DECLARATION + ") YIELD nodeCount, relationshipCount, interactions "
                        + "RETURN nodeCount, relationshipCount, interactions");
        READING.put(
                "rec.graph.list",
                "CALL rec.graph.list('g') YIELD nodeCount, relationshipCount, histories RETURN nodeCount, relationshipCount, histories");
        READING.put(
                "rec.train",
                "UNWIND ['itemKnn', 'itemGraph', 'popularity'] AS name CALL rec.train('g', {modelName: name, architecture: name, "
                        + "contextWeights: {KNOWS: 0.3, WROTE_OF: 0.2}, randomSeed: 1}) YIELD modelInfo "
                        + "RETURN name, modelInfo {.metrics, .parameters, .users, .items, .interactions, .histories} AS info");
        READING.put(
                "rec.train.estimate",
                "CALL rec.train.estimate('g', {modelName: 'x', architecture: 'itemKnn'}) YIELD bytesMax RETURN bytesMax");
        READING.put(
                "rec.model.trials", "CALL rec.model.trials('itemKnn') YIELD parameters, ndcg RETURN parameters, ndcg");
        READING.put(
                "rec.model.list",
                "CALL rec.model.list('itemKnn') YIELD modelInfo RETURN modelInfo.interactions AS interactions");
        for (String name : List.of("recommend", "explain", "similar", "group", "model")) {
            READING.putAll(served(name));
        }
        READING.put(
                "rec.predict.stream",
                "CALL rec.train('g', {modelName: 'rated', objective: 'rating', relationshipTypes: ['RATED'], randomSeed: 1}) "
                        + "YIELD modelName MATCH (u:U) MATCH (i:I) WITH collect(DISTINCT u) AS us, collect(DISTINCT i) AS items "
                        + "CALL rec.predict.stream('rated', us, items) YIELD user, item, rating "
                        + "RETURN user.n AS user, item.n AS item, rating");
        READING.put(
                "rec.compare",
                "CALL rec.compare('g', {architectures: ['itemKnn', 'popularity'], metrics: ['ndcg'], seeds: [1], split: 'random', testFraction: 0.5}) "
                        + "YIELD architecture, segment, ndcg, users, interactions RETURN architecture, segment, ndcg, users, interactions");
        READING.put(
                "rec.compare.estimate",
                "CALL rec.compare.estimate('g', {architectures: ['itemKnn']}) YIELD bytesMax RETURN bytesMax");
        for (String list : List.of("popular", "trending")) {
            READING.put(
                    "rec." + list + ".stream",
                    "CALL rec." + list + ".stream({k: 9, explain: true, declaration: " + DECLARATION
                            + "}) YIELD item, score " + "RETURN item.n AS item, score");
        }
        READING.put(
                "rec.recommend.stream without a model",
                "MATCH (u:U) WITH u ORDER BY u.n CALL rec.recommend.stream(null, u, {k: 5, explain: true, graphName: 'g'}) "
                        + "YIELD item, score, regime, reasons RETURN u.n AS user, item.n AS item, score, regime, "
                        + "[r IN reasons | [r.reason, r.source.n, r.contribution]] AS reasons");
        READING.put(
                "rec.explain.stream without a model",
                "MATCH (u:U), (i:I) CALL rec.explain.stream(null, u, i, {declaration: " + DECLARATION
                        + "}) YIELD reason, source, "
                        + "contribution, rank, path RETURN u.n AS u, i.n AS i, reason, source.n AS source, contribution, rank, "
                        + "[n IN nodes(path) | n.n] AS path");
        READING.put(
                "rec.model.card",
                "CALL rec.model.card('itemGraph') YIELD section, text, values WHERE section <> 'purpose' "
                        + "RETURN section, text, values {.shares, .users, .items, .interactions} AS values");
        READING.put(
                "rec.recommend.stream without personalization",
                "MATCH (u:U) UNWIND ['itemKnn', 'itemGraph', null] AS name CALL { WITH u, name WITH u, name "
                        + "WHERE name IS NOT NULL CALL rec.recommend.stream(name, u, {k: 9, explain: true, personalization: false}) "
                        + "YIELD item, score, rank, reasons RETURN item, score, rank, reasons UNION WITH u, name WITH u, name "
                        + "WHERE name IS NULL CALL rec.recommend.stream(null, u, {k: 9, explain: true, personalization: false, "
                        + "declaration: " + DECLARATION
                        + "}) YIELD item, score, rank, reasons RETURN item, score, rank, reasons } "
                        + "RETURN name, u.n AS user, item.n AS item, score, rank, "
                        + "[r IN reasons | [r.reason, r.source.n, r.contribution]] AS reasons ORDER BY name, user, rank");
        READING.put(
                "rec.train.plan",
                "CALL rec.train.plan(" + PLANNED
                        + ", {modelName: 'x', architecture: 'itemGraph'}) YIELD usersQuery RETURN usersQuery");
    }

    private static Map<String, String> served(String name) {
        String users = "MATCH (u:U) WITH u ORDER BY u.n WITH collect(u) AS us ";
        return switch (name) {
            case "recommend" ->
                Map.of(
                        "rec.recommend.stream",
                        users + "UNWIND ['itemKnn', 'itemGraph', 'popularity'] AS name "
                                + "CALL rec.recommend.stream(name, us, {k: 5, explain: true}) YIELD user, item, score, regime, reasons "
                                + "RETURN name, user.n AS user, item.n AS item, score, regime, "
                                + "[r IN reasons | [r.reason, r.relation, r.source.n, r.contribution]] AS reasons",
                        "rec.recommend.write",
                        "CALL rec.recommend.write('itemKnn', '*', {k: 3, writeRelationshipType: 'SHOWN'}) YIELD usersProcessed "
                                + "WITH usersProcessed MATCH (u)-[s:SHOWN]->(i) RETURN usersProcessed, u.n AS u, i.n AS i, s.score AS score ORDER BY u, i");
            case "explain" ->
                Map.of(
                        "rec.explain.stream",
                        "MATCH (u:U), (i:I) CALL rec.explain.stream('itemGraph', u, i) YIELD reason, relation, source, contribution, path, "
                                + "rank RETURN u.n AS u, i.n AS i, reason, relation, source.n AS source, contribution, rank, "
                                + "[n IN nodes(path) | n.n] AS path");
            case "similar" ->
                Map.of(
                        "rec.similar.stream",
                        "MATCH (i:I) WITH collect(i) AS items CALL rec.similar.stream('itemKnn', items, {k: 3}) YIELD item, similar, score "
                                + "RETURN item.n AS item, similar.n AS similar, score");
            case "group" ->
                Map.of(
                        "rec.group.stream",
                        users
                                + "CALL rec.group.stream('itemKnn', us[2..5], {k: 3, excludeSeen: false}) YIELD item, score RETURN item.n AS item, score");
            default ->
                Map.of(
                        "rec.model.staleness",
                        "CALL rec.model.staleness('itemKnn') YIELD users, trainedUsers, items, interactions, trainedInteractions "
                                + "RETURN users, trainedUsers, items, interactions, trainedInteractions");
        };
    }

    @TempDir
    private static Path folder;

    @BeforeAll
    static void keepFiles() throws IOException {
        SharedCatalog.configure(
                new ModelLocations(
                        Files.createDirectory(folder.resolve("models")),
                        Files.createDirectory(folder.resolve("exports")),
                        ""),
                NullLog.getInstance());
    }

    @AfterAll
    static void leaveFiles() {
        SharedCatalog.shutDown();
    }

    @AfterEach
    void wipe(Cypher cypher) {
        cypher.wipe();
    }

    @Test
    void nothingThatOthersDoChangesAnyAnswer(Cypher cypher) throws IOException {
        long seed = Long.getLong("rec.seed", 7);
        Map<String, List<Map<String, Object>>> before = Map.of();
        for (int graph = 0; graph < GRAPHS; graph++) {
            Random random = new Random(seed + graph);
            if (graph % PLANTINGS == 0) {
                cypher.wipe();
                load(cypher, random);
                before = answers(cypher);
                assertThat(before.get("files")).hasSize(3 * MODELS.size());
                assertThat(listsWithoutPersonalization(before))
                        .as("seed %d", seed + graph)
                        .hasSize(3);
            }
            plant(cypher, random);
            Map<String, List<Map<String, Object>>> after = answers(cypher);
            for (String procedure : before.keySet()) {
                assertThat(after.get(procedure))
                        .as("%s, seed %d", procedure, seed + graph)
                        .isEqualTo(before.get(procedure))
                        .isNotEmpty();
            }
        }
        System.out.printf("consent: %d random graphs, seed %d, no leak%n", GRAPHS, seed);
    }

    /** The lists of all users, each once: one of each model, and one without a model. */
    private static Set<Object> listsWithoutPersonalization(Map<String, List<Map<String, Object>>> answers) {
        Map<Object, List<Object>> ofUsers = new HashMap<>();
        for (Map<String, Object> row : answers.get("rec.recommend.stream without personalization")) {
            Map<String, Object> shown = new HashMap<>(row);
            Object user = List.of(String.valueOf(row.get("name")), shown.remove("user"));
            ofUsers.computeIfAbsent(user, one -> new ArrayList<>()).add(shown);
        }
        assertThat(ofUsers).hasSize(3 * USERS);
        return new HashSet<>(ofUsers.values());
    }

    private static Map<String, List<Map<String, Object>>> answers(Cypher cypher) throws IOException {
        cypher.rows("CALL gds.graph.drop('g', false) YIELD graphName RETURN graphName");
        for (String model : MODELS) {
            cypher.rows("CALL rec.model.drop($model, false) YIELD modelName RETURN modelName", "model", model);
        }
        Map<String, List<Map<String, Object>>> answers = new LinkedHashMap<>();
        READING.forEach((procedure, query) -> answers.put(
                procedure, cypher.rows(query).stream().map(Record::asMap).toList()));
        answers.put("what a job reads", planned(cypher));
        answers.put("files", files(cypher));
        cypher.rows("MATCH ()-[s:SHOWN]->() DELETE s");
        return answers;
    }

    /** What the queries of a plan return to a job outside the server. */
    private static List<Map<String, Object>> planned(Cypher cypher) {
        Record plan = cypher.row("CALL rec.train.plan(" + PLANNED + ", {modelName: 'x', architecture: 'itemGraph'})");
        List<String> queries = new ArrayList<>(List.of(
                plan.get("usersQuery").asString(), plan.get("itemsQuery").asString()));
        for (String several : List.of("interactionQueries", "contextQueries")) {
            List<String> texts =
                    plan.get(several).asList(one -> one.get("query").asString());
            assertThat(texts).as(several).hasSizeGreaterThan(1);
            queries.addAll(texts);
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String query : queries) {
            cypher.rows(query, "from", 0, "to", Long.MAX_VALUE).forEach(row -> rows.add(row.asMap()));
        }
        rows.sort(Comparator.comparing(Map::toString));
        return rows;
    }

    /** What is in the files of all models, stored and exported. */
    private static List<Map<String, Object>> files(Cypher cypher) throws IOException {
        for (String model : MODELS) {
            cypher.rows("CALL rec.model.store($model) YIELD modelName RETURN modelName", "model", model);
            cypher.rows("CALL rec.model.export($model, $model) YIELD modelName RETURN modelName", "model", model);
        }
        List<Map<String, Object>> contents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".safetensors")) {
                    contents.add(Map.of(name, ModelBytes.said(Files.readAllBytes(file))));
                } else if (name.endsWith(".json")) {
                    contents.add(Map.of(name, ModelBytes.document(Files.readString(file))));
                }
            }
        }
        for (String model : MODELS) {
            cypher.rows("CALL rec.model.delete($model) YIELD modelName RETURN modelName", "model", model);
            Files.delete(folder.resolve("exports").resolve(model + ".safetensors"));
            Files.delete(folder.resolve("exports").resolve(model + ".json"));
        }
        return contents;
    }

    private static void load(Cypher cypher, Random random) {
        cypher.rows(
                "UNWIND range(0, $users - 1) AS n CREATE (u:U {n: n, age: 20 + n % 3}) "
                        + "SET u.consent = CASE WHEN n % 3 = 0 THEN false WHEN n % 3 = 1 AND n > 6 THEN null ELSE true END",
                "users", USERS);
        cypher.rows("UNWIND range(100, 99 + $items) AS n CREATE (:I {n: n})", "items", ITEMS);
        cypher.rows("UNWIND [200, 201] AS n CREATE (:City {n: n})");
        act(cypher, random, "u.consent = true AND v.consent = true", 300);
    }

    /** What those do who do not agree, and with them those who do. */
    private static void plant(Cypher cypher, Random random) {
        act(
                cypher,
                random,
                "coalesce(u.consent, false) = false OR coalesce(v.consent, false) = false AND a.kind = 3",
                60);
    }

    private static void act(Cypher cypher, Random random, String who, int times) {
        List<Map<String, Object>> acts = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            acts.add(Map.of(
                    "u", random.nextInt(USERS),
                    "v", random.nextInt(USERS),
                    "i", 100 + random.nextInt(ITEMS),
                    "stars", 1 + random.nextInt(5),
                    "kind", random.nextInt(6)));
        }
        cypher.rows(
                "UNWIND $acts AS a MATCH (u:U {n: a.u}), (v:U {n: a.v}), (i:I {n: a.i}), (c:City {n: 200 + a.v % 2}) WHERE "
                        + who
                        + " FOREACH (x IN CASE WHEN a.kind < 2 THEN [1] ELSE [] END | CREATE (u)-[:RATED {stars: a.stars, at: a.i}]->(i)) "
                        + "FOREACH (x IN CASE WHEN a.kind = 2 THEN [1] ELSE [] END | "
                        + "CREATE (u)-[:PLACED]->(:Order)-[:OF {at: a.stars}]->(i)) "
                        + "FOREACH (x IN CASE WHEN a.kind = 3 THEN [1] ELSE [] END | CREATE (u)-[:KNOWS]->(v)) "
                        + "FOREACH (x IN CASE WHEN a.kind = 5 THEN [1] ELSE [] END | CREATE (u)-[:LIVES_IN]->(c)) "
                        + "FOREACH (x IN CASE WHEN a.kind = 4 THEN [1] ELSE [] END | CREATE (u)-[:WROTE_OF]->(i))",
                "acts",
                acts);
    }

    @Test
    void servesWhoeverDoesNotAgreeWithoutAHistory(Cypher cypher) throws IOException {
        load(cypher, new Random(3));
        plant(cypher, new Random(4));
        answers(cypher);
        List<Record> rows = cypher.rows(
                "MATCH (u:U {n: 3}) CALL rec.recommend.stream('itemKnn', u, {k: 20}) YIELD regime RETURN regime");
        assertThat(rows)
                .hasSize(ITEMS)
                .allSatisfy(row -> assertThat(row.get("regime").asString()).isEqualTo("fallback"));
        assertThat(cypher.column(
                        "CALL rec.recommend.stream('itemKnn', '*', {k: 1}) YIELD user RETURN DISTINCT user.consent"))
                .containsExactly(true);
    }

    @Test
    void takesConsentBackAtOnce(Cypher cypher) throws IOException {
        load(cypher, new Random(3));
        answers(cypher);
        String call = "MATCH (u:U {n: 2}) CALL rec.recommend.stream('itemKnn', u, {k: 20}) YIELD item, regime "
                + "RETURN count(*) AS rows, collect(DISTINCT regime) AS regimes";
        assertThat(cypher.row(call).get("regimes").asList()).contains("warm");
        cypher.rows("MATCH (u:U {n: 2}) SET u.consent = false");
        assertThat(cypher.row(call).get("regimes").asList()).containsExactly("fallback");
        assertThat(cypher.row(call).get("rows").asLong()).isEqualTo(ITEMS);
    }

    @Test
    void refusesWhatCouldReadOthers(Cypher cypher) {
        for (String pattern : List.of(
                "(user)-[:KNOWS]-()-[:RATED]->(item)",
                "(user)-[:KNOWS]-(:U)-[:RATED]->(item)",
                "(user)-[:KNOWS]-(:Order|U)-[:RATED]->(item)",
                "(user)-[:KNOWS]-(:!Order)-[:RATED]->(item)",
                "(user)-[:KNOWS*1..2]->(item)")) {
            assertThat(cypher.failure(
                                    "CALL rec.graph.project('h', {users: 'U', items: 'I', consent: 'user.consent', "
                                            + "interactions: [{name: 'X', pattern: $pattern}]})",
                                    "pattern",
                                    pattern)
                            .getMessage())
                    .as(pattern)
                    .contains(
                            "`consent` needs patterns that lead through no other user",
                            "give each node in between a label");
        }
        assertThat(cypher.failure("CALL rec.graph.project('h', {users: 'U', items: 'I', consent: 'item.ok', "
                                + "interactions: ['RATED']})")
                        .getMessage())
                .contains("`consent` must be over the variables of the pattern but `item.ok` has `item`");
        assertThat(cypher.failure("CALL rec.graph.project('h', {users: 'U', items: 'I', consent: true, "
                                + "interactions: ['RATED']})")
                        .getMessage())
                .contains("`consent` must be a non-empty String but was `true`");
    }

    /** What the others read instead of the live graph and of a declaration. */
    private static final Map<String, List<String>> ELSEWHERE = Map.ofEntries(
            Map.entry(
                    "a projection, which rec.graph.project made",
                    List.of(
                            "rec.propagate.stream",
                            "rec.propagate.mutate",
                            "rec.propagate.mutate.estimate",
                            "rec.propagate.stream.estimate",
                            "rec.propagate.write",
                            "rec.propagate.write.estimate",
                            "rec.classify.mutate",
                            "rec.classify.mutate.estimate",
                            "rec.classify.stream",
                            "rec.classify.stream.estimate",
                            "rec.classify.train",
                            "rec.classify.train.estimate",
                            "rec.classify.write",
                            "rec.classify.write.estimate")),
            Map.entry("the same comparison as rec.compare", List.of("rec.evaluate", "rec.report.html")),
            Map.entry("the same projection as rec.train", List.of("rec.model.transfer")),
            Map.entry("the same model as rec.similar.stream", List.of("rec.similar.write")),
            Map.entry(
                    "texts of nodes by label",
                    List.of(
                            "rec.embed.nodes.mutate",
                            "rec.embed.nodes.mutate.estimate",
                            "rec.embed.nodes.stats",
                            "rec.embed.nodes.stats.estimate",
                            "rec.embed.nodes.stream",
                            "rec.embed.nodes.stream.estimate",
                            "rec.embed.nodes.write",
                            "rec.embed.nodes.write.estimate",
                            "rec.encoder.distill")),
            Map.entry(
                    "a model of the catalog, or its file, as trained",
                    List.of(
                            "rec.forgetUser",
                            "rec.model.delete",
                            "rec.model.drop",
                            "rec.model.exists",
                            "rec.model.export",
                            "rec.model.import",
                            "rec.model.load",
                            "rec.model.publish",
                            "rec.model.store")),
            Map.entry("the names of labels, types and properties", List.of("rec.suggest", "rec.index.create")),
            Map.entry(
                    "no graph",
                    List.of(
                            "rec.doctor",
                            "rec.encoder.download",
                            "rec.encoder.drop",
                            "rec.encoder.list",
                            "rec.encoder.load",
                            "rec.list",
                            "rec.version")),
            Map.entry("the same list as rec.recommend.stream", List.of("rec.recommend.show")),
            Map.entry("the same explanation as rec.explain.stream", List.of("rec.explain.text")),
            Map.entry(
                    "the same projection and training as rec.graph.project and rec.train",
                    List.of("rec.model.refresh")),
            Map.entry(
                    "what callers recorded of lists that were shown",
                    List.of("rec.dashboard.html", "rec.feedback.compare", "rec.feedback.stats", "rec.feedback.write")));

    @Test
    void everyProcedureIsRunAboveOrReadsNoDeclaration(Cypher cypher) {
        TreeSet<Object> all =
                new TreeSet<>(cypher.column("SHOW PROCEDURES YIELD name WHERE name STARTS WITH 'rec.' RETURN name"));
        all.removeAll(READING.keySet());
        ELSEWHERE.values().forEach(all::removeAll);
        assertThat(all).isEmpty();
    }
}

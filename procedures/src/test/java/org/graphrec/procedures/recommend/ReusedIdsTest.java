// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.embedded.Person;
import org.graphrec.procedures.live.StaticAccess;
import org.graphrec.procedures.model.ModelLocations;
import org.graphrec.procedures.model.SharedCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.logging.NullLog;

/** Ids that Neo4j gives again: the new node is not the old one, in any call. */
class ReusedIdsTest {
    private static final int FILMS = 400;
    private static final int USERS = 60;
    private static final String VECTOR = "[sin(%1$s), cos(%1$s), sin(2.0 * %1$s), 0.2]";

    @TempDir
    private static Path home;

    @TempDir
    private static Path models;

    private static EmbeddedDatabase database;

    /** The trained films by id, and what is said of each. */
    private final Map<Long, String> trained = new HashMap<>();

    private int made;

    @BeforeAll
    static void start() throws Exception {
        database = new EmbeddedDatabase(home);
        SharedCatalog.configure(new ModelLocations(models, models, ""), NullLog.getInstance());
    }

    @AfterAll
    static void stop() {
        database.close();
        SharedCatalog.shutDown();
    }

    private static List<Map<String, Object>> rows(String statement) {
        return database.rows(EmbeddedDatabase.ROOT, statement);
    }

    @BeforeEach
    void films() {
        GraphStoreCatalog.removeAllLoadedGraphs();
        rows("CALL rec.model.list() YIELD modelName, loaded WITH * WHERE loaded CALL rec.model.drop(modelName)"
                + " YIELD modelName AS gone RETURN gone");
        rows("MATCH (n) DETACH DELETE n");
        for (Map<String, Object> constraint : rows("SHOW CONSTRAINTS YIELD name RETURN name")) {
            rows("DROP CONSTRAINT " + constraint.get("name"));
        }
        rows("UNWIND range(0, " + (FILMS - 1) + ") AS i CREATE (:Film {isbn: 'old' + i, number: i, vector: "
                + VECTOR.formatted("0.37 * i") + "})");
        rows("UNWIND range(0, " + (USERS - 1) + ") AS i CREATE (:User {email: 'u' + i, number: i})");
        rows("MATCH (u:User), (f:Film) WHERE (u.number * 7 + f.number * 3) % 11 = 0 AND f.number % 2 = u.number % 2"
                + " CREATE (u)-[:RATED {stars: 1.0 + (f.number + u.number) % 5}]->(f)");
        rows("MATCH (f:Film) RETURN id(f) AS id, f.isbn AS isbn")
                .forEach(row -> trained.put((Long) row.get("id"), (String) row.get("isbn")));
    }

    private static void train() {
        rows("CALL gds.graph.project('g', {User: {}, Film: {properties: ['vector']}}, {RATED: {properties: ['stars']}})"
                + " YIELD graphName RETURN graphName");
        rows("CALL rec.train('g', {modelName: 'm', architecture: 'itemGraph', featureProperties: ['vector'],"
                + " concurrency: 1}) YIELD trainMillis RETURN trainMillis");
        rows("CALL rec.train('g', {modelName: 'p', objective: 'rating', relationshipWeightProperty: 'stars',"
                + " featureProperties: ['vector'], concurrency: 1}) YIELD trainMillis RETURN trainMillis");
    }

    private static Map<?, ?> identity(String model) {
        return (Map<?, ?>) rows("CALL rec.model.list('" + model + "') YIELD modelInfo RETURN modelInfo.identity AS it")
                .get(0)
                .get("it");
    }

    /** Deletes some films, and creates as many new ones until all their ids are given again; the new ones' names. */
    private List<String> again(List<String> gone, boolean withVector) {
        Set<Long> ids = new HashSet<>();
        rows("MATCH (f:Film) WHERE f.isbn IN " + quoted(gone) + " RETURN id(f) AS id")
                .forEach(row -> ids.add((Long) row.get("id")));
        rows("MATCH (f:Film) WHERE f.isbn IN " + quoted(gone) + " DETACH DELETE f");
        List<String> names = new ArrayList<>();
        for (int round = 0; round < 40 && !ids.isEmpty(); round++) {
            database.freeIds();
            int from = made;
            // others are free as well
            made += Math.max(200, ids.size());
            List<String> spare = new ArrayList<>();
            rows("UNWIND range(" + from + ", " + (made - 1) + ") AS i CREATE (:Film {isbn: 'new' + i, number: i"
                    + (withVector ? ", vector: " + VECTOR.formatted("0.11 + 0.53 * i") : "") + "})");
            for (Map<String, Object> row : rows("MATCH (f:Film) WHERE f.isbn STARTS WITH 'new' AND f.number >= " + from
                    + " RETURN id(f) AS id, f.isbn AS isbn")) {
                if (ids.remove((Long) row.get("id"))) {
                    names.add((String) row.get("isbn"));
                } else {
                    spare.add((String) row.get("isbn"));
                }
            }
            rows("MATCH (f:Film) WHERE f.isbn IN " + quoted(spare) + " SET f:Spare REMOVE f:Film");
        }
        assertThat(ids).as("ids that were not given again").isEmpty();
        return names;
    }

    private static String quoted(List<String> names) {
        return names.stream().collect(Collectors.joining("', '", "['", "']"));
    }

    private static List<String> old(int from, int to) {
        List<String> names = new ArrayList<>();
        for (int i = from; i < to; i++) {
            names.add("old" + i);
        }
        return names;
    }

    /** Each new film's twin with an id that is nobody's: what a model makes of one it makes of the other. */
    private static void twins(List<String> names) {
        rows("MATCH (f:Film) WHERE f.isbn IN " + quoted(names)
                + " WITH collect(f) AS films CREATE (:Hole) WITH films UNWIND films AS f"
                + " CREATE (t:Film {isbn: 'twin of ' + f.isbn, vector: f.vector})");
    }

    private static Map<String, Double> scores(String call) {
        Map<String, Double> scores = new HashMap<>();
        rows(call).forEach(row -> scores.put((String) row.get("isbn"), (Double) row.get("score")));
        return scores;
    }

    private void requireTwinsAlike(Map<String, Double> scores, List<String> names) {
        for (String name : names) {
            assertThat(scores).containsKeys(name, "twin of " + name);
            assertThat(scores.get(name)).as(name).isEqualTo(scores.get("twin of " + name));
        }
    }

    private static void requireConstraints() {
        rows("CREATE CONSTRAINT films FOR (f:Film) REQUIRE f.isbn IS UNIQUE");
        rows("CREATE CONSTRAINT users FOR (u:User) REQUIRE u.email IS UNIQUE");
    }

    @Test
    void areTheNewNodesWhereThereIsAKey() {
        requireConstraints();
        train();
        assertThat(identity("m").toString()).isEqualTo("{items=property `isbn`, users=property `email`}");
        assertThat(identity("p").toString()).isEqualTo("{items=property `isbn`, users=property `email`}");
        String recommend =
                "MATCH (u:User {number: %d}) CALL rec.recommend.stream('m', u, {k: 2000, excludeSeen: false})"
                        + " YIELD item, score RETURN item.isbn AS isbn, score";
        rows(recommend.formatted(2));
        List<String> all = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            List<String> leaving = old(100 * round, 100 * round + 100);
            List<String> names = again(leaving, true);
            gone.addAll(leaving);
            all.addAll(names);
            // at once, and by no more than their texts
            Map<String, Double> served = scores(recommend.formatted(2));
            assertThat(served)
                    .containsKeys(names.toArray(String[]::new))
                    .doesNotContainKeys(gone.toArray(String[]::new));
            twins(names);
            served = scores(recommend.formatted(round));
            requireTwinsAlike(served, all);
            Map<String, Double> alike =
                    scores("MATCH (f:Film {isbn: 'old399'}) CALL rec.similar.stream('m', f, {k: 2000})"
                            + " YIELD similar, score RETURN similar.isbn AS isbn, score");
            requireTwinsAlike(alike, all);
            requireTwinsAlike(
                    scores("MATCH (u:User {number: 1}) CALL rec.predict.stream('p', u, '*') YIELD item, rating"
                            + " RETURN item.isbn AS isbn, rating AS score"),
                    all);
        }
        // what somebody did with a new node counts as done with its twin
        rows("CREATE (:User {email: 'a', number: 1001}), (:User {email: 'b', number: 1002})");
        rows("MATCH (u:User {email: 'a'}), (f:Film {isbn: '" + all.get(0)
                + "'}) CREATE (u)-[:RATED {stars: 5.0}]->(f)");
        rows("MATCH (u:User {email: 'b'}), (f:Film {isbn: 'twin of " + all.get(0)
                + "'}) CREATE (u)-[:RATED {stars: 5.0}]->(f)");
        Map<String, Double> one = scores(recommend.formatted(1001));
        Map<String, Double> other = scores(recommend.formatted(1002));
        for (String name : old(300, FILMS)) {
            assertThat(one.get(name)).isNotNull().isEqualTo(other.get(name));
        }
        Map<String, Double> explained = scores("MATCH (u:User {number: 1001})"
                + " CALL rec.recommend.stream('m', u, {k: 1}) YIELD item WITH u, item"
                + " CALL rec.explain.stream('m', u, item) YIELD source, contribution"
                + " RETURN source.isbn AS isbn, contribution AS score");
        assertThat(explained).containsOnlyKeys(all.get(0));
        Map<String, Double> predicted =
                scores("MATCH (u:User) WHERE u.number IN [1001, 1002] MATCH (f:Film {isbn: 'old399'})"
                        + " RETURN u.email AS isbn, rec.predict('p', u, f) AS score");
        assertThat(predicted.get("a")).isEqualTo(predicted.get("b"));
    }

    @Test
    void areNoItemsWithoutAText() {
        requireConstraints();
        train();
        List<String> names = again(old(0, 100), false);
        assertThat(scores("MATCH (u:User {number: 2}) CALL rec.recommend.stream('m', u, {k: 2000, excludeSeen: false})"
                        + " YIELD item, score RETURN item.isbn AS isbn, score"))
                .hasSize(FILMS - 100)
                .doesNotContainKeys(names.toArray(String[]::new));
        assertThatThrownBy(() -> rows("MATCH (f:Film {isbn: '" + names.get(3)
                        + "'}) CALL rec.similar.stream('m', f, {k: 3}) YIELD similar RETURN similar"))
                .hasStackTraceContaining("has no vector in `vector`");
        rows("CREATE (:User {email: 'a', number: 1001})");
        rows("MATCH (u:User {email: 'a'}), (f:Film {isbn: '" + names.get(0)
                + "'}) CREATE (u)-[:RATED {stars: 5.0}]->(f)");
        assertThat(rows("MATCH (u:User {email: 'a'}) CALL rec.recommend.stream('m', u, {k: 3}) YIELD regime"
                        + " RETURN DISTINCT regime"))
                .containsExactly(Map.of("regime", "fallback"));
    }

    @Test
    void areNewWhereNoInteractionLearnedFromIsLeft() {
        train();
        assertThat(identity("m").toString()).isEqualTo("{items=interactions, users=interactions}");
        String recommend = "MATCH (u:User {number: 2}) CALL rec.recommend.stream('m', u, {k: 2000, excludeSeen: false})"
                + " YIELD item, score RETURN item.isbn AS isbn, score";
        Map<String, Double> before = scores(recommend);
        List<String> told = rows("MATCH (f:Film)<-[:RATED]-() RETURN DISTINCT f.isbn AS isbn ORDER BY isbn").stream()
                .map(row -> (String) row.get("isbn"))
                .toList();
        assertThat(told).hasSizeGreaterThan(100);
        List<String> names = again(told.subList(0, 60), true);
        // somebody new likes them, which nothing was learned from
        rows("CREATE (u:User {email: 'a', number: 1001}) WITH u MATCH (f:Film) WHERE f.isbn IN " + quoted(names)
                + " CREATE (u)-[:RATED {stars: 5.0}]->(f)");
        // of an old one, all are gone but one
        String kept = told.get(70);
        rows("MATCH (f:Film {isbn: '" + kept
                + "'})<-[r:RATED]-() WITH collect(r) AS all UNWIND all[1..] AS r DELETE r");
        twins(names);
        Map<String, Double> served = scores(recommend);
        requireTwinsAlike(served, names);
        assertThat(served.get(kept)).isEqualTo(before.get(kept));
    }

    @Test
    void ofAThousandNodesAreAThousandNewOnes() {
        requireConstraints();
        train();
        int given = 0;
        List<String> leaving = old(0, 100);
        for (int round = 0; round < 10; round++) {
            List<String> names = again(leaving, round % 2 == 0);
            given += names.size();
            Set<String> served = scores("MATCH (u:User {number: " + round
                            + "}) CALL rec.recommend.stream('m', u, {k: 2000, excludeSeen: false}) YIELD item, score"
                            + " RETURN item.isbn AS isbn, score")
                    .keySet();
            assertThat(served).doesNotContainAnyElementsOf(leaving);
            assertThat(served.containsAll(names)).isEqualTo(round % 2 == 0);
            assertThat(served).hasSize(round % 2 == 0 ? FILMS : FILMS - 100);
            leaving = names;
        }
        assertThat(given).isEqualTo(1_000);
        assertThat(rows("CALL rec.model.staleness('m') YIELD newItems RETURN newItems"))
                .containsExactly(Map.of("newItems", 100L));
    }

    /** Whether a node is the old one is no matter of what the caller may read. */
    @Test
    void areToldByAKeyThatTheCallerMayNotRead() {
        requireConstraints();
        train();
        rows("CALL rec.model.publish('m') YIELD modelName RETURN modelName");
        List<String> names = again(old(0, 50), false);
        int isbn = database.propertyKey("isbn");
        Person guest = Person.whoDoesNotSeeProperties("guest", StaticAccess.READ, isbn);
        List<Map<String, Object>> served = database.rows(
                guest,
                "MATCH (u:User {number: 2}) CALL rec.recommend.stream('m_public', u, {k: 2000, excludeSeen: false})"
                        + " YIELD item RETURN item.isbn AS isbn, item.number AS number");
        assertThat(served)
                .hasSize(FILMS - 50)
                .allSatisfy(row -> assertThat((Long) row.get("number")).isBetween(50L, (long) FILMS))
                .allSatisfy(row -> assertThat(row.get("isbn")).isNull());
        assertThat(names).hasSize(50);
    }

    @Test
    void knowNoForgottenUser() {
        train();
        rows("MATCH (u:User {number: 2}) CALL rec.forgetUser(u, 'm') YIELD removed RETURN removed");
        assertThat(identity("m").toString()).isEqualTo("{items=interactions, users=interactions}");
        assertThat(scores("MATCH (u:User {number: 4}) CALL rec.recommend.stream('m', u, {k: 2000, excludeSeen: false})"
                        + " YIELD item, score RETURN item.isbn AS isbn, score"))
                .hasSize(FILMS);
    }

    @Test
    void areTheSameAfterTheModelWasStored() {
        requireConstraints();
        train();
        rows("CALL rec.model.store('m') YIELD modelName RETURN modelName");
        rows("CALL rec.model.drop('m') YIELD modelName RETURN modelName");
        rows("CALL rec.model.load('m') YIELD modelName RETURN modelName");
        rows("CALL rec.model.delete('m') YIELD modelName RETURN modelName");
        assertThat(identity("m").toString()).isEqualTo("{items=property `isbn`, users=property `email`}");
        List<String> names = again(old(0, 50), false);
        assertThat(scores("MATCH (u:User {number: 2}) CALL rec.recommend.stream('m', u, {k: 2000, excludeSeen: false})"
                        + " YIELD item, score RETURN item.isbn AS isbn, score"))
                .hasSize(FILMS - 50)
                .doesNotContainKeys(names.toArray(String[]::new));
    }
}

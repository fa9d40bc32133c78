// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphrec.procedures.cypher.Lines;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.exceptions.Neo4jException;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.graphdb.QueryExecutionException;

/** Cypher that would do more than read, wherever a declaration or a call takes some. */
@ExtendWith(RunningDatabase.class)
class HostileDeclarationsTest {
    private static final String PATTERN = "(user)-[r:RATED]->(item)";
    private static final String PROJECT = "CALL rec.graph.project('hostile', $it) YIELD nodeCount RETURN nodeCount";

    private static EmbeddedDatabase database;
    private static List<String> expressions;
    private static List<String> patterns;

    @BeforeAll
    static void start(EmbeddedDatabase running) throws IOException {
        database = running;
        expressions = Lines.of("hostile-expressions.txt");
        patterns = Lines.of("hostile-patterns.txt");
        GraphStoreCatalog.removeAllLoadedGraphs();
        rows("UNWIND range(0, 5) AS i CREATE (:User {n: i}), (:Film {n: i, year: 2000 + i})", Map.of());
        rows("MATCH (u:User), (f:Film) WHERE (u.n + f.n) % 3 <> 0 CREATE (u)-[:RATED {stars: 4.0}]->(f)", Map.of());
        rows(
                "CALL gds.graph.project('g', ['User', 'Film'], 'RATED') YIELD nodeCount"
                        + " CALL rec.train('g', {modelName: 'm', architecture: 'popularity'}) YIELD trainMillis RETURN 1",
                Map.of());
        GraphStoreCatalog.removeAllLoadedGraphs();
    }

    private static List<Map<String, Object>> rows(String statement, Map<String, Object> parameters) {
        return database.in(
                EmbeddedDatabase.ROOT,
                transaction -> transaction.execute(statement, parameters).stream()
                        .map(row -> (Map<String, Object>) new TreeMap<>(row))
                        .toList());
    }

    /** All there is, in one text. */
    private static String contents() {
        return rows(
                                "MATCH (n) RETURN id(n) AS id, labels(n) AS labels, properties(n) AS properties ORDER BY id",
                                Map.of())
                        .toString()
                + rows(
                        "MATCH ()-[r]->() RETURN id(r) AS id, type(r) AS type, properties(r) AS properties ORDER BY id",
                        Map.of());
    }

    private static String refusal(String statement, Object it) {
        try {
            rows(statement, Map.of("it", it));
            return "taken";
        } catch (QueryExecutionException | Neo4jException refused) {
            return refused.getMessage();
        }
    }

    private static Map<String, Object> declaration(Map<String, Object> interaction) {
        Map<String, Object> all = new HashMap<>(Map.of("name", "rated", "pattern", PATTERN));
        all.putAll(interaction);
        return Map.of("users", "User", "items", "Film", "interactions", List.of(all));
    }

    private static void requireRefused(List<String> texts, String parameter, Refused refused) {
        String before = contents();
        List<String> wrong = new ArrayList<>();
        for (String text : texts) {
            String message = refused.of(text);
            if (!message.contains("The value of `" + parameter + "` must be")) {
                wrong.add(parameter + ": " + text + "\n    " + message);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(contents()).isEqualTo(before);
        assertThat(GraphStoreCatalog.getAllGraphStores()).isEmpty();
    }

    @FunctionalInterface
    private interface Refused {
        String of(String text);
    }

    /** Those that reach the call: a blank one is no value at all, and Neo4j has no text with half a character. */
    private static List<String> said(List<String> texts) {
        return texts.stream()
                .filter(text ->
                        !text.isBlank() && StandardCharsets.UTF_8.newEncoder().canEncode(text))
                .toList();
    }

    @Test
    void thereAreManyOfThem() {
        assertThat(said(expressions).size()).isGreaterThan(200);
        assertThat(said(patterns).size()).isGreaterThan(100);
    }

    @Test
    void areNoPatterns() {
        requireRefused(
                said(patterns), "interactions.pattern", text -> refusal(PROJECT, declaration(Map.of("pattern", text))));
    }

    @Test
    void areNoExpressionsOfInteractions() {
        for (String key : List.of("where", "time", "weight", "like")) {
            requireRefused(
                    said(expressions), "interactions." + key, text -> refusal(PROJECT, declaration(Map.of(key, text))));
        }
    }

    @Test
    void areNoPredicatesOfUsersAndItems() {
        for (String side : List.of("users", "items")) {
            requireRefused(said(expressions), side + ".where", text -> {
                Map<String, Object> map = new HashMap<>(declaration(Map.of()));
                map.put(side, Map.of("label", map.get(side), "where", text));
                return refusal(PROJECT, map);
            });
        }
    }

    @Test
    void areNoPredicatesOfACallThatReads() {
        requireRefused(
                said(expressions),
                "where",
                text -> refusal(
                        "MATCH (u:User {n: 1}) CALL rec.recommend.stream('m', u, {k: 2, where: $it}) YIELD item"
                                + " RETURN item",
                        text));
    }

    @Test
    void areNoPredicatesOfACallThatWrites() {
        requireRefused(
                said(expressions),
                "where",
                text -> refusal(
                        "CALL rec.recommend.write('m', '*', {k: 1, writeRelationshipType: 'NEXT', where: $it}) YIELD relationshipsWritten RETURN 1",
                        text));
    }

    /** The call itself writes, so that the refusals above stand for something. */
    @Test
    void leaveWhatReadsAlone() throws IOException {
        String before = contents();
        rows(
                "CALL rec.recommend.write('m', '*', {k: 1, writeRelationshipType: 'NEXT', where: 'item.year > 2002'}) YIELD relationshipsWritten RETURN 1",
                Map.of());
        assertThat(contents()).isNotEqualTo(before);
        rows("MATCH ()-[r]->() WHERE type(r) <> 'RATED' DELETE r", Map.of());
        assertThat(contents()).isEqualTo(before);
        assertThat(refusal(PROJECT, declaration(Map.of("where", "r.stars > 1"))))
                .isEqualTo("taken");
        GraphStoreCatalog.removeAllLoadedGraphs();
    }
}

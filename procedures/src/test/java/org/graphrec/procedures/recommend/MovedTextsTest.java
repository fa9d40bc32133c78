// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.graphdb.Transaction;

/** Known items whose vectors are others than at training. */
@ExtendWith(RunningDatabase.class)
class MovedTextsTest {
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start(EmbeddedDatabase running) {
        database = running;
    }

    private static List<Map<String, Object>> rows(String statement) {
        return database.rows(EmbeddedDatabase.ROOT, statement);
    }

    /** Two camps of films and of users who rate those of their own; and one film without a plot, which nobody rated. */
    @BeforeEach
    void films() {
        GraphStoreCatalog.removeAllLoadedGraphs();
        rows(
                "CALL rec.model.list() YIELD modelName CALL rec.model.drop(modelName) YIELD modelName AS gone RETURN gone");
        rows("MATCH (n) DETACH DELETE n");
        rows("UNWIND range(0, 9) AS i CREATE (:Film {name: 'a' + i, camp: 0, plot: 'Astronauts aboard a starship reach"
                + " planet number ' + i}), (:Film {name: 'b' + i, camp: 1, plot: 'A chef cooks dinner number ' + i + ' in a"
                + " small restaurant'})");
        rows("UNWIND range(0, 39) AS u CREATE (:User {name: 'u' + u, number: u, camp: u % 2})");
        rows(
                "MATCH (u:User), (f:Film) WHERE u.camp = f.camp AND (u.number / 2 + toInteger(substring(f.name, 1))) % 3 <> 0"
                        + " CREATE (u)-[:RATED]->(f)");
        rows("CREATE (:Film {name: 'late', camp: 0})");
        embed();
        rows("CALL gds.graph.project('g', {User: {}, Film: {properties: ['embedding']}}, 'RATED') YIELD graphName"
                + " RETURN graphName");
        rows("CALL rec.train('g', {modelName: 'g', architecture: 'itemGraph', featureProperties: ['embedding'],"
                + " concurrency: 1}) YIELD trainMillis RETURN trainMillis");
    }

    private static void embed() {
        rows(
                "CALL rec.embed.nodes.write('Film', {textProperties: ['plot'], onlyStale: true}) YIELD nodePropertiesWritten"
                        + " RETURN nodePropertiesWritten");
    }

    private static String found(String query) {
        return (String) rows(search(query)).get(0).get("name");
    }

    private static String search(String query) {
        return "CALL rec.recommend.stream('g', null, {k: 1, query: '" + query
                + "', queryWeight: 1.0}) YIELD item RETURN item.name AS name";
    }

    private static Map<String, Object> staleness() {
        return rows("CALL rec.model.staleness('g') YIELD newItems, newItemsServed, movedItems"
                        + " RETURN newItems, newItemsServed, movedItems")
                .get(0);
    }

    @Test
    void areFoundByTheirNewOnes() {
        assertThat(staleness()).isEqualTo(Map.of("newItems", 0L, "newItemsServed", 0L, "movedItems", 0L));
        assertThat(found("A penguin colony in Antarctica")).isNotEqualTo("a9");
        rows("MATCH (f:Film {name: 'late'}) SET f.plot = 'A violin maker in Cremona hides a secret'");
        rows("MATCH (f:Film {name: 'a9'}) SET f.plot = 'A penguin colony survives the winter in Antarctica'");
        rows("CREATE (:Film {name: 'fresh', camp: 0, plot: 'A glassblower in Murano finds love'})");
        embed();
        assertThat(found("A glassblower in Murano")).isEqualTo("fresh");
        assertThat(found("A penguin colony in Antarctica")).isEqualTo("a9");
        assertThat(found("A violin maker in Cremona")).isEqualTo("late");
        assertThat(staleness()).isEqualTo(Map.of("newItems", 1L, "newItemsServed", 1L, "movedItems", 2L));
        rows("MATCH (f:Film {name: 'a9'}) SET f.plot = 'Astronauts aboard a starship reach planet number 9'");
        embed();
        assertThat(found("planet number 9")).isEqualTo("a9");
        assertThat(staleness()).isEqualTo(Map.of("newItems", 1L, "newItemsServed", 1L, "movedItems", 1L));
    }

    @Test
    void areServedOnceEach() {
        rows("MATCH (f:Film {name: 'late'}) SET f.plot = 'Astronauts aboard a starship reach planet number 12'");
        embed();
        for (String user : List.of("u0", "u1", "u2")) {
            List<Map<String, Object>> recommended = rows(
                    "MATCH (u:User {name: '" + user
                            + "'}) CALL rec.recommend.stream('g', u, {k: 50, excludeSeen: false}) YIELD item RETURN item.name AS name");
            assertThat(recommended).hasSize(21).doesNotHaveDuplicates();
        }
        assertThat(rows("MATCH (f:Film {name: 'late'}) CALL rec.similar.stream('g', f, {k: 3}) YIELD similar"
                        + " RETURN similar.camp AS camp"))
                .containsOnly(Map.of("camp", 0L));
        assertThat(rows("MATCH (u:User {name: 'u0'}), (f:Film {name: 'late'}) CALL rec.explain.stream('g', u, f)"
                        + " YIELD source, score RETURN source.camp AS camp"))
                .containsOnly(Map.of("camp", 0L));
    }

    @Test
    void doNotMoveByWhatIsNotCommitted() {
        String exchange = "MATCH (one:Film {name: 'a9'}), (other:Film {name: 'b9'})"
                + " WITH one, other, one.embedding AS first SET one.embedding = other.embedding, other.embedding = first";
        try (Transaction transaction = database.api().beginTx()) {
            transaction.execute(exchange).close();
            transaction.execute(search("planet number 9")).close();
        }
        assertThat(found("Astronauts reach planet number 9")).isEqualTo("a9");
        rows(exchange);
        assertThat(found("Astronauts reach planet number 9")).isEqualTo("b9");
        assertThat(staleness()).containsEntry("movedItems", 2L);
    }

    @Test
    void doNotMoveByAVectorOfAnotherLength() {
        rows("MATCH (f:Film {name: 'a9'}) SET f.embedding = [1.0, 2.0]");
        rows("MATCH (f:Film {name: 'b9'}) REMOVE f.embedding");
        assertThat(found("Astronauts reach planet number 9")).isEqualTo("a9");
        assertThat(staleness()).containsEntry("movedItems", 0L);
    }
}

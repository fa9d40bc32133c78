// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.logging.NullLog;

/**
 * Rows of somebody who may not see every third film are those of somebody who sees all, less the hidden ones: in the same order,
 * with the same scores, and as many as were asked for. Films that are no films any more come in nobody's rows.
 */
class VisibleRowsTest {
    private static final int ALL = 1000;
    private static final int ASKERS = 6;

    @TempDir
    private static Path home;

    private static EmbeddedDatabase database;
    private static Person reader;

    @BeforeAll
    static void start() throws Exception {
        database = new EmbeddedDatabase(home);
        SharedCatalog.configure(ModelLocations.none(""), NullLog.getInstance());
        GraphStoreCatalog.removeAllLoadedGraphs();
        String vector = "[sin(0.37 * i), cos(0.37 * i), sin(0.74 * i), 0.2]";
        run("UNWIND range(0, 59) AS i CREATE (:Film {number: i, vector: " + vector + "})");
        run("MATCH (f:Film) WHERE f.number % 3 = 1 SET f:Hidden");
        run("UNWIND range(0, 39) AS i CREATE (:User {number: i})");
        run("MATCH (u:User), (f:Film) WHERE (u.number * 7 + f.number * 3) % 11 < 2 AND f.number < 56"
                + " CREATE (u)-[:RATED]->(f)");
        run("CALL gds.graph.project('g', {User: {}, Film: {properties: ['vector']}}, 'RATED') YIELD graphName"
                + " RETURN graphName");
        run("CALL rec.train('g', {modelName: 'm', architecture: 'itemGraph', featureProperties: ['vector'],"
                + " concurrency: 1}) YIELD trainMillis RETURN trainMillis");
        // for the reader, whose model it is not
        run("CALL rec.model.publish('m') YIELD modelName RETURN modelName");
        run("UNWIND range(0, " + (ASKERS - 1) + ") AS a CREATE (u:User:Asker {number: 100 + a}) WITH u, a"
                + " MATCH (f:Film) WHERE f.number IN [3 * a, 3 * a + 6, 54 - 3 * a] CREATE (u)-[:RATED]->(f)");
        run("UNWIND [100, 101] AS i CREATE (:Film {number: i, vector: " + vector + "})");
        run("MATCH (f:Film {number: 101}) SET f:Hidden");
        run("MATCH (f:Film) WHERE f.number % 10 = 2 REMOVE f:Film SET f:Gone");
        reader = Person.whoDoesNotSeeLabel("reader", StaticAccess.READ, database.label("Hidden"));
    }

    @AfterAll
    static void stop() {
        database.close();
        SharedCatalog.shutDown();
    }

    private static List<Map<String, Object>> run(String statement) {
        return database.rows(EmbeddedDatabase.ROOT, statement);
    }

    private static Set<Object> numbers(Person person, String label) {
        return database.rows(person, "MATCH (n:" + label + ") RETURN n.number AS number").stream()
                .map(row -> row.get("number"))
                .collect(Collectors.toSet());
    }

    /** What a reader's rows must be, by those of somebody who sees all. */
    private static List<Map<String, Object>> visible(List<Map<String, Object>> all, int k) {
        Set<Object> films = numbers(reader, "Film");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, Object> row : all) {
            if (films.contains(row.get("film")) && rows.size() < k) {
                Map<String, Object> moved = new HashMap<>(row);
                moved.put("rank", rows.size() + 1L);
                rows.add(moved);
            }
        }
        return rows;
    }

    private static List<Map<String, Object>> recommended(Person person, int asker, int k, String more) {
        return database.rows(person, recommend("MATCH (who:Asker {number: " + (100 + asker) + "})", k, more));
    }

    private static String recommend(String who, int k, String more) {
        return who + " CALL rec.recommend.stream('m_public', who, {k: " + k + more
                + "}) YIELD user, item, score, rank, basis"
                + " RETURN user.number AS user, item.number AS film, score, rank, basis";
    }

    @Test
    void areAsManyAsThereAreToSee() {
        for (int asker = 0; asker < ASKERS; asker++) {
            Object eligible = database.rows(
                            reader,
                            "MATCH (a:Asker {number: " + (100 + asker) + "}), (f:Film)"
                                    + " WHERE NOT (a)-[:RATED]->(f) RETURN count(f) AS films")
                    .get(0)
                    .get("films");
            List<Map<String, Object>> rows = recommended(reader, asker, ALL, "");
            assertThat(rows).hasSize(((Long) eligible).intValue());
            assertThat(numbers(reader, "Film"))
                    .containsAll(rows.stream().map(row -> row.get("film")).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", where: 'item.number % 2 = 0'",
                ", where: 'item.number > 46'",
                ", popularityDiscount: 0.3",
                ", minScore: 0.01",
                ", excludeSeen: false, recencyDecay: 0.5"
            })
    void areThoseOfAllLessTheHidden(String more) {
        for (int asker = 0; asker < ASKERS; asker++) {
            List<Map<String, Object>> all = recommended(EmbeddedDatabase.ROOT, asker, ALL, more);
            assertThat(visible(all, ALL)).hasSizeLessThan(all.size());
            for (int k : new int[] {1, 5, 20, ALL}) {
                assertThat(recommended(reader, asker, k, more)).as("k " + k).isEqualTo(visible(all, k));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 30})
    void areThoseOfTheCandidatesThatAreStillFilms(int candidates) {
        String among =
                "MATCH (who:Asker {number: 101}) MATCH (f:Film|Gone) WITH who, f ORDER BY f.number % 10 DESC, f.number"
                        + " WITH who, collect(f) AS all WITH who, [f IN all WHERE f.number % 10 = 2][..2] + all[.."
                        + candidates
                        + "] AS films";
        assertThat(numbers(reader, "Gone")).isNotEmpty();
        for (String more : List.of("", ", where: 'item.number < 50'")) {
            List<Map<String, Object>> all =
                    run(recommend(among, ALL, ", candidates: films, excludeSeen: false" + more));
            assertThat(all)
                    .extracting(row -> (Long) row.get("film"))
                    .isNotEmpty()
                    .allMatch(film -> film % 10 != 2);
            // the candidates that a reader can name are other ones
            String sees = among.replace("(f:Film|Gone)", "(f:Film|Gone) WHERE NOT f:Hidden");
            List<Map<String, Object>> theirs =
                    run(recommend(sees, ALL, ", candidates: films, excludeSeen: false" + more));
            for (int k : new int[] {1, 3, ALL}) {
                assertThat(database.rows(reader, recommend(among, k, ", candidates: films, excludeSeen: false" + more)))
                        .isEqualTo(theirs.subList(0, Math.min(k, theirs.size())));
            }
        }
    }

    /** What one user has seen, and what was found hidden for one, makes no difference to the next. */
    @ParameterizedTest
    @ValueSource(strings = {"", ", diversity: 0.6", ", diversity: 0.3, popularityDiscount: 0.2"})
    void ofAListAreThoseOfEachUserAlone(String more) {
        for (Person person : List.of(reader, EmbeddedDatabase.ROOT)) {
            for (int k : new int[] {3, 12}) {
                List<Map<String, Object>> alone = new ArrayList<>();
                for (int asker = 0; asker < ASKERS; asker++) {
                    alone.addAll(recommended(person, asker, k, more));
                }
                String list = "MATCH (a:Asker) WITH a ORDER BY a.number WITH collect(a) AS who";
                assertThat(database.rows(person, recommend(list, k, more))).isEqualTo(alone);
                assertThat(alone).hasSize(k * ASKERS);
            }
        }
        assertThat(recommended(reader, 1, ALL, ""))
                .extracting(row -> row.get("film"))
                .contains(0L)
                .doesNotContain(3L);
        assertThat(recommended(reader, 0, ALL, ""))
                .extracting(row -> row.get("film"))
                .contains(3L)
                .doesNotContain(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "least"})
    void ofAGroupAreThoseOfAllLessTheHidden(String aggregation) {
        String group =
                "MATCH (a:Asker) WHERE a.number < 103 WITH collect(a) AS who CALL rec.group.stream('m_public', who, {k: %d,"
                        + " aggregation: '" + aggregation + "'%s}) YIELD item, score, rank"
                        + " RETURN item.number AS film, score, rank";
        for (String more : List.of("", ", where: 'item.number % 2 = 0'", ", minScore: 0.05")) {
            List<Map<String, Object>> all = run(group.formatted(ALL, more));
            assertThat(all).extracting(row -> row.get("film")).doesNotContain(0L, 3L, 6L, 9L, 12L, 48L, 51L, 54L);
            for (int k : new int[] {1, 7, ALL}) {
                assertThat(database.rows(reader, group.formatted(k, more))).isEqualTo(visible(all, k));
            }
        }
        assertThat(database.rows(reader, group.formatted(ALL, "")))
                .extracting(row -> row.get("film"))
                .contains(100L)
                .doesNotContain(101L, 1L, 2L);
    }

    @Test
    void ofSimilarFilmsAreThoseOfAllLessTheHidden() {
        String similar =
                "MATCH (f:Film) WHERE f.number IN [0, 15, 100] WITH f ORDER BY f.number WITH collect(f) AS films"
                        + " CALL rec.similar.stream('m_public', films, {k: %d}) YIELD item, similar, score, rank"
                        + " RETURN item.number AS of, similar.number AS film, score, rank";
        List<Map<String, Object>> all = run(similar.formatted(ALL));
        for (int k : new int[] {1, 9, ALL}) {
            List<Map<String, Object>> expected = new ArrayList<>();
            for (long of : new long[] {0, 15, 100}) {
                expected.addAll(visible(
                        all.stream().filter(row -> row.get("of").equals(of)).toList(), k));
            }
            assertThat(database.rows(reader, similar.formatted(k))).isEqualTo(expected);
        }
    }

    @Test
    void areExplainedByTheirRankAmongTheVisible() {
        String explain =
                "MATCH (a:Asker {number: 104}), (f:Film {number: %d}) CALL rec.explain.stream('m_public', a, f)"
                        + " YIELD rank, rankWithout, source RETURN rank, rankWithout, source.number AS source";
        List<Map<String, Object>> rows = recommended(reader, 4, ALL, "");
        int ranksOfAllDiffer = 0;
        for (Map<String, Object> row : rows.subList(0, 15)) {
            String call = explain.formatted((Long) row.get("film"));
            assertThat(database.rows(reader, call))
                    .isNotEmpty()
                    .allSatisfy(reason -> assertThat(reason).containsEntry("rank", row.get("rank")));
            ranksOfAllDiffer += run(call).get(0).get("rank").equals(row.get("rank")) ? 0 : 1;
        }
        assertThat(ranksOfAllDiffer).isPositive();
    }

    @Test
    void ofWhoIsAnItemTooHaveEverybodyElse() {
        run("UNWIND range(0, 11) AS i CREATE (:Member {number: i})");
        run(
                "MATCH (a:Member), (b:Member) WHERE a <> b AND (a.number + 2 * b.number) % 3 = 0 CREATE (a)-[:FOLLOWS]->(b)");
        run("CALL gds.graph.project('members', 'Member', 'FOLLOWS') YIELD graphName RETURN graphName");
        run("CALL rec.train('members', {modelName: 'members', architecture: 'itemGraph', concurrency: 1,"
                + " sourceNodeLabel: 'Member', targetNodeLabel: 'Member'}) YIELD trainMillis RETURN trainMillis");
        List<Map<String, Object>> rows =
                run("MATCH (m:Member) WITH collect(m) AS who CALL rec.recommend.stream('members',"
                        + " who, {k: 20, excludeSeen: false}) YIELD user, item"
                        + " RETURN user.number AS user, collect(item.number) AS items");
        assertThat(rows).hasSize(12).allSatisfy(row -> {
            List<?> items = (List<?>) row.get("items");
            assertThat(items).hasSize(11);
            assertThat(items.contains(row.get("user"))).isFalse();
        });
    }
}

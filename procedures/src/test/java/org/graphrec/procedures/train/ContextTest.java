// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.graphrec.procedures.model.ModelLocations;
import org.graphrec.procedures.model.SharedCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Record;
import org.neo4j.logging.NullLog;

/** A graph in which more than one kind of edge matters: films, genres, friends, a watchlist and cities. */
@ExtendWith(RunningDatabase.class)
class ContextTest {
    private static final String WEIGHTS = "{OF: 0.5, FRIEND: 0.5, LISTED: 0.7, LIVES_IN: 0.2, SEQUEL: 0.3}";

    @TempDir
    private static Path models;

    @AfterAll
    static void forget() {
        SharedCatalog.shutDown();
    }

    @BeforeAll
    static void load(Cypher cypher) {
        SharedCatalog.configure(new ModelLocations(models, models, ""), NullLog.getInstance());
        cypher.rows("UNWIND range(0, 39) AS f CREATE (:Film {id: f})");
        cypher.rows("UNWIND range(0, 39) AS u CREATE (:Person {id: u})");
        cypher.rows("UNWIND range(0, 5) AS g CREATE (:Genre {id: g})");
        cypher.rows("UNWIND range(0, 3) AS c CREATE (:City {id: c})");
        cypher.rows("MATCH (f:Film), (g:Genre {id: f.id % 6}) CREATE (f)-[:OF]->(g)");
        cypher.rows("MATCH (p:Person), (c:City {id: p.id % 4}) CREATE (p)-[:LIVES_IN]->(c)");
        cypher.rows("MATCH (a:Film), (b:Film {id: a.id + 6}) CREATE (b)-[:SEQUEL]->(a)");
        cypher.rows("MATCH (p:Person), (f:Film) WHERE (p.id + f.id) % 3 = 0 AND (p.id * 7 + f.id * 5) % 4 <> 0"
                + " CREATE (p)-[:WATCHED]->(f)");
        cypher.rows("MATCH (p:Person), (f:Film) WHERE (p.id + 2 * f.id) % 11 = 0 AND NOT (p)-[:WATCHED]->(f)"
                + " CREATE (p)-[:LISTED]->(f)");
        cypher.rows(
                "MATCH (a:Person), (b:Person) WHERE a.id < b.id AND (b.id - a.id) % 9 = 3 CREATE (a)-[:FRIEND]->(b)");
        cypher.rows("CREATE (:Person {id: 100})");
        cypher.rows("MATCH (p:Person {id: 100}), (f:Person) WHERE f.id IN [0, 3] CREATE (f)-[:FRIEND]->(p)");
        cypher.rows("CREATE (:Person {id: 101})");
        cypher.rows("MATCH (p:Person {id: 101}), (f:Person) WHERE f.id IN [30, 33] CREATE (f)-[:FRIEND]->(p)");
        cypher.rows("CALL gds.graph.project('films', ['Person', 'Film', 'Genre', 'City'],"
                + " {WATCHED: {}, OF: {}, LIVES_IN: {}, SEQUEL: {}, LISTED: {}, FRIEND: {orientation: 'UNDIRECTED'}})");
        cypher.rows("CALL rec.train('films', {modelName: 'whole', architecture: 'itemGraph', sourceNodeLabel: 'Person',"
                + " targetNodeLabel: 'Film', relationshipTypes: ['WATCHED'], contextWeights: " + WEIGHTS + "})");
    }

    @Test
    void rolesAreTakenFromTheSchema(Cypher cypher) {
        assertThat(cypher.rows("CALL rec.model.list('whole') YIELD modelInfo UNWIND modelInfo.histories.context AS one"
                        + " RETURN one.relation AS relation, one.ends AS ends, one.source AS source ORDER BY relation"))
                .extracting(Record::asMap)
                .containsExactly(
                        relation("FRIEND", "user-user"),
                        relation("LISTED", "user-item"),
                        relation("LIVES_IN", "user-node"),
                        relation("OF", "item-node"),
                        relation("SEQUEL", "item-item"));
    }

    private static Map<String, Object> relation(String name, String ends) {
        return Map.of("relation", name, "ends", ends, "source", "live");
    }

    @Test
    void reasonsSumToTheScoreAndEachHasItsPath(Cypher cypher) {
        List<Record> rows = cypher.rows("""
            MATCH (p:Person) WHERE p.id IN [1, 5, 100]
            CALL rec.recommend.stream('whole', p, {k: 40}) YIELD item, score, rank
            CALL rec.explain.stream('whole', p, item) YIELD reason, source, relation, contribution, path, score AS own,
              rank AS place
            RETURN p.id AS person, item.id AS item, score, own, rank, place, sum(contribution) AS sum,
              collect({relation: coalesce(relation, reason), nodes: [n IN nodes(path) | labels(n)[0]],
                       first: nodes(path)[0] = p, last: nodes(path)[-1] = item}) AS reasons
            """);
        assertThat(rows).hasSizeGreaterThan(50).allSatisfy(row -> {
            assertThat(row.get("sum").asDouble()).isCloseTo(row.get("score").asDouble(), within(1e-5));
            assertThat(row.get("own").asDouble()).isCloseTo(row.get("score").asDouble(), within(1e-5));
            assertThat(row.get("place").asLong()).isEqualTo(row.get("rank").asLong());
        });
        Map<String, List<String>> paths = new java.util.TreeMap<>();
        for (Record row : rows) {
            for (Object reason : row.get("reasons").asList()) {
                Map<?, ?> map = (Map<?, ?>) reason;
                if (!map.get("relation").equals("history")
                        && !map.get("relation").equals("popularity")) {
                    assertThat(map.get("first")).as("%s", row).isEqualTo(true);
                    assertThat(map.get("last")).as("%s", row).isEqualTo(true);
                    paths.merge(
                            (String) map.get("relation"),
                            List.of(String.join(
                                    "-",
                                    ((List<?>) map.get("nodes"))
                                            .stream().map(String::valueOf).toList())),
                            (a, b) -> a.contains(b.get(0))
                                    ? a
                                    : java.util.stream.Stream.concat(a.stream(), b.stream())
                                            .sorted()
                                            .toList());
                }
            }
        }
        assertThat(paths)
                .containsEntry("OF", List.of("Person-Film-Genre-Film"))
                .containsEntry("FRIEND", List.of("Person-Person-Film"))
                .containsEntry("LIVES_IN", List.of("Person-City-Person-Film"))
                .containsEntry("SEQUEL", List.of("Person-Film-Film"));
        assertThat(paths.get("LISTED"))
                .isSubsetOf("Person-Film", "Person-Film-Person-Film")
                .isNotEmpty();
    }

    @Test
    void somebodyWithoutHistoryGetsWhatTheirFriendsWatched(Cypher cypher) {
        List<Record> rows = cypher.rows("MATCH (p:Person {id: 100}) CALL rec.recommend.stream('whole', p, {k: 5})"
                + " YIELD item, basis, regime RETURN basis, regime,"
                + " EXISTS { (p)-[:FRIEND]-()-[:WATCHED]->(item) } AS friends");
        assertThat(rows).hasSize(5).allSatisfy(row -> {
            assertThat(row.get("basis").asString()).isEqualTo("context");
            assertThat(row.get("regime").asString()).isEqualTo("cold");
            assertThat(row.get("friends").asBoolean()).isTrue();
        });
    }

    @Test
    void aNewEdgeCountsAtOnce(Cypher cypher) {
        String films = """
            MATCH (p:Person {id: 7}), (f:Film {id: 12})
            CALL rec.recommend.stream('whole', p, {k: 40, explain: true}) YIELD reasons UNWIND reasons AS reason
            WITH reason, f WHERE reason.relation = 'LISTED' AND reason.source = f RETURN reason.contribution""";
        assertThat(cypher.column(films)).isEmpty();
        cypher.rows("MATCH (p:Person {id: 7}), (f:Film {id: 12}) CREATE (p)-[:LISTED]->(f)");
        assertThat(cypher.column(films)).isNotEmpty();
        cypher.rows("MATCH (p:Person {id: 7})-[r:LISTED]->(f:Film {id: 12}) DELETE r");
        assertThat(cypher.column(films)).isEmpty();
    }

    @Test
    void withoutTheStrongestReasonTheScoreIsLowerByWhatItSaid(Cypher cypher) {
        Record before = cypher.row("""
            MATCH (p:Person {id: 100}) CALL rec.recommend.stream('whole', p, {k: 1}) YIELD item, score
            CALL rec.explain.stream('whole', p, item) YIELD source, relation, contribution, rankWithout
            RETURN item.id AS item, score, source.id AS friend, relation, contribution, rankWithout LIMIT 1""");
        assertThat(before.get("relation").asString()).isEqualTo("FRIEND");
        Map<String, Object> ids = Map.of(
                "friend",
                before.get("friend").asLong(),
                "item",
                before.get("item").asLong());
        Record after = cypher.row(
                """
            MATCH (p:Person {id: 100})-[r:FRIEND]-(f:Person {id: $friend}) DELETE r WITH p
            MATCH (i:Film {id: $item}) CALL rec.recommend.stream('whole', p, {k: 40}) YIELD item, score, rank
            WITH p, item, score, rank WHERE item = $x RETURN score, rank""".replace("item = $x", "item.id = $item").replace("MATCH (i:Film {id: $item}) ", ""),
                "friend",
                ids.get("friend"),
                "item",
                ids.get("item"));
        cypher.rows(
                "MATCH (p:Person {id: 100}), (f:Person {id: $friend}) CREATE (f)-[:FRIEND]->(p)",
                "friend",
                ids.get("friend"));
        assertThat(before.get("score").asDouble() - after.get("score").asDouble())
                .isCloseTo(before.get("contribution").asDouble(), within(1e-5));
        assertThat(after.get("rank").asLong())
                .isEqualTo(before.get("rankWithout").asLong());
    }

    @Test
    void isStoredAndLoaded(Cypher cypher) {
        String rows =
                "MATCH (p:Person) WHERE p.id IN [1, 5, 100] CALL rec.recommend.stream('%s', p, {k: 10, explain: true})"
                        + " YIELD item, score, reasons RETURN p.id AS p, item.id AS item, score,"
                        + " [r IN reasons | [r.relation, r.contribution]] AS reasons ORDER BY p, score DESC, item";
        List<Record> before = cypher.rows(rows.formatted("whole"));
        cypher.rows("CALL rec.model.store('whole')");
        cypher.rows("CALL rec.model.drop('whole')");
        cypher.rows("CALL rec.model.load('whole')");
        assertThat(cypher.rows(rows.formatted("whole"))).isEqualTo(before);
    }

    @Test
    void aCypherProjectionIsReadLiveWhereThatIsTheSame(Cypher cypher) {
        cypher.rows("""
            MATCH (s)-[r:WATCHED|OF|FRIEND|LISTED]->(t)
            RETURN gds.graph.project('guessed', s, t, {sourceNodeLabels: labels(s), targetNodeLabels: labels(t),
              relationshipType: type(r)})""");
        cypher.rows("""
            CALL {
              MATCH (s:Person)-[:WATCHED]->(t:Film) RETURN s, t, 'WATCHED' AS type
              UNION
              MATCH (s:Person)-[:WATCHED]->(:Film)-[:OF]->(t:Genre) WHERE s.id % 2 = 0 RETURN s, t, 'LIKES' AS type
            }
            RETURN gds.graph.project('computed', s, t, {sourceNodeLabels: labels(s),
              targetNodeLabels: labels(t), relationshipType: type})""");
        String train = "CALL rec.train('%s', {modelName: '%s', architecture: 'itemGraph', sourceNodeLabel: 'Person',"
                + " targetNodeLabel: 'Film', contextWeights: %s, relationshipTypes: ['WATCHED']}) YIELD modelInfo UNWIND"
                + " modelInfo.histories.context AS one RETURN one.relation + ' ' + one.source AS source ORDER BY source";
        assertThat(cypher.column(train.formatted("guessed", "g1", "{OF: 0.5, FRIEND: 0.5, LISTED: 0.7}")))
                .containsExactly("FRIEND live", "LISTED live", "OF live");
        assertThat(cypher.column(train.formatted("computed", "g2", "{LIKES: 0.5}")))
                .containsExactly("LIKES projected");
        assertThat(cypher.column("MATCH (p:Person {id: 2}) CALL rec.recommend.stream('g2', p, {k: 1, explain: true})"
                        + " YIELD reasons UNWIND reasons AS r RETURN DISTINCT r.relation"))
                .contains("LIKES");
    }

    @Test
    void whatIsDeclaredIsLearnedFrom(Cypher cypher) {
        cypher.rows("""
            CALL rec.graph.project('declared', {users: 'Person', items: 'Film', interactions: ['WATCHED'],
              context: ['(item)-[:OF]->(:Genre)', '(user)-[:FRIEND]-(user)',
                        {name: 'town', pattern: '(user)-[:LIVES_IN]->(c:City)'}, '(user)-[:LISTED]->(:Film)',
                        '(item)-[:SEQUEL]->(item)', 'item.id']})""");
        assertThat(cypher.column("CALL rec.train('declared', {modelName: 'declared', architecture: 'itemGraph',"
                        + " contextWeights: {OF: 0.5, FRIEND: 0.5, town: 0.5, LISTED: 0.5, SEQUEL: 0.1}}) YIELD modelInfo"
                        + " UNWIND modelInfo.histories.context AS one RETURN one.relation + ' ' + one.ends + ' ' + one.source AS"
                        + " source ORDER BY source"))
                .containsExactly(
                        "FRIEND user-user live",
                        "LISTED user-item live",
                        "OF item-node live",
                        "SEQUEL item-item live",
                        "item.id item-node live",
                        "town user-node live");
        assertThat(cypher.column(
                        "MATCH (p:Person) WHERE p.id IN [1, 2] CALL rec.recommend.stream('declared', p, {k: 20,"
                                + " explain: true}) YIELD reasons UNWIND reasons AS r WITH DISTINCT r.relation AS relation WHERE"
                                + " relation IS NOT NULL RETURN relation ORDER BY relation"))
                .containsExactly("FRIEND", "LISTED", "OF", "SEQUEL", "town");
    }

    @Test
    void aDeclaredRelationHasWeights(Cypher cypher) {
        cypher.rows("MATCH (a:Person)-[f:FRIEND]->(b:Person) SET f.closeness = 1 + (a.id + b.id) % 3");
        cypher.rows("CALL rec.graph.project('close', {users: 'Person', items: 'Film', interactions: ['WATCHED'],"
                + " context: [{pattern: '(user)-[f:FRIEND]-(user)', weight: 'f.closeness'}]})");
        cypher.rows(
                "CALL rec.train('close', {modelName: 'close', architecture: 'itemGraph', contextWeights: {FRIEND: 1}})");
        cypher.rows(
                "CALL rec.train('close', {modelName: 'closeKept', architecture: 'itemGraph', contextWeights: {FRIEND: 1},"
                        + " history: 'projected'})");
        String rows =
                "MATCH (p:Person) WHERE p.id IN [1, 5, 100] CALL rec.recommend.stream('%s', p, {k: 20}) YIELD item, score"
                        + " RETURN p.id AS p, item.id AS item, score ORDER BY p, score DESC, item";
        List<Record> live = cypher.rows(rows.formatted("close"));
        assertThat(live).hasSizeGreaterThan(20).isEqualTo(cypher.rows(rows.formatted("closeKept")));
        cypher.rows("CALL rec.model.store('closeKept')");
        cypher.rows("CALL rec.model.drop('closeKept')");
        cypher.rows("CALL rec.model.load('closeKept')");
        assertThat(cypher.rows(rows.formatted("closeKept"))).isEqualTo(live);
        String said =
                "MATCH (p:Person {id: 100}) CALL rec.recommend.stream('close', p, {k: 40, explain: true}) YIELD item, reasons"
                        + " UNWIND reasons AS r WITH item, r WHERE r.source.id = 3 RETURN r.contribution ORDER BY item.id";
        List<Object> before = cypher.column(said);
        cypher.rows("MATCH (:Person {id: 100})-[f:FRIEND]-(:Person {id: 3}) SET f.closeness = 2 * f.closeness");
        List<Object> after = cypher.column(said);
        assertThat(after).isNotEmpty().hasSameSizeAs(before);
        for (int i = 0; i < after.size(); i++) {
            assertThat((Double) after.get(i)).isCloseTo(2 * (Double) before.get(i), within(1e-6));
        }
        assertThat(cypher.failure(
                                "CALL rec.graph.project('x', {users: 'Person', items: 'Film', interactions: ['WATCHED'],"
                                        + " context: [{pattern: '(user)-[f:FRIEND]-(user)', weight: 'g.closeness'}]})")
                        .getMessage())
                .contains(
                        "The value of `context.weight` must be over the variables of the pattern but `g.closeness` has `g`");
        cypher.rows("MATCH ()-[f:FRIEND]-() REMOVE f.closeness");
    }

    @Test
    void whatIsListedMayBeRecommendedUnlessItIsToBeLeftOut(Cypher cypher) {
        String listed = "MATCH (p:Person {id: 1}) CALL rec.recommend.stream('whole', p, {k: 40%s}) YIELD item"
                + " WHERE EXISTS { (p)-[:LISTED]->(item) } RETURN item.id";
        assertThat(cypher.column(listed.formatted(""))).isNotEmpty();
        assertThat(cypher.column(listed.formatted(", excludeSeen: ['LISTED']"))).isEmpty();
        assertThat(cypher.column(listed.formatted(", excludeSeen: true"))).isEmpty();
        assertThat(cypher.column(listed.formatted(", excludeSeen: ['WATCHED']")))
                .isNotEmpty();
        assertThat(cypher.failure(listed.formatted(", excludeSeen: ['LISTET']")).getMessage())
                .contains("Did you mean `LISTED`?");
    }

    @Test
    void aNewFilmIsReachedByWhatItHasInCommonWithOthers(Cypher cypher) {
        cypher.rows("MATCH (g:Genre {id: 0}) CREATE (:Film {id: 200})-[:OF]->(g)");
        cypher.rows("CREATE (:Film {id: 201})");
        List<Record> rows =
                cypher.rows("MATCH (p:Person {id: 3}) CALL rec.recommend.stream('whole', p, {k: 60}) YIELD item,"
                        + " score, basis, rank RETURN item.id AS item, score, basis, rank");
        List<Record> reasons =
                cypher.rows("MATCH (p:Person {id: 3}), (f:Film {id: 200}) CALL rec.explain.stream('whole', p, f)"
                        + " YIELD contribution, graph, text, path, relation WHERE relation = 'OF' RETURN graph = contribution AS graph, text,"
                        + " [n IN nodes(path) | labels(n)[0]] AS path LIMIT 1");
        List<Object> similar =
                cypher.column("MATCH (f:Film {id: 200}) CALL rec.similar.stream('whole', f, {k: 3}) YIELD similar"
                        + " RETURN similar.id % 6");
        cypher.rows("MATCH (f:Film) WHERE f.id >= 200 DETACH DELETE f");
        assertThat(similar).hasSize(3).containsOnly(0L);
        assertThat(reasons).hasSize(1).allSatisfy(row -> {
            assertThat(row.get("graph").asBoolean()).isTrue();
            assertThat(row.get("path").asList()).isEqualTo(List.of("Person", "Film", "Genre", "Film"));
        });
        assertThat(rows)
                .filteredOn(row -> row.get("item").asLong() == 200)
                .hasSize(1)
                .allSatisfy(row -> {
                    assertThat(row.get("score").asDouble()).isPositive();
                    assertThat(row.get("basis").asString()).isEqualTo("context");
                });
        assertThat(rows).noneMatch(row -> row.get("item").asLong() == 201);
    }

    @Test
    void whatWasComputedFromTheInteractionsCountsOnlyWhereItIsNamed(Cypher cypher) {
        cypher.rows("CALL gds.graph.project('small', ['Person', 'Film', 'Genre'], ['WATCHED', 'OF'])");
        cypher.rows(
                "CALL gds.nodeSimilarity.mutate('small', {nodeLabels: ['Film', 'Genre'], relationshipTypes: ['OF'],"
                        + " mutateRelationshipType: 'ALIKE', mutateProperty: 'score'}) YIELD nodesCompared RETURN nodesCompared");
        String relations =
                "CALL rec.train('small', {modelName: $weights, architecture: 'itemGraph', sourceNodeLabel: 'Person',"
                        + " targetNodeLabel: 'Film', relationshipTypes: ['WATCHED'], contextWeights: %s}) YIELD modelInfo UNWIND"
                        + " modelInfo.histories.context AS one RETURN one.relation AS relation ORDER BY relation";
        assertThat(cypher.column(relations.formatted("{OF: 1}"), "weights", "a"))
                .containsExactly("OF");
        assertThat(cypher.column(relations.formatted("{ALIKE: 1}"), "weights", "b"))
                .containsExactly("ALIKE", "OF");
    }

    @Test
    void aDeclaredTargetMakesBehavioursOfTheOtherInteractions(Cypher cypher) {
        cypher.rows(
                "CALL rec.graph.project('aimed', {users: 'Person', items: 'Film', interactions: ['WATCHED', 'LISTED'],"
                        + " target: 'WATCHED'})");
        assertThat(
                        cypher.rows(
                                "CALL rec.train('aimed', {modelName: 'aimed', architecture: 'itemGraph', contextWeights: {LISTED:"
                                        + " 0.7}}) YIELD modelInfo RETURN modelInfo.histories.interactions AS i,"
                                        + " [c IN modelInfo.histories.context | c.relation + ' ' + c.ends + ' ' + c.source] AS c"))
                .extracting(Record::asMap)
                .containsExactly(Map.of("i", List.of("WATCHED"), "c", List.of("LISTED user-item live")));
    }

    @Test
    void propertiesAreWhatUsersAndItemsHaveInCommon(Cypher cypher) {
        cypher.rows("MATCH (f:Film) SET f.year = 1980 + f.id, f.languages = ['en', 'l' + (f.id % 3)]");
        cypher.rows("MATCH (p:Person) WHERE p.id < 100 SET p.age = 20 + p.id % 3");
        cypher.rows("CREATE (:Person {id: 102, age: 20})");
        cypher.rows(
                "CALL rec.train('films', {modelName: 'properties', architecture: 'itemGraph', sourceNodeLabel: 'Person',"
                        + " targetNodeLabel: 'Film', relationshipTypes: ['WATCHED'], contextProperties: ['item.year', 'item.languages',"
                        + " 'user.age'], contextWeights: {OF: 0, FRIEND: 0, LISTED: 0, LIVES_IN: 0, SEQUEL: 0, `item.year`: 0.2,"
                        + " `item.languages`: 0.2, `user.age`: 0.5}})");
        assertThat(cypher.column(
                        "MATCH (p:Person {id: 1}) CALL rec.recommend.stream('properties', p, {k: 20, explain: true})"
                                + " YIELD reasons UNWIND reasons AS r WITH r WHERE r.relation IS NOT NULL RETURN DISTINCT r.relation AS"
                                + " relation ORDER BY relation"))
                .containsExactly("item.languages", "item.year", "user.age");
        // of age 20, and nothing else known
        List<Record> rows =
                cypher.rows("MATCH (p:Person {id: 102}) CALL rec.recommend.stream('properties', p, {k: 3}) YIELD"
                        + " item, basis RETURN item.id % 3 AS camp, basis");
        cypher.rows("MATCH (p:Person {id: 102}) DELETE p");
        assertThat(rows).hasSize(3).allSatisfy(row -> {
            assertThat(row.get("camp").asLong()).isEqualTo(0);
            assertThat(row.get("basis").asString()).isEqualTo("context");
        });
        cypher.rows("MATCH (p:Person), (f:Film) WHERE (p.id * 3 + f.id) % 17 = 0 AND NOT (p)-[:WATCHED]->(f)"
                + " CREATE (p)-[:LATER {part: 1}]->(f)");
        cypher.rows(
                "CALL gds.graph.project('parts', ['Person', 'Film'], {WATCHED: {properties: {part: {defaultValue: 0}}},"
                        + " LATER: {properties: 'part'}})");
        assertThat(
                        cypher.column(
                                "CALL rec.evaluate('properties', 'parts', {relationshipTypes: ['WATCHED', 'LATER'], split:"
                                        + " 'given', splitProperty: 'part'}) YIELD segment, ndcg WHERE segment = 'all' RETURN ndcg > 0"))
                .containsExactly(true);
        cypher.rows("MATCH ()-[r:LATER]->() DELETE r");
        cypher.rows("CREATE (:Film {id: 300, year: 1985, languages: ['l0']})");
        assertThat(cypher.column(
                        "MATCH (p:Person {id: 3}) CALL rec.recommend.stream('properties', p, {k: 60}) YIELD item"
                                + " WHERE item.id = 300 RETURN item.id"))
                .containsExactly(300L);
        cypher.rows("MATCH (f:Film {id: 300}) DELETE f");
        String best = "MATCH (p:Person {id: 3}) CALL rec.recommend.stream('properties', p, {k: 9}) YIELD item, score"
                + " RETURN item.id AS item, score";
        List<Record> before = cypher.rows(best);
        cypher.rows("CALL rec.model.store('properties')");
        cypher.rows("CALL rec.model.drop('properties')");
        cypher.rows("CALL rec.model.load('properties')");
        assertThat(cypher.rows(best)).isEqualTo(before);
        assertThat(cypher.failure(
                                "CALL rec.train('films', {modelName: 'x', sourceNodeLabel: 'Person', targetNodeLabel: 'Film',"
                                        + " relationshipTypes: ['WATCHED'], contextProperties: ['item.yaer']})")
                        .getMessage())
                .contains("none of the items of the graph `films` has the property `yaer`");
        assertThat(cypher.failure("CALL rec.train('films', {modelName: 'x', contextProperties: ['year']})")
                        .getMessage())
                .contains("must be a list of properties such as `['item.year', 'user.age']` but has `year`");
    }

    @Test
    void weightsMustBeOfRelationsThatThereAre(Cypher cypher) {
        assertThat(cypher.failure(
                                "CALL rec.train('films', {modelName: 'x', sourceNodeLabel: 'Person', targetNodeLabel: 'Film',"
                                        + " relationshipTypes: ['WATCHED'], contextWeights: {FRIENDS: 1}})")
                        .getMessage())
                .contains(
                        "`contextWeights` must name relationship types of the graph that are not interactions, or `contextProperties`, but has"
                                + " `FRIENDS`. Did you mean `FRIEND`?");
        assertThat(cypher.failure("CALL rec.train('films', {modelName: 'x', contextWeights: {FRIEND: -1, OF: 'a'}})")
                        .getMessage())
                .contains("`contextWeights.FRIEND` must be a number from 0")
                .contains("`contextWeights.OF` must be a number");
    }

    @Test
    void comparesAndEvaluatesWithTheWholeGraph(Cypher cypher) {
        assertThat(
                        cypher.column(
                                "CALL rec.compare('films', {architectures: ['itemGraph'], sourceNodeLabel: 'Person',"
                                        + " targetNodeLabel: 'Film', relationshipTypes: ['WATCHED'], contextWeights: {OF: 0.5,"
                                        + " FRIEND: 0.5, LISTED: 0, LIVES_IN: 0, SEQUEL: 0}}) YIELD segment, parameters WHERE segment = 'all'"
                                        + " UNWIND parameters.ranking.parts AS part RETURN DISTINCT coalesce(part.parameters.relation, 'main') AS r ORDER BY r"))
                .containsExactly("FRIEND", "OF", "main");
    }

    @Test
    void forgetsAUserAsAFriendToo(Cypher cypher) {
        cypher.rows(
                "CALL rec.train('films', {modelName: 'forgetful', architecture: 'context', sourceNodeLabel: 'Person',"
                        + " targetNodeLabel: 'Film', relationshipTypes: ['WATCHED'], contextWeights: {FRIEND: 1, OF: 0, LISTED: 0,"
                        + " LIVES_IN: 0, SEQUEL: 0}})");
        String reasons = "MATCH (p:Person {id: 101}) CALL rec.recommend.stream('forgetful', p, {k: 40, explain: true})"
                + " YIELD reasons UNWIND reasons AS r RETURN DISTINCT r.source.id AS id ORDER BY id";
        assertThat(cypher.column(reasons)).contains(30L, 33L);
        cypher.rows("MATCH (p:Person {id: 30}) CALL rec.forgetUser(p) YIELD modelName RETURN modelName");
        assertThat(cypher.column(reasons)).contains(33L).doesNotContain(30L);
    }
}

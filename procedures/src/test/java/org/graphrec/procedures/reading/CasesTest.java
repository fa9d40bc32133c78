// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.gds.core.loading.GraphStoreCatalog;

/**
 * Small graphs, each projected in a way that once gave a wrong answer without a word. Forty users in two camps: the even ones rated
 * space films, a0 to a9, the odd ones food films, b0 to b9, each about two thirds of those of their camp.
 */
@ExtendWith(RunningDatabase.class)
class CasesTest {
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start(EmbeddedDatabase running) {
        database = running;
    }

    @BeforeEach
    void films() {
        GraphStoreCatalog.removeAllLoadedGraphs();
        run("MATCH (n) DETACH DELETE n");
        run("""
            UNWIND range(0, 9) AS i
            CREATE (:Film {name: 'a' + i, camp: 0, plot: 'Astronauts aboard a starship reach planet number ' + i}),
                   (:Film {name: 'b' + i, camp: 1, plot: 'A chef cooks dinner number ' + i + ' in a small restaurant'})""");
        run("UNWIND range(0, 39) AS u CREATE (:User {name: 'u' + u, number: u, camp: u % 2})");
        run("""
            MATCH (u:User), (f:Film)
            WHERE u.camp = f.camp AND (u.number / 2 + toInteger(substring(f.name, 1))) % 3 <> 0
            CREATE (u)-[:RATED {rating: 4.0, at: u.number * 100 + toInteger(substring(f.name, 1))}]->(f)""");
    }

    private static List<Map<String, Object>> run(String statement) {
        return database.rows(EmbeddedDatabase.ROOT, statement);
    }

    private static Object value(String statement) {
        return run(statement).get(0).values().iterator().next();
    }

    private static List<Object> names(String recommended) {
        return run(recommended + "RETURN item.name AS name").stream()
                .map(row -> row.get("name"))
                .toList();
    }

    private static void train(String graph, String model, String more) {
        run("CALL rec.model.drop('" + model + "', false) YIELD modelName RETURN modelName");
        run("CALL rec.train('" + graph + "', {modelName: '" + model + "', " + more + "}) YIELD trainMillis RETURN 1");
    }

    /** Rows are warm, of the user's own camp, and nothing that they had. */
    private static void assertPersonal(String model, String had) {
        List<Map<String, Object>> rows = run("MATCH (u:User {name: 'u3'}) CALL rec.recommend.stream('" + model
                + "', u, {k: 3}) YIELD item, regime, basis RETURN item.name AS item, item.camp AS camp, regime, basis, "
                + had + " AS hadIt");
        assertThat(rows)
                .hasSize(3)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("camp", 1L)
                        .containsEntry("regime", "warm")
                        .containsEntry("basis", "history")
                        .containsEntry("hadIt", false));
    }

    @Test
    void aCypherProjectionOverOrdersIsReadThroughTheOrders() {
        run("MATCH (u:User)-[r:RATED]->(f:Film) CREATE (u)-[:PURCHASED]->(:Order)-[:ORDERS]->(f)");
        run("""
            MATCH (c:User)-[:PURCHASED]->(:Order)-[:ORDERS]->(p:Film)
            WITH gds.graph.project('paths', c, p,
              {sourceNodeLabels: labels(c), targetNodeLabels: labels(p), relationshipType: 'BOUGHT'}) AS g
            RETURN g.nodeCount AS nodes""");
        train("paths", "paths", "architecture: 'itemGraph'");
        run("MATCH ()-[r:RATED]->() DELETE r");
        assertPersonal("paths", "EXISTS { (u)-[:PURCHASED]->()-[:ORDERS]->(item) }");
        assertThat(value("""
                MATCH (u:User {name: 'u3'}) CALL rec.recommend.stream('paths', u, {k: 1}) YIELD item
                CALL rec.explain.stream('paths', u, item) YIELD path
                RETURN [n IN nodes(path) | labels(n)[0]] AS labels LIMIT 1""")).isEqualTo(List.of("User", "Order", "Film", "Order", "User", "Order", "Film"));
    }

    @Test
    void anAliasOfATypeIsReadByItsOwnName() {
        run("CALL gds.graph.project('alias', ['User', 'Film'], {LIKES: {type: 'RATED'}}) YIELD nodeCount RETURN 1");
        train("alias", "alias", "architecture: 'itemGraph'");
        assertPersonal("alias", "EXISTS { (u)-[:RATED]->(item) }");
    }

    @Test
    void anAliasOfALabelIsReadByItsOwnName() {
        run(
                "CALL gds.graph.project('aliasl', {Person: {label: 'User'}, Thing: {label: 'Film'}}, 'RATED') YIELD nodeCount"
                        + " RETURN 1");
        train("aliasl", "aliasl", "architecture: 'itemGraph'");
        assertPersonal("aliasl", "EXISTS { (u)-[:RATED]->(item) }");
        assertThat(value("CALL rec.recommend.stream('aliasl', '*', {k: 1}) YIELD user RETURN count(*)"))
                .isEqualTo(40L);
    }

    @Test
    void aWeightOfAnotherNameIsReadByItsOwn() {
        run(
                "MATCH (u:User)-[r:RATED]->(f:Film) SET r.rating = toFloat(1 + (u.number + toInteger(substring(f.name, 1)) * 3) % 5)");
        run(
                "CALL gds.graph.project('plain', ['User', 'Film'], {RATED: {properties: ['rating']}}) YIELD nodeCount RETURN 1");
        run("CALL gds.graph.project('named', ['User', 'Film'], {RATED: {properties: {stars: {property: 'rating',"
                + " defaultValue: 3.0}}}}) YIELD nodeCount RETURN 1");
        train("plain", "plain", "objective: 'rating', relationshipWeightProperty: 'rating'");
        train("named", "named", "objective: 'rating', relationshipWeightProperty: 'stars'");
        assertThat((Double) value("MATCH (u:User)-[:RATED]->(f:Film) RETURN max(abs(rec.predict('plain', u, f) -"
                        + " rec.predict('named', u, f)))"))
                .isZero();
        assertThat((Double) value("MATCH (u:User)-[:RATED]->(f:Film) RETURN stdev(rec.predict('named', u, f))"))
                .isPositive();
    }

    @Test
    void ratingsOnAnyScaleAreReadOnTheScaleThatWasTrained() {
        run(
                "MATCH (u:User)-[r:RATED]->(f:Film) SET r.rating = toFloat(-10 + (u.number + toInteger(substring(f.name, 1)) * 3) % 5 * 5)");
        run(
                "CALL gds.graph.project('raw', ['User', 'Film'], {RATED: {properties: ['rating']}}) YIELD nodeCount RETURN 1");
        train("raw", "raw", "objective: 'rating', relationshipWeightProperty: 'rating'");
        run("""
            MATCH (u:User)-[r:RATED]->(f:Film) WITH gds.graph.project('shifted', u, f, {sourceNodeLabels: labels(u),
              targetNodeLabels: labels(f), relationshipType: 'RATED', relationshipProperties: {rating: r.rating + 11.0}}) AS g
            RETURN g.relationshipCount""");
        train("shifted", "shifted", "objective: 'rating', relationshipWeightProperty: 'rating'");
        run("MATCH (u:User)-[r:RATED]->(f:Film) SET r.ratingAbove = r.rating + 11.0");
        run(
                "CALL gds.graph.project('stored', ['User', 'Film'], {RATED: {properties: ['ratingAbove']}}) YIELD nodeCount RETURN 1");
        train("stored", "stored", "objective: 'rating', relationshipWeightProperty: 'ratingAbove'");
        Map<String, Object> rmse = run("""
            MATCH (u:User)-[r:RATED]->(f:Film)
            RETURN sqrt(avg((rec.predict('shifted', u, f) - 11 - r.rating)^2)) AS shifted,
                   sqrt(avg((rec.predict('stored', u, f) - 11 - r.rating)^2)) AS stored,
                   sqrt(avg((rec.predict('raw', u, f) - r.rating)^2)) AS raw""").get(0);
        assertThat((Double) rmse.get("shifted")).isCloseTo((Double) rmse.get("stored"), within(1e-9));
        assertThat((Double) rmse.get("raw")).isCloseTo((Double) rmse.get("stored"), within(1e-2));
        train("raw", "ranked", "architecture: 'itemGraph', relationshipWeightProperty: 'rating'");
        assertThat(run("MATCH (u:User {name: 'u3'})-[r:RATED]->(f) WHERE r.rating > 0 WITH u, collect(f) AS liked"
                        + " MATCH (u)-[r:RATED]->(f) WHERE r.rating <= 0 CALL rec.explain.stream('ranked', u, f)"
                        + " YIELD source, contribution WHERE NOT source IN liked RETURN contribution"))
                .allSatisfy(row -> assertThat((Double) row.get("contribution")).isLessThanOrEqualTo(0));
    }

    @Test
    void aFilterOfRatingsIsReadLive() {
        run("MATCH (u:User {name: 'u2'}), (f:Film) WHERE f.name IN ['b0', 'b1', 'b2', 'b3', 'b4']"
                + " CREATE (u)-[:RATED {rating: 1.0, at: 1}]->(f)");
        run(
                "MATCH (u:User {name: 'u2'})-[r:RATED]->(f:Film {camp: 0}) WHERE f.name <> 'a0' WITH r, f ORDER BY f.name SKIP 1 DELETE r");
        run(
                "CALL gds.graph.project('all', ['User', 'Film'], {RATED: {properties: ['rating']}}) YIELD nodeCount RETURN 1");
        run("CALL gds.graph.filter('likes', 'all', '*', 'r.rating >= 4.0') YIELD nodeCount RETURN 1");
        train("likes", "likes", "architecture: 'itemGraph'");
        List<Map<String, Object>> rows = run("MATCH (u:User {name: 'u2'}) CALL rec.recommend.stream('likes', u, {k: 5})"
                + " YIELD item, regime RETURN item.camp AS camp, regime");
        assertThat(rows)
                .hasSize(5)
                .allSatisfy(row -> assertThat(row).containsEntry("camp", 0L).containsEntry("regime", "warm"));
        assertThat(run("MATCH (u:User {name: 'u2'}), (f:Film {name: 'b5'}) CALL rec.explain.stream('likes', u, f)"
                        + " YIELD source MATCH (u)-[r:RATED]->(source) WHERE r.rating < 4 RETURN source"))
                .isEmpty();
    }

    @Test
    void whatAFilterLeftOutIsNotRecommended() {
        run("MATCH (f:Film) SET f.embedding = CASE f.camp WHEN 0 THEN [1.0, 0.1] ELSE [0.1, 1.0] END");
        run("MATCH (f:Film) SET f.discontinued = CASE WHEN f.name IN ['a8', 'a9', 'b8', 'b9'] THEN 1 ELSE 0 END");
        run(
                "CALL gds.graph.project('catalogue', {User: {}, Film: {properties: ['embedding', 'discontinued']}}, 'RATED')"
                        + " YIELD nodeCount RETURN 1");
        run(
                "CALL gds.graph.filter('onSale', 'catalogue', 'n:User OR n.discontinued = 0', '*') YIELD nodeCount RETURN 1");
        train("onSale", "onSale", "architecture: 'itemGraph', featureProperties: ['embedding']");
        run("CREATE (:Film {name: 'new', discontinued: 0, embedding: [1.0, 0.1]}),"
                + " (:Film {name: 'old', discontinued: 1, embedding: [1.0, 0.1]})");
        List<Map<String, Object>> rows =
                run("CALL rec.recommend.stream('onSale', '*', {k: 30}) YIELD item RETURN DISTINCT"
                        + " item.name AS name, item.discontinued AS discontinued");
        assertThat(rows).allSatisfy(row -> assertThat(row).containsEntry("discontinued", 0L));
        assertThat(rows).extracting(row -> row.get("name")).contains("new").doesNotContain("old");
        assertThat(value("CALL rec.model.staleness('onSale') YIELD newItems RETURN newItems"))
                .isEqualTo(1L);
    }

    @Test
    void aReversedProjectionIsReadAgainstTheArrow() {
        run("UNWIND range(0, 29) AS i CREATE (:P {name: 'p' + i, n: i})");
        run("MATCH (a:P), (b:P) WHERE a.n >= 10 AND b.n < 10 AND a.n % 2 = b.n % 2 AND (a.n + b.n / 2) % 4 <> 0"
                + " CREATE (a)-[:FOLLOWS]->(b)");
        run("CALL gds.graph.project('rev', 'P', {FOLLOWS: {orientation: 'REVERSE'}}) YIELD nodeCount RETURN 1");
        train("rev", "rev", "architecture: 'itemGraph', sourceNodeLabel: 'P', targetNodeLabel: 'P'");
        List<Map<String, Object>> rows =
                run("MATCH (p:P {name: 'p0'}) CALL rec.recommend.stream('rev', p, {k: 5}) YIELD item,"
                        + " regime RETURN regime, EXISTS { (item)-[:FOLLOWS]->(p) } AS already");
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row).containsEntry("already", false));
        assertThat(rows.get(0)).containsEntry("regime", "warm");
    }

    @Test
    void aThumbDownIsSeenAndNoLike() {
        run(
                "CALL gds.graph.project('g', ['User', 'Film'], {RATED: {properties: ['rating']}}) YIELD nodeCount RETURN 1");
        train("g", "g", "architecture: 'itemGraph', relationshipWeightProperty: 'rating'");
        String best = "MATCH (u:User {name: 'u2'}) CALL rec.recommend.stream('g', u, {k: 2}) YIELD item ";
        List<Object> before = names(best);
        for (String down : List.of("0.0", "-1")) {
            run(best + "WITH u, collect(item) AS items UNWIND items AS item CREATE (u)-[:RATED {rating: " + down
                    + ", down: true}]->(item)");
            assertThat(names(best)).doesNotContainAnyElementsOf(before);
            run("MATCH (:User {name: 'u2'})-[r:RATED {down: true}]->() DELETE r");
        }
        for (String bad : List.of("0.0 / 0.0", "'5'")) {
            run("MATCH (u:User {name: 'u2'}), (f:Film {name: 'b7'}) CREATE (u)-[:RATED {rating: " + bad
                    + ", down: true}]->(f)");
            assertThatThrownBy(() -> run(best + "RETURN collect(item.name)"))
                    .hasRootCauseInstanceOf(IllegalArgumentException.class)
                    .rootCause()
                    .hasMessageContainingAll(
                            "The weight of an interaction must be a finite number", "`rating`", "relationship");
            assertThat(run(
                            "CALL rec.recommend.stream('g', '*', {k: 20}) YIELD user, item, badInteractions WHERE user.name = 'u2'"
                                    + " RETURN item.name AS item, badInteractions"))
                    .allSatisfy(row ->
                            assertThat(row).containsEntry("badInteractions", 1L).doesNotContainEntry("item", "b7"));
            run("MATCH (:User {name: 'u2'})-[r:RATED {down: true}]->() DELETE r");
        }
    }

    @Test
    void ofAPairRatedTwiceTheSameCountsInTrainingAndServing() {
        run(
                "MATCH (u:User)-[r:RATED]->(f:Film) SET r.rating = toFloat(1 + (u.number * 7 + toInteger(substring(f.name, 1)) * 3) % 5)");
        run(
                "UNWIND [['low', 100, [1.0]], ['high', 101, [5.0]], ['lowThenHigh', 102, [1.0, 5.0]], ['highThenLow', 103, [5.0, 1.0]]]"
                        + " AS one CREATE (u:User {name: one[0], number: one[1]}) WITH u, one MATCH (f:Film) UNWIND range(0, size(one[2]) - 1)"
                        + " AS i CREATE (u)-[:RATED {rating: one[2][i], at: i + 1}]->(f)");
        run(
                "CALL gds.graph.project('g3', ['User', 'Film'], {RATED: {properties: ['rating', 'at']}}) YIELD nodeCount RETURN 1");
        String predicted =
                "MATCH (u:User), (f:Film {name: 'a0'}) WHERE u.number >= 100 WITH u, f ORDER BY u.number RETURN"
                        + " collect(rec.predict('%s', u, f))";
        train(
                "g3",
                "timed",
                "objective: 'rating', relationshipWeightProperty: 'rating', relationshipTimeProperty: 'at'");
        List<?> timed = (List<?>) value(predicted.formatted("timed"));
        assertThat(timed.get(2)).isEqualTo(timed.get(1));
        assertThat(timed.get(3)).isEqualTo(timed.get(0));
        train("g3", "untimed", "objective: 'rating', relationshipWeightProperty: 'rating'");
        List<?> untimed = (List<?>) value(predicted.formatted("untimed"));
        // without times the greatest weight counts
        assertThat(untimed.get(2)).isEqualTo(untimed.get(1));
        assertThat(untimed.get(3)).isEqualTo(untimed.get(1));
    }

    private static void ring(String properties) {
        run("MATCH (n) DETACH DELETE n");
        run("UNWIND range(0, 11) AS i CREATE (:Film {name: 's' + i, n: i})");
        run("UNWIND range(0, 199) AS u CREATE (:User {name: 'u' + u, number: u})");
        run(
                "MATCH (u:User) UNWIND range(0, 4) AS step MATCH (f:Film {n: (u.number * 7 + step) % 12}) CREATE (u)-[:SAW {"
                        + properties + "}]->(f)");
    }

    /** For how many users the next film of the ring comes first. */
    private static long nextSteps(String model) {
        return (Long) value("MATCH (u:User) WITH u, (u.number * 7 + 5) % 12 AS next CALL rec.recommend.stream('" + model
                + "', u, {k: 1}) YIELD item RETURN sum(CASE WHEN item.n = next THEN 1 ELSE 0 END)");
    }

    @Test
    void timesThatAreFractionsKeepTheirOrder() {
        ring("whole: step, fraction: step / 10.0");
        run(
                "CALL gds.graph.project('ring', ['User', 'Film'], {SAW: {properties: ['whole', 'fraction']}}) YIELD nodeCount RETURN 1");
        train("ring", "whole", "architecture: 'itemKnn', relationshipTimeProperty: 'whole'");
        train("ring", "fraction", "architecture: 'itemKnn', relationshipTimeProperty: 'fraction'");
        assertThat(nextSteps("whole")).isEqualTo(200);
        assertThat(nextSteps("fraction")).isEqualTo(200);
        List<Object> ndcg = new ArrayList<>();
        for (String time : List.of("whole", "fraction")) {
            ndcg.add(run("CALL rec.compare('ring', {split: 'leaveLastOut', relationshipTimeProperty: '" + time
                    + "', architectures: ['itemKnn', 'popularity'], metrics: ['ndcg']}) YIELD architecture, segment, ndcg"
                    + " WITH * WHERE segment = 'all' RETURN architecture, ndcg ORDER BY architecture"));
        }
        assertThat(ndcg.get(1)).isEqualTo(ndcg.get(0));
    }

    @Test
    void datesKeepTheirOrderProjectedByCypherOrDeclared() {
        ring("at: datetime({year: 2024, month: 1, day: 1 + step}), millis: step");
        run("MATCH (u:User)-[r:SAW]->(f:Film) RETURN gds.graph.project('byCypher', u, f, {sourceNodeLabels: labels(u),"
                + " targetNodeLabels: labels(f), relationshipType: type(r), relationshipProperties: {at: r.at.epochMillis}})"
                + ".relationshipCount AS relationships");
        train("byCypher", "byCypher", "architecture: 'itemKnn', relationshipTimeProperty: 'at'");
        assertThat(nextSteps("byCypher")).isEqualTo(200);
        run("CALL rec.graph.project('declared', {users: 'User', items: 'Film', interactions: [{pattern:"
                + " '(user)-[s:SAW]->(item)', time: 's.at'}]}) YIELD nodeCount RETURN nodeCount");
        train("declared", "declared", "architecture: 'itemKnn'");
        assertThat(nextSteps("declared")).isEqualTo(200);
    }

    @Test
    void defaultWeightsOfTwoTypesWeighInServingToo() {
        run("MATCH (u:User)-[r:RATED]->(f) CREATE (u)-[:BOUGHT {w: 1.0}]->(f)");
        run("MATCH (u:User), (f:Film) WHERE u.camp <> f.camp AND (u.number + toInteger(substring(f.name, 1))) % 2 = 0"
                + " CREATE (u)-[:VIEWED]->(f)");
        run(
                "CALL gds.graph.project('two', ['User', 'Film'], {BOUGHT: {properties: {w: {property: 'w', defaultValue: 1.0}}},"
                        + " VIEWED: {properties: {w: {property: 'w', defaultValue: 0.05}}}}) YIELD nodeCount RETURN 1");
        train("two", "two", "architecture: 'mf', relationshipWeightProperty: 'w', likeThreshold: 0");
        String top =
                "MATCH (u:User {name: 'u2'}) CALL rec.recommend.stream('two', u, {k: 20, excludeSeen: false}) YIELD item, score"
                        + " RETURN collect([item.name, score])";
        Object byDefault = value(top);
        run("MATCH ()-[r:VIEWED]->() SET r.w = 0.05");
        assertThat(value(top)).isEqualTo(byDefault);
    }

    @Test
    void playsThatGdsCountsCountInServingToo() {
        run("MATCH (n) DETACH DELETE n");
        run("UNWIND range(0, 59) AS i CREATE (:Track {name: 't' + i, camp: i % 2, n: i})");
        run("UNWIND range(0, 299) AS u CREATE (:User {name: 'u' + u, number: u, camp: u % 2})");
        run(
                "MATCH (u:User) UNWIND range(0, 3) AS j WITH DISTINCT u, (u.number * 13 + j * j * 7 + j * 11) % 30 * 2 + u.camp AS n"
                        + " MATCH (f:Track {n: n}) UNWIND range(1, 50) AS play CREATE (u)-[:PLAYED]->(f)");
        run(
                "MATCH (u:User) UNWIND range(0, 7) AS j WITH DISTINCT u, (u.number * 29 + j * 17 + j * j * 5 + (u.number / 7) * j) % 60"
                        + " AS n MATCH (f:Track {n: n}) CREATE (u)-[:PLAYED]->(f)");
        run(
                "CALL gds.graph.project('plays', ['User', 'Track'], {PLAYED: {properties: {plays: {property: '*', aggregation:"
                        + " 'COUNT'}}}}) YIELD nodeCount RETURN 1");
        train("plays", "virtual", "architecture: 'mf', relationshipWeightProperty: 'plays', likeThreshold: 0");
        run("MATCH (u:User)-[r:PLAYED]->(t) WITH u, t, count(r) AS c CREATE (u)-[:PLAYS {plays: c}]->(t)");
        run(
                "CALL gds.graph.project('stored', ['User', 'Track'], {PLAYS: {properties: ['plays']}}) YIELD nodeCount RETURN 1");
        train("stored", "stored", "architecture: 'mf', relationshipWeightProperty: 'plays', likeThreshold: 0");
        List<Object> lists = new ArrayList<>();
        for (String model : List.of("virtual", "stored")) {
            lists.add(run("CALL rec.recommend.stream('" + model
                    + "', '*', {k: 5}) YIELD user, item, score RETURN user.name AS user,"
                    + " item.name AS item, score"));
        }
        assertThat(lists.get(0)).isEqualTo(lists.get(1));
    }

    @Test
    void seenCanBeLimitedToSomeInteractions() {
        run("MATCH (u:User)-[r:RATED]->(f) CREATE (u)-[:VIEWED]->(f)");
        run(
                "MATCH (u:User)-[r:RATED]->(f) WHERE u.number % 4 < 2 AND toInteger(substring(f.name, 1)) < 5 CREATE (u)-[:BOUGHT]->(f)");
        run("CALL gds.graph.project('vb', ['User', 'Film'], ['VIEWED', 'BOUGHT']) YIELD nodeCount RETURN 1");
        train("vb", "vb", "architecture: 'itemGraph'");
        String best = "MATCH (u:User {name: 'u4'}) CALL rec.recommend.stream('vb', u, {k: 4%s}) YIELD item RETURN"
                + " collect(item.name)";
        Object onlyBought = value(
                "MATCH (u:User {name: 'u4'})-[:BOUGHT]->(b) WITH u, collect(b) AS bs CALL"
                        + " rec.recommend.stream('vb', u, {k: 4, excludeSeen: false, exclude: bs}) YIELD item RETURN collect(item.name)");
        assertThat(value(best.formatted(", excludeSeen: ['BOUGHT']"))).isEqualTo(onlyBought);
        assertThat(value(best.formatted(""))).isNotEqualTo(onlyBought);
        assertThatThrownBy(() -> value(best.formatted(", excludeSeen: ['BOUGTH']")))
                .rootCause()
                .hasMessageContaining("Did you mean `BOUGHT`?");
    }

    @Test
    void ordersOfAShopAreReadThroughTheOrders() {
        run("MATCH (n) DETACH DELETE n");
        run("UNWIND range(0, 59) AS p CREATE (:Product {id: p, camp: p % 2})");
        run("UNWIND range(0, 79) AS c CREATE (:Customer {id: c, camp: c % 2})");
        run(
                "MATCH (c:Customer) UNWIND range(0, 2) AS o CREATE (c)-[:PLACED {at: datetime({year: 2026, month: 1 + o, day: 1 +"
                        + " c.id % 20})}]->(:Order {id: c.id * 3 + o})");
        run(
                "MATCH (c:Customer)-[:PLACED]->(o:Order) UNWIND range(0, 2) AS k MATCH (p:Product {id: ((c.id * 7 + o.id * 11 + k * 13)"
                        + " % 30) * 2 + c.camp}) CREATE (o)-[:CONTAINS {quantity: 1 + k}]->(p)");
        run("""
            CALL rec.graph.project('shop', {users: 'Customer', items: 'Product', interactions: [{name: 'bought',
              pattern: '(user)-[p:PLACED]->(:Order)-[c:CONTAINS]->(item)', time: 'p.at', weight: 'c.quantity'}]})
            YIELD relationshipCount RETURN relationshipCount""");
        train("shop", "shop", "architecture: 'itemGraph'");
        // nobody who bought the same bought anything else, so what is personal is what they had
        List<Map<String, Object>> had = run(
                "MATCH (c:Customer {id: 3}) CALL rec.recommend.stream('shop', c, {k: 9, excludeSeen:"
                        + " false}) YIELD item, regime RETURN regime, EXISTS { (c)-[:PLACED]->()-[:CONTAINS]->(item) } AS had");
        assertThat(had)
                .hasSize(9)
                .allSatisfy(
                        row -> assertThat(row).containsEntry("regime", "warm").containsEntry("had", true));
        List<Map<String, Object>> rows =
                run("MATCH (c:Customer {id: 3}) CALL rec.recommend.stream('shop', c, {k: 5}) YIELD item,"
                        + " regime RETURN regime, EXISTS { (c)-[:PLACED]->()-[:CONTAINS]->(item) } AS had");
        assertThat(rows).hasSize(5).allSatisfy(row -> assertThat(row).containsEntry("had", false));
    }
}

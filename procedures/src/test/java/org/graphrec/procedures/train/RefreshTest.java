// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graphrec.fixtures.Cypher;
import org.graphrec.fixtures.InBackground;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** A model that is refreshed has learned what came since; it is replaced whole, where the new one is not worse, and nothing else is left. */
@ExtendWith(RunningDatabase.class)
class RefreshTest {
    private static final String DECLARATION = "{users: 'User', items: 'Film',"
            + " interactions: [{name: 'SAW', pattern: '(user)-[s:SAW]->(item)', time: 's.at'}]}";

    private static final String PROJECT =
            "CALL rec.graph.project('films', " + DECLARATION + ") YIELD graphName RETURN graphName";

    private final Cypher cypher;

    RefreshTest(Cypher cypher) {
        this.cypher = cypher;
    }

    /** Two camps of users, each of which saw half of the films of its own, one a day. */
    @BeforeEach
    void films() {
        cypher.wipe();
        cypher.rows("UNWIND range(0, 23) AS f CREATE (:Film {id: f, camp: f % 2})");
        cypher.rows("UNWIND range(0, 39) AS u CREATE (:User {id: u, camp: u % 2})");
        cypher.rows("MATCH (u:User), (f:Film) WHERE u.camp = f.camp AND (u.id / 2 + f.id / 2) % 2 = 0 AND f.id < 20"
                + " CREATE (u)-[:SAW {at: 1000 + f.id * 10 + u.id % 7}]->(f)");
    }

    private void train(String graph, String model, String more) {
        cypher.rows("CALL rec.train('" + graph + "', {modelName: '" + model + "', architecture: 'itemKnn'" + more
                + "}) YIELD trainMillis RETURN trainMillis");
    }

    /** Films that came out after the training, which both camps see; each user sees two of them. */
    private void later() {
        cypher.rows("MATCH (u:User), (f:Film) WHERE f.id >= 20 AND u.camp = f.camp AND (u.id < 38 OR f.id < 22)"
                + " CREATE (u)-[:SAW {at: 5000 + 10 * u.id + f.id - 20}]->(f)");
    }

    private List<Object> graphs() {
        return cypher.column("CALL gds.graph.list() YIELD graphName RETURN graphName ORDER BY graphName");
    }

    private List<Object> recommended(String model) {
        return cypher.column("MATCH (u:User {id: 38}) CALL rec.recommend.stream('" + model
                + "', u, {k: 50}) YIELD item RETURN item.id");
    }

    @Test
    void learnsWhatCameSinceFromTheDeclarationOfAGraphThatIsProjectedNoLonger() {
        cypher.rows(PROJECT);
        train("films", "m", "");
        cypher.rows("CALL gds.graph.drop('films') YIELD graphName RETURN graphName");
        later();
        Record before = cypher.row("CALL rec.model.list('m')");
        Record row = cypher.row("CALL rec.model.refresh('m')");
        assertThat(row.get("replaced").asBoolean()).isTrue();
        assertThat(row.get("reason").asString()).isEqualTo("the new model is not worse");
        assertThat(row.get("usersCompared").asInt()).isGreaterThan(10);
        assertThat(row.get("newNdcg").asDouble())
                .isGreaterThan(row.get("oldNdcg").asDouble());
        assertThat(row.get("difference").asDouble())
                .isEqualTo(row.get("newNdcg").asDouble() - row.get("oldNdcg").asDouble());
        Record after = cypher.row("CALL rec.model.list('m')");
        assertThat(after.get("modelInfo").get("interactions").asInt())
                .isEqualTo(cypher.value("MATCH (:User)-[s:SAW]->(:Film) RETURN count(s)")
                        .asInt())
                .isGreaterThan(before.get("modelInfo").get("interactions").asInt());
        assertThat(after.get("modelInfo").get("latestInteraction").asDouble()).isEqualTo(5391);
        assertThat(after.get("trainConfig").asMap())
                .isEqualTo(before.get("trainConfig").asMap());
        assertThat(graphs()).isEmpty();
    }

    @Test
    void isTheModelThatTrainingAnewWouldMake() {
        cypher.rows(PROJECT);
        train("films", "m", ", topK: 5");
        later();
        assertThat(cypher.row("CALL rec.model.refresh('m')").get("replaced").asBoolean())
                .isTrue();
        cypher.rows("CALL gds.graph.drop('films') YIELD graphName RETURN graphName");
        cypher.rows(PROJECT);
        train("films", "anew", ", topK: 5");
        String rows = "MATCH (u:User) CALL rec.recommend.stream($model, u, {k: 50}) YIELD item, score"
                + " RETURN u.id, item.id, score ORDER BY u.id, item.id";
        assertThat(cypher.rows(rows, "model", "m")).isEqualTo(cypher.rows(rows, "model", "anew"));
    }

    @Test
    void staysWhereTheNewOneIsWorse() {
        cypher.rows(PROJECT);
        train("films", "m", "");
        // most of what the model learned is gone from the graph, and what happens next is as it was
        cypher.rows("MATCH (u:User)-[s:SAW]->(f:Film) WHERE u.id > 11 OR f.id > 5 DELETE s");
        cypher.rows("MATCH (u:User), (f:Film) WHERE u.id < 12 AND f.id = 6 + (u.id * 5) % 12"
                + " MATCH (g:Film {id: f.id + CASE WHEN u.camp = f.camp AND (u.id / 2 + f.id / 2) % 2 = 0 THEN 0"
                + " WHEN u.camp = f.camp THEN 2 ELSE 1 END}) CREATE (u)-[:SAW {at: 9000 + u.id}]->(g)");
        List<Object> before = recommended("m");
        Record row = cypher.row("CALL rec.model.refresh('m')");
        assertThat(row.get("difference").asDouble()).isNegative();
        assertThat(row.get("replaced").asBoolean()).isFalse();
        assertThat(row.get("reason").asString()).isEqualTo("the new model is worse");
        assertThat(recommended("m")).isEqualTo(before);
        assertThat(graphs()).containsExactly("films");
        assertThat(cypher.row("CALL rec.model.refresh('m', {tolerance: 1})")
                        .get("replaced")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void staysWhereTooFewUsersTell() {
        cypher.rows(PROJECT);
        train("films", "m", "");
        Record row = cypher.row("CALL rec.model.refresh('m', {minUsers: 1})");
        assertThat(row.get("replaced").asBoolean()).isFalse();
        assertThat(row.get("usersCompared").asInt()).isZero();
        assertThat(row.get("oldNdcg").isNull()).isTrue();
        assertThat(cypher.row("CALL rec.model.refresh('m')").get("reason").asString())
                .isEqualTo("there was nothing to compare by");
    }

    @Test
    void projectsANativeGraphAgainWithItsFilters() {
        cypher.rows(
                "CALL gds.graph.project('films', ['User', 'Film'], {SAW: {properties: ['at']}}) YIELD graphName RETURN 1");
        cypher.rows("CALL gds.graph.filter('late', 'films', '*', 'r.at > $from', {parameters: {from: 1050.0}})"
                + " YIELD graphName RETURN graphName");
        train("late", "m", ", relationshipTimeProperty: 'at'");
        later();
        Record row = cypher.row("CALL rec.model.refresh('m')");
        assertThat(row.get("replaced").asBoolean()).isTrue();
        assertThat(row.get("modelInfo").get("interactions").asInt())
                .isEqualTo(cypher.value("MATCH (:User)-[s:SAW]->(:Film) WHERE s.at > 1050 RETURN count(s)")
                        .asInt());
        assertThat(row.get("modelInfo").get("graphName").asString()).isEqualTo("late");
        assertThat(graphs()).containsExactly("films", "late");
    }

    @Test
    void runsTheQueryOfACypherProjectionAgain() {
        cypher.rows("MATCH (u:User)-[s:SAW]->(f:Film) RETURN gds.graph.project('films', u, f,"
                + " {sourceNodeLabels: labels(u), targetNodeLabels: labels(f), relationshipType: 'SAW',"
                + " relationshipProperties: s {.at}}) AS graph");
        train("films", "m", ", relationshipTimeProperty: 'at'");
        later();
        assertThat(cypher.row("CALL rec.model.refresh('m')").get("replaced").asBoolean())
                .isTrue();
        assertThat(graphs()).containsExactly("films");
    }

    @Test
    void comparesByNewUsersWhereThereAreNoTimes() {
        cypher.rows("CALL gds.graph.project('films', ['User', 'Film'], 'SAW') YIELD graphName RETURN graphName");
        train("films", "m", "");
        cypher.rows("UNWIND range(40, 59) AS u CREATE (n:User {id: u, camp: u % 2}) WITH n MATCH (f:Film)"
                + " WHERE f.camp = n.camp AND (n.id / 2 + f.id / 2) % 2 = 0 CREATE (n)-[:SAW {at: 1}]->(f)");
        Record row = cypher.row("CALL rec.model.refresh('m', {tolerance: 0.2})");
        assertThat(row.get("usersCompared").asInt()).isEqualTo(20);
        assertThat(row.get("replaced").asBoolean()).isTrue();
    }

    @Test
    void refusesWhatCannotBeMadeAgain() {
        cypher.rows("CALL gds.graph.project('films', ['User', 'Film'], 'SAW') YIELD graphName RETURN graphName");
        train("films", "m", "");
        cypher.rows("CALL gds.graph.drop('films') YIELD graphName RETURN graphName");
        assertThat(cypher.failure("CALL rec.model.refresh('m')"))
                .hasMessageContaining(
                        "The graph `films`, on which the model `m` was trained, is no longer projected, and"
                                + " the model keeps no declaration of it. Project it again, or name another with `graphName`");
        cypher.rows(
                "MATCH (u:User)-[s:SAW]->(f:Film) WHERE s.at > $from RETURN gds.graph.project('asked', u, f,"
                        + " {sourceNodeLabels: labels(u), targetNodeLabels: labels(f), relationshipType: 'SAW'}) AS graph",
                "from",
                0);
        assertThat(cypher.failure("CALL rec.model.refresh('m', {graphName: 'asked'})"))
                .hasMessageContaining("The graph `asked` cannot be projected again: it is neither declared nor native,"
                        + " and its Cypher query cannot be run again.");
        assertThat(cypher.failure("CALL rec.model.refresh('mm')")).hasMessageContaining("Did you mean `m`?");
        assertThat(cypher.failure("CALL rec.model.refresh('m', {tolerence: 2})"))
                .hasMessageContaining("Unexpected configuration key: `tolerence`. Did you mean `tolerance`?");
        assertThat(graphs()).containsExactly("asked");
        assertThat(cypher.column("CALL rec.model.list() YIELD modelName RETURN modelName"))
                .containsExactly("m");
    }

    /** What a model of ratings is compared by are ratings: the newest are as the new users mean them. */
    @Test
    void refreshesAModelOfRatingsByItsError() {
        cypher.rows("MATCH (u:User)-[s:SAW]->(f:Film) SET s.stars = 1 + (f.id * 7 + u.camp) % 5");
        cypher.rows(
                "CALL rec.graph.project('rated', {users: 'User', items: 'Film', interactions: [{name: 'SAW',"
                        + " pattern: '(user)-[s:SAW]->(item)', time: 's.at', weight: 's.stars'}]}) YIELD graphName RETURN graphName");
        cypher.rows("CALL rec.train('rated', {modelName: 'stars', objective: 'rating', architecture: 'mf'})"
                + " YIELD trainMillis RETURN trainMillis");
        cypher.rows("CALL gds.graph.drop('rated') YIELD graphName RETURN graphName");
        later();
        // the films that came since are the best to all
        cypher.rows("MATCH (:User)-[s:SAW]->(f:Film) WHERE s.stars IS NULL SET s.stars = 5");
        Record row = cypher.row("CALL rec.model.refresh('stars')");
        assertThat(row.get("replaced").asBoolean()).isTrue();
        assertThat(row.get("oldNdcg").isNull() && row.get("newNdcg").isNull()).isTrue();
        assertThat(row.get("usersCompared").asInt()).isPositive();
        assertThat(row.get("newRmse").asDouble()).isLessThan(row.get("oldRmse").asDouble());
        assertThat(row.get("difference").asDouble())
                .isEqualTo(row.get("newRmse").asDouble() - row.get("oldRmse").asDouble());
        assertThat(row.get("modelInfo").get("interactions").asInt())
                .isEqualTo(cypher.value("MATCH (:User)-[s:SAW]->(:Film) RETURN count(s)")
                        .asInt());
    }

    /** Ratings turn into their contrary, and what comes next is as it was. */
    @Test
    void keepsAModelOfRatingsWhoseErrorIsSmaller() {
        cypher.rows("MATCH (u:User)-[s:SAW]->(f:Film) SET s.stars = 1 + f.id % 5");
        cypher.rows("CALL gds.graph.project('rated', ['User', 'Film'], {SAW: {properties: ['at', 'stars']}})"
                + " YIELD graphName RETURN graphName");
        cypher.rows("CALL rec.train('rated', {modelName: 'stars', objective: 'rating', architecture: 'mf',"
                + " relationshipWeightProperty: 'stars', relationshipTimeProperty: 'at'})"
                + " YIELD trainMillis RETURN trainMillis");
        cypher.rows("MATCH (:User)-[s:SAW]->(:Film) SET s.stars = 6 - s.stars");
        cypher.rows("MATCH (u:User), (f:Film) WHERE u.camp = f.camp AND f.id < 20 AND NOT (u)-[:SAW]->(f)"
                + " AND f.id / 2 = u.id % 10 CREATE (u)-[:SAW {at: 9000 + u.id, stars: 1 + f.id % 5}]->(f)");
        Record row = cypher.row("CALL rec.model.refresh('stars')");
        assertThat(row.get("usersCompared").asInt()).isPositive();
        assertThat(row.get("difference").asDouble()).isPositive();
        assertThat(row.get("replaced").asBoolean()).isFalse();
        assertThat(row.get("reason").asString()).isEqualTo("the new model is worse");
    }

    @Test
    void choosesAnewWhatAutoChose() {
        cypher.rows(PROJECT);
        cypher.rows("CALL rec.train('films', {modelName: 'm'}) YIELD trainMillis RETURN trainMillis");
        later();
        Record row = cypher.row("CALL rec.model.refresh('m', {tolerance: 1})");
        assertThat(row.get("replaced").asBoolean()).isTrue();
        cypher.rows("CALL gds.graph.drop('films') YIELD graphName RETURN graphName");
        cypher.rows(PROJECT);
        cypher.rows("CALL rec.train('films', {modelName: 'anew'}) YIELD trainMillis RETURN trainMillis");
        assertThat(row.get("modelInfo").get("parameters").asMap())
                .isEqualTo(cypher.value("CALL rec.model.list('anew') YIELD modelInfo RETURN modelInfo.parameters")
                        .asMap());
    }

    private String refresh() {
        var failure = cypher.failure("CALL rec.model.refresh('m') YIELD replaced RETURN replaced");
        return failure == null ? "replaced" : failure.getMessage();
    }

    /** Clients that ask meanwhile see what the one model says or what the other does, and never anything else. */
    @Test
    void isReplacedWholeWhileOthersAskAndNeverTwiceAtOnce() {
        cypher.rows(PROJECT);
        train("films", "m", "");
        later();
        String ask = "MATCH (u:User {id: 38}) CALL rec.recommend.stream('m', u, {k: 50}) YIELD item, score"
                + " RETURN collect([item.id, score])";
        List<Object> old = cypher.column(ask);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Set<Object>> answers = InBackground.run(() -> {
            Set<Object> seen = new HashSet<>();
            while (!over.get()) {
                seen.addAll(cypher.column(ask));
            }
            return seen;
        });
        List<CompletableFuture<String>> refreshes =
                List.of(InBackground.run(this::refresh), InBackground.run(this::refresh));
        List<String> outcomes = refreshes.stream().map(CompletableFuture::join).toList();
        over.set(true);
        List<Object> now = cypher.column(ask);
        assertThat(now).isNotEqualTo(old);
        assertThat(answers.join()).isSubsetOf(old.get(0), now.get(0));
        // whether both ran at once, nobody can time
        assertThat(outcomes)
                .contains("replaced")
                .allMatch(outcome -> outcome.equals("replaced")
                        || outcome.contains("The model `m` is being refreshed already. Wait until that call ends"));
        assertThat(graphs()).containsExactly("films");
    }
}

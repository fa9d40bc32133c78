// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.embedded.Person;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.graphrec.procedures.live.StaticAccess;
import org.graphrec.procedures.model.ModelLocations;
import org.graphrec.procedures.model.SharedCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.graphdb.Transaction;
import org.neo4j.logging.NullLog;

/** What a timer of the operator does with {@code rec.model.refresh}: as a user of its own, after restarts, without any projection. */
@ExtendWith(RunningDatabase.class)
class ScheduledRefreshTest {
    private static final Person TIMER = Person.with("timer", StaticAccess.WRITE);
    private static final String REFRESH =
            "CALL rec.model.refresh('nightly') YIELD replaced, modelInfo RETURN replaced, modelInfo.users AS users";

    @TempDir
    private Path models;

    private final EmbeddedDatabase database;

    ScheduledRefreshTest(EmbeddedDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void shop() {
        restart();
        run("MATCH (n) DETACH DELETE n");
        run("UNWIND range(0, 9) AS i CREATE (:Film {id: i})");
        run(
                "UNWIND range(0, 29) AS u CREATE (n:User {id: u}) WITH n, u FOREACH (x IN CASE WHEN u >= 20 THEN [1] ELSE []"
                        + " END | SET n:Hidden) WITH n, u UNWIND range(0, 3) AS i MATCH (f:Film {id: (u + i * i) % 10})"
                        + " CREATE (n)-[:SAW {at: u + i}]->(f)");
    }

    @AfterEach
    void stop() {
        SharedCatalog.shutDown();
    }

    /** The catalog as after a restart: with what is on disk. */
    private void restart() {
        SharedCatalog.configure(new ModelLocations(models, null, ""), NullLog.getInstance());
    }

    private void run(String statement) {
        database.rows(EmbeddedDatabase.ROOT, statement);
    }

    private void train(Person person) {
        database.rows(
                person,
                "CALL rec.graph.project('g', {users: 'User', items: 'Film', interactions: ["
                        + "{name: 'SAW', pattern: '(user)-[s:SAW]->(item)', time: 's.at'}]}) YIELD nodeCount");
        database.rows(person, "CALL rec.train('g', {modelName: 'nightly', architecture: 'itemKnn'}) YIELD trainMillis");
        database.rows(person, "CALL gds.graph.drop('g') YIELD graphName");
    }

    @Test
    void refreshesAStoredModelAfterARestartAndTheNextRestartHasTheNewOne() {
        train(TIMER);
        database.rows(TIMER, "CALL rec.model.store('nightly') YIELD modelName");
        restart();
        run("UNWIND range(30, 34) AS u CREATE (n:User {id: u}) WITH n, u UNWIND range(0, 3) AS i"
                + " MATCH (f:Film {id: (u + i * i) % 10}) CREATE (n)-[:SAW {at: 100 + u + i}]->(f)");
        assertThat(database.rows(TIMER, REFRESH)).containsExactly(Map.of("replaced", true, "users", 35L));
        restart();
        assertThat(
                        database.rows(
                                TIMER,
                                "CALL rec.model.list('nightly') YIELD modelInfo, stored RETURN modelInfo.users AS users, stored"))
                .containsExactly(Map.of("users", 35L, "stored", true));
        assertThat(database.rows(TIMER, "CALL gds.graph.list() YIELD graphName"))
                .isEmpty();
    }

    /** The model is made of what its user sees at the time of the call, even where others see more. */
    @Test
    void learnsNothingThatItsUserMayNotSee() {
        train(TIMER);
        Person less = Person.whoDoesNotSeeLabel("timer", StaticAccess.WRITE, database.label("Hidden"));
        assertThat(database.rows(less, REFRESH)).containsExactly(Map.of("replaced", true, "users", 20L));
        assertThat(database.rows(TIMER, REFRESH.replace("'nightly'", "'nightly', {tolerance: 1}")))
                .containsExactly(Map.of("replaced", true, "users", 30L));
    }

    /** A type that a role denies has no interactions, and a property none of its values. */
    @Test
    void learnsNothingByATypeOrAPropertyThatItsUserMayNotSee() {
        run("MATCH (u:User) WHERE u.id >= 25 SET u.tester = true");
        run(
                "MATCH (u:User), (f:Film {id: 9}) WHERE u.id < 25 AND NOT (u)-[:SAW]->(f) CREATE (u)-[:LIKED {at: u.id}]->(f)");
        database.rows(
                TIMER,
                "CALL rec.graph.project('g', {users: {label: 'User', where: 'user.tester IS NULL'}, items: 'Film', interactions: ["
                        + "{name: 'SAW', pattern: '(user)-[s:SAW]->(item)', time: 's.at'}, "
                        + "{name: 'LIKED', pattern: '(user)-[l:LIKED]->(item)', time: 'l.at'}]}) YIELD nodeCount");
        database.rows(TIMER, "CALL rec.train('g', {modelName: 'nightly', architecture: 'itemKnn'}) YIELD trainMillis");
        database.rows(TIMER, "CALL gds.graph.drop('g') YIELD graphName");
        String counted = "CALL rec.model.refresh('nightly', {tolerance: 1}) YIELD replaced, modelInfo"
                + " RETURN modelInfo.users AS users, modelInfo.interactions AS interactions";
        long both = (Long)
                database.rows(EmbeddedDatabase.ROOT, "MATCH (u:User)-[r]->() WHERE u.id < 25 RETURN count(r) AS n")
                        .get(0)
                        .get("n");
        assertThat(database.rows(TIMER, counted)).containsExactly(Map.of("users", 25L, "interactions", both));
        Person less = Person.whoDoesNotSeeType("timer", StaticAccess.WRITE, database.type("LIKED"));
        assertThat(database.rows(less, counted)).containsExactly(Map.of("users", 25L, "interactions", 100L));
        Person blind = Person.whoDoesNotSeeProperties("timer", StaticAccess.WRITE, database.propertyKey("tester"));
        assertThat(database.rows(blind, counted).get(0).get("users")).isEqualTo(30L);
    }

    @Test
    void isRefusedToWhoMayOnlyReadAndKeepsItsModel() {
        train(TIMER);
        assertThatThrownBy(() -> database.rows(Person.with("timer", StaticAccess.READ), REFRESH))
                .hasStackTraceContaining("`rec.model.refresh` writes, which is not allowed for user `timer`.");
        assertThatThrownBy(() -> database.rows(Person.with("other", StaticAccess.WRITE), REFRESH))
                .hasStackTraceContaining("no such model");
        assertThat(database.rows(TIMER, "CALL rec.model.list() YIELD modelName"))
                .hasSize(1);
    }

    /** A termination leaves the old model, and no projection. */
    @Test
    void leavesNothingBehindWhenTerminated() {
        train(TIMER);
        try (Transaction transaction = database.begin(TIMER)) {
            transaction.terminate();
            assertThatThrownBy(() -> transaction.execute(REFRESH).stream().toList())
                    .isNotNull();
        }
        assertThat(database.rows(TIMER, "CALL gds.graph.list() YIELD graphName"))
                .isEmpty();
        assertThat(List.of(
                        database.rows(TIMER, REFRESH).get(0).get("replaced"),
                        database.rows(TIMER, "CALL gds.graph.list() YIELD graphName")
                                .size()))
                .containsExactly(true, 0);
    }
}

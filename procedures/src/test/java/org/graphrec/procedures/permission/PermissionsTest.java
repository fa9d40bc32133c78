// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.embed.EncoderSources;
import org.graphrec.procedures.embed.OpenEncoders;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.embedded.Person;
import org.graphrec.procedures.live.StaticAccess;
import org.graphrec.procedures.model.ModelLocations;
import org.graphrec.procedures.model.SharedCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.gds.core.loading.GraphStoreCatalog;
import org.neo4j.graphdb.security.AuthorizationViolationException;
import org.neo4j.logging.NullLog;

/** Who may call what, cell by cell; and that nobody learns by a call what he may not read. */
class PermissionsTest {
    private static final Path PROCEDURES = Path.of("src/test/resources/permissions.golden.txt");
    private static final Path MODELS = Path.of("src/test/resources/model-permissions.golden.txt");
    private static final Person ADA = Person.with("ada", StaticAccess.FULL);
    private static final Person BOB = Person.with("bob", StaticAccess.FULL);
    private static final Map<String, Person> ROLES = new LinkedHashMap<>();

    static {
        ROLES.put("nobody", Person.with("nobody", StaticAccess.ACCESS));
        ROLES.put("reader", Person.with("reader", StaticAccess.READ));
        ROLES.put("editor", Person.with("editor", StaticAccess.WRITE));
        ROLES.put("publisher", Person.with("publisher", StaticAccess.TOKEN_WRITE));
        ROLES.put("architect", Person.with("architect", StaticAccess.SCHEMA));
        ROLES.put("admin", Person.with("admin", StaticAccess.FULL));
    }

    /** Calls of the catalog on a model: what they say to its owner and to others is a matter of the model, not of the role. */
    private static final List<String> CALLS = List.of(
            "rec.model.list('%s') YIELD modelName",
            "rec.model.load('%s') YIELD modelName",
            "rec.model.store('%s') YIELD modelName",
            "rec.model.export('%s', 'x') YIELD modelName",
            "rec.model.publish('%s') YIELD modelName",
            "rec.model.delete('%s') YIELD modelName",
            "rec.model.drop('%s') YIELD modelName",
            "rec.recommend.stream('%s', '*', {k: 1}) YIELD rank",
            "rec.recommend.write('%s', '*', {k: 1, writeRelationshipType: 'R'}) YIELD usersProcessed",
            "rec.train('films', {modelName: '%s', architecture: 'popularity', sourceNodeLabel: 'User', targetNodeLabel: 'Film'})"
                    + " YIELD trainMillis");

    @TempDir
    private static Path home;

    @TempDir
    private static Path models;

    @TempDir
    private static Path exports;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() throws Exception {
        database = new EmbeddedDatabase(home);
        load(database, true);
    }

    @AfterAll
    static void stop() {
        database.close();
        SharedCatalog.shutDown();
        // as the server does: native code that outlives its libraries crashes the process at its end
        OpenEncoders.closeAll(Duration.ofSeconds(10));
        OpenEncoders.configure(EncoderSources.bundled(""));
    }

    /** Users, films of which each third is hidden, and on half of the films a secret. */
    private static void load(EmbeddedDatabase into, boolean withSecret) {
        // the names are there in either case
        into.rows(EmbeddedDatabase.ROOT, "CREATE (x:Hidden {secret: 'x'}) DELETE x");
        into.rows(
                EmbeddedDatabase.ROOT,
                "UNWIND range(0, 29) AS i CREATE (f:Film {name: 'film' + i, plot: 'a plot about number ' + i,"
                        + " vector: [sin(i), cos(i), 1.0]}) FOREACH (x IN CASE i % 3 WHEN 0 THEN [1] ELSE [] END | SET f:Hidden)");
        into.rows(EmbeddedDatabase.ROOT, "UNWIND range(0, 19) AS i CREATE (:User {name: 'user' + i})");
        into.rows(
                EmbeddedDatabase.ROOT,
                "MATCH (u:User), (f:Film) WHERE (toInteger(substring(u.name, 4)) + toInteger(substring(f.name, 4))) % 4 = 0"
                        + " CREATE (u)-[:RATED]->(f)");
        if (withSecret) {
            into.rows(
                    EmbeddedDatabase.ROOT,
                    "MATCH (f:Film) SET f.secret = 'the secret of ' + f.name, f.secretVector = [1.0, 2.0, 3.0]");
        } else {
            into.rows(EmbeddedDatabase.ROOT, "CREATE (x:Other {secretVector: [1.0]}) DELETE x");
        }
    }

    private static void project(EmbeddedDatabase in, Person person) {
        in.rows(
                person,
                "CALL gds.graph.project('films', {User: {}, Film: {properties: ['vector']}}, 'RATED') YIELD graphName");
    }

    private static String outcome(EmbeddedDatabase in, Person person, String statement) {
        try {
            in.rows(person, statement);
            return "allowed";
        } catch (RuntimeException refused) {
            for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                if (cause instanceof AuthorizationViolationException
                        || String.valueOf(cause.getMessage()).contains("permission")
                        || String.valueOf(cause.getMessage()).contains("not allowed for user")) {
                    return "refused";
                }
            }
            return said(refused);
        }
    }

    private static String said(RuntimeException refused) {
        String message = String.valueOf(refused.getMessage());
        return message.contains("no such model")
                ? "unknown"
                : message.contains("published by another user")
                        ? "another's"
                        : message.contains("exists already") ? "taken" : "misnamed";
    }

    @Test
    void areThoseOfTheGoldenTable() throws Exception {
        List<String> table = new ArrayList<>();
        for (Map<String, Object> row : database.rows(
                EmbeddedDatabase.ROOT,
                "SHOW PROCEDURES YIELD name, mode, argumentDescription, returnDescription WHERE name STARTS WITH 'rec.'"
                        + " RETURN name, mode, size(argumentDescription) AS arguments, returnDescription[0].name AS column"
                        + " ORDER BY name")) {
            // a call is refused before its arguments are looked at, and fails on them where it is not
            String nulls = String.join(", ", Collections.nCopies(((Long) row.get("arguments")).intValue(), "null"));
            StringBuilder line = new StringBuilder(row.get("name") + " | " + row.get("mode"));
            ROLES.forEach((role, person) -> {
                // an index is refused where it is made
                String arguments = row.get("name").equals("rec.index.create")
                        ? "'Film', {property: 'of_" + role + "', dimension: 3}"
                        : nulls;
                String outcome = outcome(
                        database,
                        person,
                        "CALL " + row.get("name") + "(" + arguments + ") YIELD `" + row.get("column")
                                + "` RETURN count(*)");
                line.append(" | ").append(role).append(' ').append(outcome.equals("refused") ? "refused" : "allowed");
            });
            table.add(line.toString());
        }
        assertThat(table).hasSizeGreaterThan(30).containsExactlyElementsOf(Files.readAllLines(PROCEDURES));
    }

    @Test
    void ofModelsAreThoseOfTheGoldenTable() throws Exception {
        List<String> table = new ArrayList<>();
        for (String call : CALLS) {
            for (String model : List.of("mine", "mine_public")) {
                StringBuilder line = new StringBuilder(call.substring(0, call.indexOf('(')) + " | " + model);
                for (Person person : List.of(ADA, BOB)) {
                    fresh(model.endsWith("_public"));
                    line.append(person == ADA ? " | owner " : " | other ")
                            .append(outcome(database, person, "CALL " + call.formatted(model) + " RETURN count(*)"));
                }
                table.add(line.toString());
            }
        }
        assertThat(table).containsExactlyElementsOf(Files.readAllLines(MODELS));
    }

    /** No model, and the graph projected for both. */
    private static void fresh() throws Exception {
        GraphStoreCatalog.removeAllLoadedGraphs();
        project(database, ADA);
        project(database, BOB);
        SharedCatalog.shutDown();
        for (Path folder : List.of(models, exports)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
        SharedCatalog.configure(new ModelLocations(models, exports, ""), NullLog.getInstance());
    }

    /** One stored model of Ada's, published or not. */
    private static void fresh(boolean published) throws Exception {
        fresh();
        database.rows(ADA, "CALL " + CALLS.get(CALLS.size() - 1).formatted("mine") + " RETURN 1 AS one");
        database.rows(ADA, "CALL rec.model.store('mine') YIELD modelName RETURN modelName");
        if (published) {
            database.rows(ADA, "CALL rec.model.publish('mine') YIELD modelName RETURN modelName");
        }
    }

    @Test
    void keepAPropertyAsSecretAsIfItWereNotThere() throws Exception {
        List<String> withSecret;
        List<String> without;
        withSecret = answers(database);
        try (EmbeddedDatabase other = new EmbeddedDatabase(Files.createDirectories(home.resolve("other")))) {
            load(other, false);
            without = answers(other);
        }
        // the other database closed the encoders of this process as it stopped
        OpenEncoders.configure(EncoderSources.bundled(""));
        assertThat(withSecret).hasSizeGreaterThan(8).isEqualTo(without);
        // the same calls do tell somebody who may read it
        assertThat(database.rows(
                                ADA,
                                "CALL rec.embed.nodes.stats(['Film'], {textProperties: ['secret']}) YIELD emptyTexts")
                        .get(0))
                .containsEntry("emptyTexts", 0L);
    }

    /** All that somebody gets who must not read the secrets. */
    private static List<String> answers(EmbeddedDatabase from) {
        SharedCatalog.shutDown();
        // both databases have the same name
        GraphStoreCatalog.removeAllLoadedGraphs();
        int secret = from.propertyKey("secret");
        int vector = from.propertyKey("secretVector");
        Person eve = Person.whoDoesNotSeeProperties("eve", StaticAccess.READ, secret, vector);
        project(from, eve);
        List<String> answers = new ArrayList<>();
        for (String statement : List.of(
                "CALL rec.embed.nodes.stream(['Film'], {textProperties: ['plot', 'secret']}) YIELD nodeId, embedding"
                        + " RETURN nodeId, embedding",
                "CALL rec.embed.nodes.stats(['Film'], {textProperties: ['secret']}) YIELD nodeCount, emptyTexts, truncatedTexts"
                        + " RETURN nodeCount, emptyTexts, truncatedTexts",
                "CALL rec.embed.nodes.stream(['Film'], {template: '{name} {secret}'}) YIELD nodeId, embedding"
                        + " RETURN nodeId, embedding",
                "CALL rec.embed.nodes.stream.estimate(['Film'], {textProperties: ['secret']}) YIELD bytesMax RETURN bytesMax",
                "CALL gds.graph.project('secrets', {Film: {properties: 'secretVector'}}, '*') YIELD nodeCount RETURN nodeCount",
                "CALL rec.propagate.stream('secrets', {featureProperties: ['secretVector']}) YIELD nodeId, embedding"
                        + " RETURN nodeId, embedding",
                "CALL rec.train('films', {modelName: 'm', architecture: 'itemGraph', sourceNodeLabel: 'User',"
                        + " targetNodeLabel: 'Film', randomSeed: 1, concurrency: 1}) YIELD configuration RETURN configuration",
                "MATCH (u:User) CALL rec.recommend.stream('m', u, {k: 4}) YIELD item, score RETURN u.name, item.name, score",
                "MATCH (u:User) CALL rec.recommend.stream('m', u, {k: 4, where: 'item.secret IS NOT NULL'}) YIELD item, score"
                        + " RETURN u.name, item.name, score",
                "MATCH (u:User) CALL rec.recommend.stream('m', u, {k: 4, where: \"NOT coalesce(item.secret, '') CONTAINS 'film1'\"})"
                        + " YIELD item, score RETURN u.name, item.name, item.secret, score",
                "MATCH (f:Film) CALL rec.similar.stream('m', f, {k: 2}) YIELD similar, score RETURN similar.name, keys(similar) AS keys, score",
                "MATCH (u:User {name: 'user1'}), (f:Film {name: 'film7'}) CALL rec.explain.stream('m', u, f) YIELD source,"
                        + " contribution RETURN source.name, keys(source) AS keys, contribution")) {
            try {
                answers.add(statement + ": " + from.rows(eve, statement));
            } catch (RuntimeException error) {
                answers.add(statement + ": " + error.getMessage());
            }
        }
        return answers;
    }

    @Test
    void letNothingButAPredicateIntoAStatementOfOurs() throws Exception {
        fresh();
        database.rows(
                ADA,
                "CALL rec.train('films', {modelName: 'split', architecture: 'popularity', sourceNodeLabel: 'User',"
                        + " targetNodeLabel: 'Film'}) YIELD trainMillis RETURN trainMillis");
        String call = "MATCH (u:User {name: 'user1'}) CALL rec.recommend.stream('split', u, {k: 3, where: '%s',"
                + " whereParameters: {n: 'film7'}, excludeSeen: false}) YIELD item RETURN item.name AS name";
        assertThat(database.rows(ADA, call.formatted("item.name = $n // that one")))
                .containsExactly(Map.of("name", "film7"));
        assertThatThrownBy(() ->
                        database.rows(ADA, call.formatted("true) CALL db.labels() YIELD label WITH item WHERE (true")))
                .rootCause()
                .hasMessage(
                        "The value of `where` must be a Cypher predicate over `item`, such as `item.year > 1990`, but was"
                                + " `true) CALL db.labels() YIELD label WITH item WHERE (true`: it has `)` at character 5, which closes"
                                + " nothing that was opened.");
        assertThatThrownBy(() -> database.rows(ADA, call.formatted("gds.version() <> item.name")))
                .hasStackTraceContaining(
                        "The value of `where` must be a Cypher predicate over `item`, such as `item.year > 1990`, but was"
                                + " `gds.version() <> item.name`: it has `gds.version` at character 1, which is not a"
                                + " function of Cypher or of `rec`.");
    }

    @Test
    void hideItemsFromWhomTheyAreHidden() throws Exception {
        fresh();
        database.rows(
                ADA,
                "CALL rec.train('films', {modelName: 'all', architecture: 'itemGraph', sourceNodeLabel: 'User',"
                        + " targetNodeLabel: 'Film'}) YIELD trainMillis RETURN trainMillis");
        database.rows(ADA, "CALL rec.model.publish('all') YIELD modelName RETURN modelName");
        String recommend =
                "MATCH (u:User) CALL rec.recommend.stream('all_public', u, {k: 10, excludeSeen: false}) YIELD item"
                        + " RETURN labels(item) AS labels";
        assertThat(database.rows(ADA, recommend).toString()).contains("Hidden");
        Person guest = Person.whoDoesNotSeeLabel("guest", StaticAccess.READ, database.label("Hidden"));
        List<Map<String, Object>> seen = database.rows(guest, recommend);
        // as many as asked for, as there are twenty that are not hidden
        assertThat(seen).hasSize(20 * 10);
        assertThat(seen.toString()).doesNotContain("Hidden");
        for (String call : List.of(
                "MATCH (f:Film) CALL rec.similar.stream('all_public', f, {k: 20}) YIELD similar RETURN labels(similar) AS labels",
                "MATCH (u:User) WITH collect(u) AS users CALL rec.group.stream('all_public', users, {k: 20, excludeSeen: false})"
                        + " YIELD item RETURN labels(item) AS labels",
                "MATCH (u:User {name: 'user1'}), (f:Film {name: 'film7'}) CALL rec.explain.stream('all_public', u, f) YIELD source,"
                        + " path RETURN labels(source) AS labels, [n IN nodes(path) | labels(n)] AS path")) {
            List<Map<String, Object>> rows = database.rows(guest, call);
            assertThat(rows).as(call).isNotEmpty();
            assertThat(rows.toString()).as(call).doesNotContain("Hidden");
        }
    }
}

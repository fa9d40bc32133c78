// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.suggest;

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

/** Databases that nobody described: what is suggested for them runs as it stands, and ends in rows. */
@ExtendWith(RunningDatabase.class)
class SuggestTest {
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start(EmbeddedDatabase running) {
        database = running;
    }

    @BeforeEach
    void empty() {
        GraphStoreCatalog.removeAllLoadedGraphs();
        run("MATCH (n) DETACH DELETE n");
    }

    @Test
    void filmsWithPeopleWhoRatedThem() {
        run("UNWIND range(0, 11) AS id CREATE (:Movie {movieId: id, year: 1990 + id})");
        run("UNWIND range(0, 2) AS id CREATE (:Genre {name: 'genre ' + id})");
        run("MATCH (m:Movie), (g:Genre {name: 'genre ' + (m.movieId % 3)}) CREATE (m)-[:IN_GENRE]->(g)");
        run("UNWIND range(0, 19) AS id CREATE (u:User {userId: id}) WITH u, id UNWIND range(0, 4) AS n"
                + " MATCH (m:Movie {movieId: (id + n * n) % 12})"
                + " CREATE (u)-[:RATED {rating: 3.0 + n % 3, timestamp: 1000000 * n + id}]->(m)");
        List<String> statements = statements();
        assertThat(statements)
                .anySatisfy(statement -> assertThat(statement)
                        .contains("users: 'User', items: 'Movie'")
                        .contains("pattern: '(user)-[r:RATED]->(item)', time: 'r.timestamp', weight: 'r.rating'")
                        .contains("context: ['(item)-[:IN_GENRE]->(:Genre)']"));
        assertThat(last(statements)).hasSize(5);
    }

    @Test
    void aShopWhoseCustomersReachProductsThroughOrders() {
        run("UNWIND range(0, 9) AS id CREATE (:Product {productID: id, unitPrice: 2.5 * id})");
        run("UNWIND range(0, 14) AS id CREATE (c:Customer {customerID: id}) WITH c, id UNWIND range(0, 2) AS n"
                + " CREATE (c)-[:PURCHASED]->(o:Order {orderDate: datetime('2026-01-01T00:00:00Z') + duration({days: n})})"
                + " WITH o, id, n UNWIND [0, 1] AS more MATCH (p:Product {productID: (id + n + 3 * more) % 10})"
                + " CREATE (o)-[:ORDERS {quantity: 1 + more}]->(p)");
        run("UNWIND range(0, 2) AS id CREATE (c:Category {name: 'category ' + id})"
                + " WITH c, id MATCH (p:Product) WHERE p.productID % 3 = id CREATE (p)-[:PART_OF]->(c)");
        List<String> statements = statements();
        assertThat(statements)
                .anySatisfy(statement -> assertThat(statement)
                        .contains("users: 'Customer', items: 'Product'")
                        .contains("(user)-[:PURCHASED]->(between:Order)-[r:ORDERS]->(item)")
                        .contains("time: 'between.orderDate', weight: 'r.quantity'")
                        .contains("'(item)-[:PART_OF]->(:Category)'"));
        assertThat(last(statements)).isNotEmpty();
    }

    @Test
    void questionsThatPeopleAnswer() {
        run("UNWIND range(0, 9) AS id CREATE (:Question {uuid: id})");
        run("UNWIND range(0, 14) AS id CREATE (u:User {uuid: id}) WITH u, id UNWIND range(0, 2) AS n"
                + " MATCH (q:Question {uuid: (id + n * 2) % 10})"
                + " CREATE (u)-[:PROVIDED]->(:Answer {uuid: id * 10 + n})-[:ANSWERED]->(q)");
        run("MATCH (q:Question) MATCH (u:User {uuid: q.uuid}) CREATE (u)-[:ASKED]->(q)");
        run("UNWIND range(0, 1) AS id CREATE (t:Tag {name: 'tag' + id})"
                + " WITH t, id MATCH (q:Question) WHERE q.uuid % 2 = id CREATE (q)-[:TAGGED]->(t)");
        List<String> statements = statements();
        assertThat(statements)
                .anySatisfy(statement -> assertThat(statement)
                        .contains("users: 'User', items: 'Question'")
                        .contains("(user)-[:PROVIDED]->(between:Answer)-[r:ANSWERED]->(item)")
                        .contains("'(item)-[:TAGGED]->(:Tag)'"));
        assertThat(last(statements)).isNotEmpty();
    }

    @Test
    void peopleWhoFollowPeople() {
        run("UNWIND range(0, 19) AS id CREATE (:Person {id: id})");
        run("MATCH (a:Person) UNWIND [1, 2, 5] AS step MATCH (b:Person {id: (a.id + step) % 20})"
                + " CREATE (a)-[:FOLLOWS]->(b)");
        List<String> statements = statements();
        assertThat(statements)
                .anySatisfy(statement ->
                        assertThat(statement).startsWith("CALL gds.graph.project('suggested', 'Person', 'FOLLOWS')"));
        assertThat(last(statements)).isNotEmpty();
    }

    @Test
    void purchasesBehindHundredsOfOtherRelationships() {
        run(
                "UNWIND range(0, 7) AS id UNWIND range(0, 2) AS n MERGE (c:Customer {id: id}) MERGE (p:Product {id: (id + n * n) % 6})"
                        + " MERGE (c)-[:BOUGHT {at: date('2026-01-01')}]->(p)");
        run("MATCH (c:Customer) UNWIND range(1, 300) AS n CREATE (c)-[:SENT]->(:Click {n: n})");
        List<String> statements = statements();
        assertThat(statements)
                .anySatisfy(statement -> assertThat(statement)
                        .contains("users: 'Customer', items: 'Product'")
                        .contains("pattern: '(user)-[r:BOUGHT]->(item)', time: 'r.at'"));
        assertThat(last(statements)).isNotEmpty();
    }

    @Test
    void theNextBestGuessIsNamed() {
        run(
                "UNWIND range(0, 11) AS id UNWIND range(0, 3) AS n MERGE (u:User {id: id}) MERGE (m:Movie {id: (id + n * n) % 9})"
                        + " MERGE (a:Actor {id: (id + n) % 7}) MERGE (u)-[:RATED {rating: n}]->(m) MERGE (a)-[:ACTED_IN]->(m)");
        assertThat(run("CALL rec.suggest() YIELD why RETURN why").stream().map(row -> (String) row.get("why")))
                .anySatisfy(why -> assertThat(why)
                        .contains("`User` are users and `Movie` are items")
                        .contains("the next best guess is that `Actor` are users and `Movie` are items, by"
                                + " `(user)-[r:ACTED_IN]->(item)`."));
    }

    @Test
    void papersThatCitePapersWithOddNames() {
        run("UNWIND range(0, 19) AS id CREATE (:`Research Paper` {id: id})");
        run("MATCH (a:`Research Paper`) UNWIND [1, 2, 5] AS step"
                + " MATCH (b:`Research Paper` {id: (a.id + step) % 20}) CREATE (a)-[:`CITES it's`]->(b)");
        List<String> statements = statements();
        assertThat(last(statements)).isNotEmpty();
    }

    @Test
    void anEmptyDatabaseIsToldWhatItLacks() {
        List<Map<String, Object>> rows = run("CALL rec.suggest() YIELD step, cypher, why RETURN step, cypher, why");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0)).containsEntry("cypher", "");
        assertThat((String) rows.get(0).get("why")).contains("Load who used, bought, rated or read what");
    }

    @Test
    void textsOfItemsAreEmbeddedFirst() {
        run(
                "UNWIND range(0, 5) AS id CREATE (:Book {isbn: '978-' + id, title: 'The book of ' + id, blurb: 'A long story of ' + id})");
        run("UNWIND range(0, 9) AS id CREATE (r:Reader {id: id}) WITH r, id UNWIND [0, 1, 3] AS n"
                + " MATCH (b:Book {isbn: '978-' + ((id + n) % 6)}) CREATE (r)-[:READ]->(b)");
        assertThat(statements().get(0))
                .isEqualTo("CALL rec.embed.nodes.write('Book', {textProperties: ['title', 'blurb']})"
                        + " YIELD nodePropertiesWritten");
    }

    @Test
    void starsOfAReviewAreItsWeight() {
        run("UNWIND range(0, 11) AS id CREATE (:Business {id: id})");
        run("UNWIND range(0, 19) AS id CREATE (u:User {id: id}) WITH u, id UNWIND range(0, 4) AS n"
                + " MATCH (b:Business {id: (id + n * n) % 12}) CREATE (u)-[:WROTE]->(:Review {stars: 1 + (id + n) % 5,"
                + " date: date('2026-01-01') + duration({days: n})})-[:REVIEWS]->(b)");
        List<String> statements = statements();
        assertThat(statements.get(0))
                .contains("users: 'User', items: 'Business'")
                .contains("(user)-[:WROTE]->(between:Review)-[r:REVIEWS]->(item)")
                .contains("time: 'between.date', weight: 'between.stars'");
        assertThat(last(statements)).isNotEmpty();
    }

    @Test
    void booksOfWhichReadersBorrowCopies() {
        run("UNWIND range(0, 9) AS id CREATE (b:Buch {isbn: id}) WITH b, id UNWIND [0, 1] AS copy"
                + " CREATE (:Exemplar {nr: id * 2 + copy})-[:VON]->(b)");
        run("UNWIND range(0, 24) AS id CREATE (l:Leser {nr: id}) WITH l, id UNWIND range(0, 3) AS n"
                + " MATCH (e:Exemplar {nr: (id + n * n) % 20})"
                + " CREATE (l)-[:AUSGELIEHEN {am: date('2026-01-01') + duration({days: n})}]->(e)");
        List<String> statements = statements();
        assertThat(statements.get(0))
                .contains("users: 'Leser', items: 'Buch'")
                .contains("'(user)-[first:AUSGELIEHEN]->(between:Exemplar)-[r:VON]->(item)', time: 'first.am'");
        assertThat(last(statements)).isNotEmpty();
    }

    /** Twelve songs, of which everybody likes some and dislikes others. */
    @Test
    void whatIsDislikedIsNeitherSuggestedNorAReason() {
        run("UNWIND range(0, 11) AS id CREATE (:Song {id: id})");
        run("UNWIND range(0, 19) AS id CREATE (u:Listener {id: id}) WITH u, id UNWIND range(0, 3) AS n"
                + " MATCH (s:Song {id: (id + n * n) % 12}), (t:Song {id: (id + n * n + 5) % 12})"
                + " CREATE (u)-[:LIKED]->(s), (u)-[:DISLIKED]->(t)");
        List<String> statements = statements();
        assertThat(statements.get(0))
                .contains("{name: 'LIKED', pattern: '(user)-[r:LIKED]->(item)', weight: '1.0'}, "
                        + "{name: 'DISLIKED', pattern: '(user)-[r:DISLIKED]->(item)', weight: '-1.0'}]")
                .doesNotContain("context");
        assertThat(last(statements))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(run("MATCH (u:Listener {id: 0})-[:DISLIKED]->(s) RETURN s"))
                        .doesNotContain(Map.of("s", row.get("item"))));
    }

    @Test
    void timesOfRepetitionAreNoMoment() {
        run("UNWIND range(0, 11) AS id CREATE (:Recipe {id: id})");
        run("UNWIND range(0, 19) AS id CREATE (u:Cook {id: id}) WITH u, id UNWIND range(0, 3) AS n"
                + " MATCH (r:Recipe {id: (id + n * n) % 12}) CREATE (u)-[:COOKED {times: n + 1}]->(r)");
        assertThat(statements().get(0)).contains("weight: 'r.times'").doesNotContain("time: ");
    }

    @Test
    void aDatabaseWithoutHistoriesIsToldSo() {
        run("UNWIND range(0, 19) AS id MERGE (c:Company {id: id % 4}) CREATE (:Employee {id: id})-[:WORKS_AT]->(c)");
        assertThat(run("CALL rec.suggest() YIELD why RETURN why")
                        .get(0)
                        .get("why")
                        .toString())
                .contains("That is too little to learn a taste from: most lists will show what is popular.");
    }

    private static List<String> statements() {
        return run("CALL rec.suggest() YIELD step, cypher RETURN cypher ORDER BY step").stream()
                .map(row -> (String) row.get("cypher"))
                .toList();
    }

    /** Runs them all in order, and returns the rows of the last one. */
    private static List<Map<String, Object>> last(List<String> statements) {
        List<Map<String, Object>> rows = List.of();
        run("CALL rec.model.drop('suggested', false) YIELD modelName RETURN modelName");
        for (String statement : statements) {
            rows = run(statement);
        }
        return rows;
    }

    private static List<Map<String, Object>> run(String statement) {
        return database.rows(EmbeddedDatabase.ROOT, statement);
    }
}

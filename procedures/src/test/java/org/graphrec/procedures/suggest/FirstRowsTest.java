// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neo4j.gds.core.loading.GraphStoreCatalog;

/** From an empty database to recommendations in six statements at most, on the schemas of public example graphs. */
@ExtendWith(RunningDatabase.class)
class FirstRowsTest {
    private static final int STATEMENTS = 6;
    private static final int WRITTEN = 3;

    private static EmbeddedDatabase database;

    /** Small graphs with the labels, types and properties of public ones, each made by one statement. */
    enum Schema {
        /** As Northwind has it: nothing leads from a customer to a product but an order. */
        SHOP("""
                UNWIND range(0, 14) AS id UNWIND range(0, 2) AS n UNWIND [0, 3] AS more
                MERGE (c:Customer {customerID: id, companyName: 'Company ' + id})
                MERGE (o:Order {orderID: id * 10 + n, orderDate: datetime('2026-01-01T00:00:00Z') + duration({days: n})})
                MERGE (p:Product {productID: (id + n + more) % 10, productName: 'Product number ' + (id + n + more) % 10})
                MERGE (k:Category {categoryName: 'category ' + p.productID % 3})
                MERGE (c)-[:PURCHASED]->(o)
                MERGE (o)-[:ORDERS {quantity: 1 + more}]->(p)
                MERGE (p)-[:PART_OF]->(k)
                """, "Customer", "Product"),
        /** As the recommendations sandbox has it, from MovieLens. */
        FILMS("""
                UNWIND range(0, 19) AS id UNWIND range(0, 4) AS n
                WITH id, n, (id + n * n) % 12 AS film
                MERGE (u:User {userId: id, name: 'Viewer ' + id})
                MERGE (m:Movie {movieId: film, title: 'The story of ' + film, plot: 'Somebody travels for ' + film + ' days'})
                MERGE (g:Genre {name: 'genre ' + film % 3})
                MERGE (m)-[:IN_GENRE]->(g)
                MERGE (u)-[:RATED {rating: 3.0 + n % 3, timestamp: 1000000 * n + id}]->(m)
                """, "User", "Movie"),
        /** As the Stack Overflow graph has it: people answer questions by answers. */
        QUESTIONS("""
                UNWIND range(0, 14) AS id UNWIND range(0, 2) AS n
                WITH id, n, (id + n * 2) % 10 AS question
                MERGE (u:User {uuid: id, display_name: 'user' + id})
                MERGE (q:Question {uuid: question, title: 'How do I sort a list of ' + question + ' numbers?'})
                MERGE (t:Tag {name: 'tag' + question % 2})
                MERGE (q)-[:TAGGED]->(t)
                CREATE (u)-[:PROVIDED]->(:Answer {uuid: id * 10 + n, is_accepted: n = 0})-[:ANSWERED]->(q)
                """, "User", "Question"),
        /** As a social network has it: people follow people. */
        PEOPLE("""
                UNWIND range(0, 19) AS id UNWIND [1, 2, 5] AS step
                MERGE (a:Person {id: id}) MERGE (b:Person {id: (id + step) % 20})
                MERGE (a)-[:FOLLOWS]->(b)
                """, "Person", "Person"),
        /** As Cora and the citation graphs have it: papers cite papers. */
        PAPERS("""
                UNWIND range(0, 19) AS id UNWIND [1, 2, 5] AS step
                MERGE (a:Paper {id: id, title: 'On graphs of degree ' + id})
                MERGE (b:Paper {id: (id + step) % 20, title: 'On graphs of degree ' + (id + step) % 20})
                MERGE (a)-[:CITES]->(b)
                """, "Paper", "Paper"),
        /** Northwind as a whole, loaded without types: employees sell, suppliers supply, and dates are texts. */
        NORTHWIND("""
                UNWIND range(0, 14) AS id UNWIND range(0, 2) AS n UNWIND [0, 3] AS more
                MERGE (c:Customer {customerID: 'C' + id, companyName: 'Company ' + id, address: id + ' Long Street'})
                MERGE (o:Order {orderID: toString(id * 10 + n), orderDate: '1996-07-0' + (n + 1) + ' 00:00:00.000', shipName: 'Ship ' + id})
                MERGE (p:Product {productID: (id + n + more) % 10, productName: 'Product ' + (id + n + more) % 10,
                  quantityPerUnit: '10 boxes x 20 bags', unitPrice: 3.5})
                MERGE (k:Category {categoryName: 'category ' + p.productID % 3, description: 'Sweet and savoury sauces'})
                MERGE (s:Supplier {companyName: 'Supplier ' + p.productID % 4})
                MERGE (e:Employee {employeeID: id % 5, lastName: 'Name ' + id % 5, notes: 'Speaks three languages'})
                MERGE (boss:Employee {employeeID: 0})
                MERGE (c)-[:PURCHASED]->(o)
                MERGE (o)-[:ORDERS {quantity: toString(1 + more), unitPrice: '3.5', discount: '0'}]->(p)
                MERGE (p)-[:PART_OF]->(k)
                MERGE (s)-[:SUPPLIES]->(p)
                MERGE (e)-[:SOLD]->(o)
                MERGE (e)-[:REPORTS_TO]->(boss)
                """, "Customer", "Product"),
        /** The whole Stack Overflow graph, where comments lead from people to questions as well. */
        STACK_OVERFLOW("""
                UNWIND range(0, 14) AS id UNWIND range(0, 2) AS n
                WITH id, n, (id + n * 2) % 10 AS question
                MERGE (u:User {uuid: id, display_name: 'user' + id})
                MERGE (q:Question {uuid: question, title: 'How do I sort a list of ' + question + ' numbers?',
                  body_markdown: 'I have a list and would like to sort it. ' + question, link: 'https://example.org/q/' + question,
                  creation_date: 1590000000 + question, view_count: 17 * question})
                MERGE (t:Tag {name: 'tag' + question % 2, link: 'https://example.org/t/' + question % 2})
                MERGE (asker:User {uuid: question})
                MERGE (asker)-[:ASKED]->(q)
                MERGE (q)-[:TAGGED]->(t)
                CREATE (u)-[:PROVIDED]->(:Answer {uuid: id * 10 + n, is_accepted: n = 0, score: n, body_markdown: 'Use sort ' + n})
                  -[:ANSWERED]->(q)
                CREATE (u)-[:COMMENTED]->(:Comment {uuid: id * 10 + n, score: n})-[:COMMENTED_ON]->(q)
                """, "User", "Question"),
        /** As exports of Twitter have it: people follow, and tweets mention people and carry tags and links. */
        TWEETS("""
                UNWIND range(0, 19) AS id UNWIND [1, 2, 5] AS step
                MERGE (a:User {screen_name: 'u' + id}) MERGE (b:User {screen_name: 'u' + (id + step) % 20})
                MERGE (a)-[:FOLLOWS]->(b)
                MERGE (h:Hashtag {name: 'tag' + (id + step) % 6})
                MERGE (l:Link {url: 'https://example.org/' + (id + step) % 8})
                MERGE (source:Source {name: 'web'})
                CREATE (a)-[:POSTS]->(t:Tweet {id: id * 10 + step, text: 'This is what I think of graphs, part ' + step,
                  created_at: datetime('2026-01-01T00:00:00Z') + duration({hours: id}), favorites: step})
                CREATE (t)-[:MENTIONS]->(b), (t)-[:TAGS]->(h), (t)-[:CONTAINS]->(l), (t)-[:USING]->(source)
                """, "User", "User"),
        /** An airline: passengers book flights, which are not the airports that they lead to. */
        AIRLINE("""
                UNWIND range(0, 19) AS id UNWIND range(0, 3) AS n
                WITH id, n, (id + n * n) % 12 AS flight
                MERGE (p:Passenger {passengerId: id, name: 'Passenger ' + id, email: 'p' + id + '@example.org'})
                MERGE (f:Flight {number: 'GR' + flight, departs: time('08:00') + duration({hours: flight})})
                MERGE (a:Airport {code: 'A' + flight % 4, name: 'Airport number ' + flight % 4})
                MERGE (b:Airport {code: 'A' + (flight + 1) % 4, name: 'Airport number ' + (flight + 1) % 4})
                MERGE (c:Airline {name: 'Airline ' + flight % 2})
                MERGE (f)-[:FROM]->(a) MERGE (f)-[:TO]->(b) MERGE (f)-[:OPERATED_BY]->(c)
                CREATE (p)-[:MADE]->(k:Booking {bookedAt: date('2026-01-01') + duration({days: n}), price: 99.5})-[:FOR]->(f)
                """, "Passenger", "Flight"),
        /** Recipes as a magazine has them: nobody has cooked any, so a recipe is what uses ingredients. */
        RECIPES("""
                UNWIND range(0, 19) AS id UNWIND range(0, 3) AS n
                MERGE (r:Recipe {id: id, name: 'Dish number ' + id, description: 'Cook it slowly for ' + id + ' minutes', cookingTime: id})
                MERGE (i:Ingredient {name: 'ingredient ' + (id + n * n) % 12})
                MERGE (a:Author {name: 'Cook ' + id % 6})
                MERGE (d:DietType {name: 'diet ' + id % 3})
                MERGE (r)-[:CONTAINS_INGREDIENT]->(i) MERGE (a)-[:WROTE]->(r) MERGE (r)-[:DIET_TYPE]->(d)
                """, "Recipe", "Ingredient"),
        /** Recipes with people who tried them. */
        COOKS("""
                UNWIND range(0, 19) AS id UNWIND range(0, 3) AS n
                WITH id, n, (id + n * n) % 12 AS recipe
                MERGE (u:Cook {id: id})
                MERGE (r:Recipe {id: recipe, name: 'Dish number ' + recipe})
                MERGE (i:Ingredient {name: 'ingredient ' + recipe % 5})
                MERGE (k:Ingredient {name: 'ingredient ' + (recipe + 2) % 5})
                MERGE (r)-[:HAS]->(i) MERGE (r)-[:HAS]->(k)
                MERGE (u)-[:REVIEWED {stars: 1 + n, submitted: date('2026-01-01') + duration({days: n})}]->(r)
                """, "Cook", "Recipe"),
        /** The films that come with Neo4j: many acted, and a few wrote reviews. */
        BUILT_IN_FILMS("""
                UNWIND range(0, 39) AS id UNWIND range(0, 2) AS n
                MERGE (p:Person {name: 'Person ' + id, born: 1950 + id})
                MERGE (m:Movie {title: 'Film number ' + (id + n * n) % 12, tagline: 'It begins with a ' + (id + n * n) % 12, released: 1990})
                MERGE (p)-[:ACTED_IN {roles: ['Role ' + n]}]->(m)
                WITH p, m, id, n WHERE id < 6
                MERGE (p)-[:REVIEWED {summary: 'Worth seeing twice', rating: 60 + 10 * n}]->(m)
                """, "Person", "Movie"),
        /** A shop whose owner speaks German. */
        LADEN("""
                UNWIND range(0, 14) AS id UNWIND range(0, 3) AS n
                MERGE (k:Kunde {kundennummer: id}) MERGE (p:Produkt {artikelnummer: (id + n * n) % 10, bezeichnung: 'Ware ' + (id + n * n) % 10})
                MERGE (g:Warengruppe {name: 'Gruppe ' + p.artikelnummer % 3})
                MERGE (p)-[:GEHÖRT_ZU]->(g)
                MERGE (k)-[:KAUFTE {menge: n, datum: date('2026-01-01') + duration({days: n})}]->(p)
                """, "Kunde", "Produkt"),
        /** A shop in a language of which no word is known (Finnish): only what the graph looks like decides. */
        KAUPPA("""
                UNWIND range(0, 29) AS id UNWIND range(0, 3) AS n
                MERGE (k:Asiakas {numero: id}) MERGE (p:Tuote {koodi: (id + n * n) % 12})
                MERGE (g:Ryhma {nimi: 'Ryhma ' + p.koodi % 3}) MERGE (t:Toimittaja {nimi: 'Toimittaja ' + p.koodi % 4})
                MERGE (p)-[:KUULUU]->(g) MERGE (t)-[:TOIMITTAA]->(p)
                MERGE (k)-[:OSTI {paiva: date('2026-01-01') + duration({days: n})}]->(p)
                """, "Asiakas", "Tuote");

        private final String load;
        private final String users;
        private final String items;

        Schema(String load, String users, String items) {
            this.load = load;
            this.users = users;
            this.items = items;
        }
    }

    @BeforeAll
    static void start(EmbeddedDatabase running) {
        database = running;
    }

    @ParameterizedTest
    @EnumSource
    void comeWithinSixStatements(Schema schema) {
        GraphStoreCatalog.removeAllLoadedGraphs();
        run("MATCH (n) DETACH DELETE n");
        run("CALL rec.model.drop('suggested', false) YIELD modelName RETURN modelName");

        run(schema.load);
        List<String> written = new ArrayList<>();
        run("CALL rec.suggest() YIELD step, cypher RETURN cypher ORDER BY step")
                .forEach(row -> written.add((String) row.get("cypher")));
        List<Map<String, Object>> rows = List.of();
        for (String statement : written) {
            rows = run(statement);
        }

        assertThat(written.size()).isBetween(WRITTEN, STATEMENTS - 2);
        assertThat(written.get(written.size() - 1)).startsWith("MATCH (user:" + schema.users + ")");
        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.get("item")).asString().isNotEmpty());
        assertThat(run("MATCH (n:" + schema.items + ") RETURN count(n) AS items")
                        .get(0)
                        .get("items"))
                .isEqualTo(run("CALL rec.model.list('suggested') YIELD modelInfo RETURN modelInfo.items AS items")
                        .get(0)
                        .get("items"));
    }

    private static List<Map<String, Object>> run(String statement) {
        return database.rows(EmbeddedDatabase.ROOT, statement);
    }
}

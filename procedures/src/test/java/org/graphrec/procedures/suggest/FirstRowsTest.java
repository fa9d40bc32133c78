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
                """, "Product"),
        /** As the recommendations sandbox has it, from MovieLens. */
        FILMS("""
                UNWIND range(0, 19) AS id UNWIND range(0, 4) AS n
                WITH id, n, (id + n * n) % 12 AS film
                MERGE (u:User {userId: id, name: 'Viewer ' + id})
                MERGE (m:Movie {movieId: film, title: 'The story of ' + film, plot: 'Somebody travels for ' + film + ' days'})
                MERGE (g:Genre {name: 'genre ' + film % 3})
                MERGE (m)-[:IN_GENRE]->(g)
                MERGE (u)-[:RATED {rating: 3.0 + n % 3, timestamp: 1000000 * n + id}]->(m)
                """, "Movie"),
        /** As the Stack Overflow graph has it: people answer questions by answers. */
        QUESTIONS("""
                UNWIND range(0, 14) AS id UNWIND range(0, 2) AS n
                WITH id, n, (id + n * 2) % 10 AS question
                MERGE (u:User {uuid: id, display_name: 'user' + id})
                MERGE (q:Question {uuid: question, title: 'How do I sort a list of ' + question + ' numbers?'})
                MERGE (t:Tag {name: 'tag' + question % 2})
                MERGE (q)-[:TAGGED]->(t)
                CREATE (u)-[:PROVIDED]->(:Answer {uuid: id * 10 + n, is_accepted: n = 0})-[:ANSWERED]->(q)
                """, "Question"),
        /** As a social network has it: people follow people. */
        PEOPLE("""
                UNWIND range(0, 19) AS id UNWIND [1, 2, 5] AS step
                MERGE (a:Person {id: id}) MERGE (b:Person {id: (id + step) % 20})
                MERGE (a)-[:FOLLOWS]->(b)
                """, "Person"),
        /** As Cora and the citation graphs have it: papers cite papers. */
        PAPERS("""
                UNWIND range(0, 19) AS id UNWIND [1, 2, 5] AS step
                MERGE (a:Paper {id: id, title: 'On graphs of degree ' + id})
                MERGE (b:Paper {id: (id + step) % 20, title: 'On graphs of degree ' + (id + step) % 20})
                MERGE (a)-[:CITES]->(b)
                """, "Paper");

        private final String load;
        private final String items;

        Schema(String load, String items) {
            this.load = load;
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

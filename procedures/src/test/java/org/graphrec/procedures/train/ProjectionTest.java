// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** The same histories, however they were drawn and projected. */
@ExtendWith(RunningDatabase.class)
class ProjectionTest {

    @BeforeEach
    void load(Cypher cypher) {
        cypher.wipe();
        Checkerboard.load(cypher);
        cypher.rows("MATCH (u:User)-[r:RATED]->(f:Film) CREATE (f)-[:SEEN_BY]->(u)");
    }

    @Test
    void readsHistoriesThatWereDrawnFromTheItem(Cypher cypher) {
        for (String orientation : List.of("UNDIRECTED", "REVERSE")) {
            cypher.rows(
                    "CALL gds.graph.project($name, ['User', 'Film'], {SEEN_BY: {orientation: $orientation}})",
                    "name",
                    orientation,
                    "orientation",
                    orientation);
            cypher.rows(
                    "CALL rec.train($name, {modelName: $name, architecture: 'itemGraph', sourceNodeLabel: 'User', "
                            + "targetNodeLabel: 'Film'})",
                    "name",
                    orientation);
            Record row = cypher.row(
                    "MATCH (u:User {name: 'user3'}) CALL rec.recommend.stream($name, u, {k: 1}) YIELD item, regime "
                            + "RETURN item.name AS item, regime",
                    "name",
                    orientation);
            assertThat(row.get("item").asString()).isEqualTo(Checkerboard.film(Checkerboard.withheld(3)));
            assertThat(row.get("regime").asString()).isEqualTo("warm");
        }
    }

    @Test
    void tellsUsersFromItemsByTheDirection(Cypher cypher) {
        cypher.rows("CALL rec.train('films', {modelName: 'guessed', architecture: 'itemGraph'})");
        assertThat(cypher.column("MATCH (u:User {name: 'user5'}) CALL rec.recommend.stream('guessed', u, {k: 1}) "
                        + "YIELD item RETURN item.name"))
                .containsExactly(Checkerboard.film(Checkerboard.withheld(5)));
    }

    @Test
    void saysWhatToSetWhereTheDirectionTellsNothing(Cypher cypher) {
        cypher.rows("CALL gds.graph.project('both', ['User', 'Film'], {RATED: {orientation: 'UNDIRECTED'}})");
        assertThat(cypher.failure("CALL rec.train('both', {modelName: 'm'})").getMessage())
                .contains("Cannot tell users from items", "`both`", "`sourceNodeLabel`", "`targetNodeLabel`");
    }

    @Test
    void recommendsPeopleToPeople(Cypher cypher) {
        cypher.rows("UNWIND range(0, 19) AS i CREATE (:Person {id: i})");
        cypher.rows("MATCH (a:Person), (b:Person) WHERE a.id % 2 = b.id % 2 AND a <> b AND (a.id + b.id) % 5 <> 0 "
                + "CREATE (a)-[:FOLLOWS]->(b)");
        cypher.rows("CALL gds.graph.project('people', 'Person', 'FOLLOWS')");
        cypher.rows("CALL rec.train('people', {modelName: 'people', architecture: 'itemGraph', "
                + "sourceNodeLabel: 'Person', targetNodeLabel: 'Person'})");
        List<Object> ids = cypher.column("MATCH (p:Person {id: 4}) CALL rec.recommend.stream('people', p, {k: 2}) "
                + "YIELD item RETURN item.id");
        assertThat(ids).hasSize(2).allSatisfy(id -> assertThat((Long) id % 2).isZero());
    }
}

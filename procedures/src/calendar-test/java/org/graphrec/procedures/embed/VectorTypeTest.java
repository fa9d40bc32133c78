// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** Values of the type VECTOR, which the calendar releases have. */
@ExtendWith(RunningDatabase.class)
class VectorTypeTest {
    private static final String WRITE = "CALL rec.embed.nodes.write(['Film'], {textProperties: ['title'], onlyStale: true"
            + "%s}) YIELD nodePropertiesWritten AS written, nodesSkipped AS skipped RETURN [written, skipped]";

    @BeforeEach
    void load(Cypher cypher) {
        cypher.wipe();
        cypher.rows("UNWIND ['a red cat', 'a red dog', 'the stock market', ''] AS title CREATE (:Film {title: title})");
    }

    @Test
    void writesThemWhereAskedAndListsOtherwise(Cypher cypher) {
        assertThat(cypher.value(WRITE.formatted(", writeVectorType: true")).asList())
                .containsExactly(3L, 0L);
        String types = "MATCH (f:Film) WHERE f.title <> '' RETURN DISTINCT valueType(f.embedding)";
        assertThat(cypher.column(types)).hasSize(1).first().asString().startsWith("VECTOR<FLOAT32");
        assertThat(cypher.value(WRITE.formatted(", writeVectorType: true")).asList())
                .containsExactly(0L, 3L);
        cypher.rows("MATCH (f:Film) REMOVE f.embedding, f.embeddingPassport");
        assertThat(cypher.value(WRITE.formatted("")).asList()).containsExactly(3L, 0L);
        assertThat(cypher.column(types)).hasSize(1).first().asString().startsWith("LIST<FLOAT");
    }

    @Test
    void readsThemAsFeaturesOfNewItems(Cypher cypher) {
        cypher.rows(WRITE.formatted(", writeVectorType: false"));
        cypher.rows("MATCH (f:Film) WHERE f.title STARTS WITH 'a red' CREATE (:User {name: 'u'})-[:RATED]->(f)");
        cypher.rows("CALL gds.graph.project('g', {User: {}, Film: {properties: {embedding: {}}}}, 'RATED')");
        cypher.rows("CALL rec.train('g', {modelName: 'm', architecture: 'content', featureProperties: ['embedding']})");
        cypher.rows("CREATE (:Film {title: 'a red horse'})");
        cypher.rows(WRITE.formatted(", writeVectorType: true"));
        List<Record> rows = cypher.rows("MATCH (u:User) WITH u LIMIT 1 CALL rec.recommend.stream('m', u, {k: 5})"
                + " YIELD item RETURN item.title AS title");
        assertThat(rows).extracting(row -> row.get("title").asString()).contains("a red horse");
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

@ExtendWith(RunningDatabase.class)
class IndexTest {

    @BeforeEach
    void load(Cypher cypher) {
        cypher.wipe();
        cypher.rows("""
                CREATE (:Film {title: 'A robot explores a distant planet'}), (:Film {title: 'Grandmother bakes bread'}),
                       (:Film {title: 'Two lawyers argue in court'})
                """);
        cypher.rows("CALL rec.embed.nodes.write(['Film'], {textProperties: ['title']})");
    }

    @AfterEach
    void dropIndex(Cypher cypher) {
        cypher.rows("DROP INDEX film_embedding IF EXISTS");
    }

    @Test
    void indexesTheEmbeddingsSoThatATextFindsItsNodes(Cypher cypher) {
        Record row = cypher.row("CALL rec.index.create('Film') YIELD indexName, dimension, created");
        assertThat(row.get("indexName").asString()).isEqualTo("film_embedding");
        assertThat(row.get("dimension").asLong()).isEqualTo(384);
        assertThat(row.get("created").asBoolean()).isTrue();
        cypher.rows("CALL db.awaitIndexes(60)");
        List<Object> titles = cypher.column("""
                CALL db.index.vector.queryNodes('film_embedding', 1, rec.embed('a cosy bakery')) YIELD node
                RETURN node.title AS title
                """);
        assertThat(titles).containsExactly("Grandmother bakes bread");
    }

    @Test
    void leavesAnIndexThatIsThereAlone(Cypher cypher) {
        cypher.rows("CALL rec.index.create('Film')");
        assertThat(cypher.value("CALL rec.index.create('Film') YIELD created").asBoolean())
                .isFalse();
    }
}

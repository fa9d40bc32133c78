// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphrec.fixtures.Cypher;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.graphrec.procedures.live.NumberVector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.values.storable.Values;

/** Values of the type VECTOR, which the calendar releases have, and which only a store of the format `block` holds. */
@ExtendWith(RunningDatabase.class)
class VectorTypeTest {
    private static final String WRITE =
            "CALL rec.embed.nodes.write(['Film'], {textProperties: ['title'], onlyStale: true"
                    + "%s}) YIELD nodePropertiesWritten AS written, nodesSkipped AS skipped RETURN [written, skipped]";

    @BeforeEach
    void load(Cypher cypher) {
        cypher.wipe();
        cypher.rows("UNWIND ['a red cat', 'a red dog', 'the stock market', ''] AS title CREATE (:Film {title: title})");
    }

    @Test
    void areReadAsTheirNumbers() {
        float[] numbers = {1, -0.5f, 3};
        assertThat(NumberVector.of(NumberVector.ofType(numbers))).containsExactly(numbers);
        assertThat(NumberVector.of(Values.float64Vector(1, -0.5, 3))).containsExactly(numbers);
        assertThat(NumberVector.of(Values.int8Vector((byte) 1, (byte) -2))).containsExactly(1, -2);
        assertThat(NumberVector.of("1, 2")).isNull();
    }

    @Test
    void areRefusedWhereTheStoreCannotHoldThem(Cypher cypher) {
        // Community Edition has no store of the format `block`
        assertThat(cypher.failure(WRITE.formatted(", writeVectorType: true")))
                .hasMessageContaining("The value of `writeVectorType` is `true`, but the store format of this database"
                        + " cannot hold the type VECTOR. That takes the format `block`, which Neo4j Enterprise Edition has."
                        + " Leave it out: vectors are then lists of floats, which the vector index reads as well.");
        assertThat(cypher.value("MATCH (f:Film) RETURN count(f.embedding)").asLong())
                .isZero();
        assertThat(cypher.value(WRITE.formatted("")).asList()).containsExactly(3L, 0L);
    }
}

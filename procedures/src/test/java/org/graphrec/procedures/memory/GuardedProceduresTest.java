// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.graphrec.fixtures.Cypher;
import org.graphrec.fixtures.GuardedCalls;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningDatabase.class)
class GuardedProceduresTest {

    @Test
    void areKnownOneByOneAsAreThoseThatNeedNoGuard(Cypher cypher) {
        TreeSet<Object> known = new TreeSet<>(GuardedCalls.GUARDED.keySet());
        known.addAll(GuardedCalls.SMALL);
        assertThat(cypher.column("SHOW PROCEDURES YIELD name WHERE name STARTS WITH 'rec.' RETURN name"))
                .as("add what is new to GUARDED, or to SMALL with a reason")
                .containsExactlyInAnyOrderElementsOf(known);
    }
}

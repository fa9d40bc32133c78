// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.embedded.Person;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.graphrec.procedures.live.StaticAccess;
import org.graphrec.procedures.memory.MemoryGuard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.api.procedure.GlobalProcedures;

@ExtendWith(RunningDatabase.class)
class ProcedureCallTest {
    private static final Person READER = Person.with("reader", StaticAccess.READ);

    @BeforeAll
    static void register(EmbeddedDatabase database) throws Exception {
        database.api()
                .getDependencyResolver()
                .resolveDependency(GlobalProcedures.class)
                .registerProcedure(TemplateSteps.class);
    }

    @AfterEach
    void givesAllMemoryBack() {
        assertThat(MemoryGuard.state().promised()).isZero();
    }

    @Test
    void hasTheMemoryWhileTheWorkRuns(EmbeddedDatabase database) {
        assertThat(database.rows(EmbeddedDatabase.ROOT, "CALL test.row()"))
                .containsExactly(Map.of("promised", TemplateSteps.HEAP));
    }

    @Test
    void endsWithTheLastRowOfAStream(EmbeddedDatabase database) {
        assertThat(database.rows(EmbeddedDatabase.ROOT, "CALL test.stream(3)"))
                .hasSize(3)
                .allMatch(row -> row.get("promised").equals(TemplateSteps.HEAP));
    }

    @Test
    void endsWithAStreamThatIsNotReadToItsEnd(EmbeddedDatabase database) {
        try (Transaction transaction = database.begin(EmbeddedDatabase.ROOT)) {
            Result rows = transaction.execute("CALL test.stream(100)");
            rows.next();
            assertThat(MemoryGuard.state().promised()).isEqualTo(TemplateSteps.HEAP);
            rows.close();
        }
    }

    @Test
    void endsWhereTheWorkFails(EmbeddedDatabase database) {
        for (boolean late : new boolean[] {false, true}) {
            assertThatThrownBy(() -> database.rows(EmbeddedDatabase.ROOT, "CALL test.failing(" + late + ")"))
                    .hasRootCauseMessage(late ? "late" : "early");
            assertThat(MemoryGuard.state().promised()).isZero();
        }
    }

    @Test
    void asksForTheMemoryOutsideTheHeapAsWell(EmbeddedDatabase database) {
        assertThatThrownBy(() -> database.rows(EmbeddedDatabase.ROOT, "CALL test.outside()"))
                .rootCause()
                .hasMessageStartingWith("`test.outside` was refused: it may need ")
                .hasMessageContaining(" outside the heap");
    }

    @Test
    void refusesWhoMayOnlyReadBeforeItReadsTheConfiguration(EmbeddedDatabase database) {
        assertThatThrownBy(() -> database.rows(READER, "CALL test.writing({wrong: 1})"))
                .rootCause()
                .hasMessage("`test.writing` writes, which is not allowed for user `reader`.");
        assertThatThrownBy(() -> database.rows(EmbeddedDatabase.ROOT, "CALL test.writing({wrong: 1})"))
                .rootCause()
                .hasMessageContaining("Unexpected configuration key: `wrong`.");
        assertThat(database.rows(EmbeddedDatabase.ROOT, "CALL test.writing({})"))
                .hasSize(1);
    }

    /** The page shows code that is there. */
    @Test
    void isShownToContributorsAsItIs() throws Exception {
        String page = Files.readString(Path.of("../CONTRIBUTING.md"));
        String shown = page.substring(page.indexOf("```java\n") + "```java\n".length());
        String source =
                Files.readString(Path.of("src/main/java/org/graphrec/procedures/recommend/ExplainProcedures.java"));
        assertThat(source).contains(shown.substring(0, shown.indexOf("```")));
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphrec.fixtures.Cypher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningServer.class)
class PluginLoadsIT {

    @Test
    void needsNoUnrestrictedProcedures(Cypher cypher) {
        var setting = cypher.row("SHOW SETTINGS 'dbms.security.procedures.unrestricted' YIELD value");
        assertThat(setting.get("value").asString()).isEqualTo("gds.*");
    }

    @Test
    void tellsItsVersionAsFunctionAndAsProcedure(Cypher cypher) {
        assertThat(cypher.value("RETURN rec.version()").asString()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(cypher.value("CALL rec.version() YIELD version RETURN version = rec.version()")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void hasTheSignaturesOfTheGoldenFile(Cypher cypher) throws IOException {
        List<Object> signatures = cypher.column("""
                SHOW PROCEDURES YIELD name, mode, signature WHERE name STARTS WITH 'rec.'
                RETURN mode + ' ' + signature AS line ORDER BY name
                """);
        List<Object> functions = cypher.column("""
                SHOW USER DEFINED FUNCTIONS YIELD name, signature WHERE name STARTS WITH 'rec.'
                RETURN 'FUNCTION ' + signature AS line ORDER BY name
                """);
        Path golden = Path.of("src/test/resources/procedures.golden.txt");
        var found = new ArrayList<Object>(signatures);
        found.addAll(functions);
        if (Boolean.getBoolean("rec.update")) {
            Files.write(golden, found.stream().map(String::valueOf).toList());
        }
        assertThat(found)
                .as("the golden file %s; -Drec.update=true writes it, as it does the reference", golden)
                .hasSizeGreaterThan(10)
                .containsExactlyElementsOf(Files.readAllLines(golden));
    }

    @Test
    void listsEverythingItHas(Cypher cypher) {
        List<Object> listed = cypher.column("CALL rec.list() YIELD name, type RETURN type + ' ' + name AS line");
        List<Object> shown = cypher.column("""
                SHOW PROCEDURES YIELD name WHERE name STARTS WITH 'rec.' RETURN 'procedure ' + name AS line
                """);
        assertThat(listed).containsAll(shown).contains("function rec.embed");
    }

    @Test
    void runsTheEncoderInsideTheServer(Cypher cypher) {
        List<Double> vector =
                cypher.value("RETURN rec.embed('A film about robots')").asList(value -> value.asDouble());
        assertThat(vector).hasSize(384);
        assertThat(Math.sqrt(vector.stream().mapToDouble(x -> x * x).sum())).isCloseTo(1, within(1e-5));
    }
}

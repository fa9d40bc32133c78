// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphrec.endtoend.RunningServer;
import org.graphrec.fixtures.Cypher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The reference says what the running server says. */
@ExtendWith(RunningServer.class)
class ReferenceIT {
    private static final Path PAGE = Path.of("../docs/reference/procedures.md");
    private static final String COMMAND = "mvn -ntp verify -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dit.test=ReferenceIT,PluginLoadsIT -Drec.update=true";

    @Test
    void isWhatTheServerSaysOfItself(Cypher cypher) throws IOException {
        // answers to mistakes name what there is
        cypher.wipe();
        Meanings meanings = new Meanings();
        Examples examples = new Examples();
        String page = new ReferencePage(cypher, meanings, examples).markdown(Callable.all(cypher));
        List<String> problems = new ArrayList<>(meanings.problems());
        problems.addAll(examples.problems());
        if (Boolean.getBoolean("rec.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(problems).as("what the reference lacks").isEmpty();
        assertThat(page).as("%s; write it again with: %s", PAGE, COMMAND).isEqualTo(Files.readString(PAGE));
    }
}

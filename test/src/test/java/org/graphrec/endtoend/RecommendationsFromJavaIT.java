// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.graphrec.fixtures.Cypher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Driver;

/** The lines of Java that the page on clients shows. */
@ExtendWith(RunningServer.class)
class RecommendationsFromJavaIT {
    private static final Path PAGE = Path.of("../docs/how-to/clients.md");
    private static final Path SOURCE = Path.of("src/test/java/org/graphrec/endtoend/RecommendationsFromJavaIT.java");

    @Test
    void askOverBolt(Cypher cypher) {
        cypher.rows("CREATE (:User {name: 'Ada'})-[:RATED]->(:Movie {title: 'Orbit'})<-[:RATED]-(:User {name: 'Ben'})"
                + "-[:RATED]->(:Movie {title: 'Comet'})");
        cypher.rows("CALL gds.graph.project('movies', ['User', 'Movie'], 'RATED') YIELD nodeCount");
        cypher.rows("CALL rec.train('movies', {modelName: 'taste', architecture: 'itemGraph'}) YIELD modelInfo");
        assertThat(recommendations(cypher.driver(), "Ada", 1)).containsExactly("Comet (warm)");
    }

    @Test
    void areThoseOfThePage() throws IOException {
        String page = Files.readString(PAGE);
        String shown = page.substring(page.indexOf("```java\n") + 8);
        String block = shown.substring(0, shown.indexOf("```")).strip();
        assertThat(Files.readString(SOURCE).replaceAll("\\s+", "")).contains(block.replaceAll("\\s+", ""));
    }

    static List<String> recommendations(Driver driver, String name, int k) {
        String statement = """
                MATCH (user:User {name: $name})
                CALL rec.recommend.stream('taste', user, {k: $k}) YIELD item, score, regime
                RETURN item.title AS title, score, regime
                """;
        try (var session = driver.session()) {
            return session.executeRead(transaction -> transaction
                    .run(statement, Map.of("name", name, "k", k))
                    .list(row -> row.get("title").asString() + " ("
                            + row.get("regime").asString() + ")"));
        }
    }
}

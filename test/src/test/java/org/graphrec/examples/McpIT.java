// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.base.Json;
import org.graphrec.docs.Page;
import org.graphrec.endtoend.RunningServer;
import org.graphrec.endtoend.TestServer;
import org.graphrec.fixtures.Cypher;
import org.graphrec.server.StandaloneServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The round trip of an agent: a client and a server of the Model Context Protocol, by npm's SDK, the server asking Neo4j. It has the tag
 * {@code long}, since npm fetches a hundred packages for it.
 */
@Tag("long")
@ExtendWith(RunningServer.class)
class McpIT {
    private static final Path SOURCES = Page.ROOT.resolve("test/src/test/mcp");
    private static final Path FILMS = Page.ROOT.resolve("cypher-examples/01-movies/setup.cypher");

    private static final String TRAIN = "CALL rec.train('films', {modelName: 'mcp', architecture: 'itemGraph'})"
            + " YIELD modelName, architecture RETURN modelName, architecture";
    private static final String RECOMMEND = "MATCH (u:User {name: $name}) CALL rec.recommend.stream('mcp', u, {k: 2})"
            + " YIELD rank, item RETURN rank, rec.asMaps(item) AS item";
    private static final String WRITE = "CALL rec.recommend.write('mcp', '*', {k: 1, writeRelationshipType: 'SHOWN'})"
            + " YIELD relationshipsWritten RETURN relationshipsWritten";
    private static final String MISSING =
            "CALL rec.recommend.stream('nothing', null, {history: []}) YIELD rank RETURN rank";

    @Test
    void readsThroughTheProtocolAndIsRefusedWhatWrites(Cypher cypher, TestServer running, @TempDir Path folder)
            throws Exception {
        requireNpm(folder);
        cypher.wipe();
        for (String statement : CypherScript.statements(FILMS)) {
            cypher.rows(statement);
        }
        cypher.rows("CALL gds.graph.project('films', ['User', 'Movie'], 'RATED')");
        Path calls = Files.writeString(
                folder.resolve("calls.json"),
                Stream.of(TRAIN, RECOMMEND, WRITE, MISSING)
                        .map(statement -> "{\"cypher\": \"" + statement + "\", \"parameters\": {\"name\": \"Ada\"}}")
                        .toList()
                        .toString());
        StandaloneServer server = running.server();
        ProcessBuilder client = new ProcessBuilder("node", "client.mjs", calls.toString()).directory(folder.toFile());
        client.environment().put("NEO4J_URI", server.boltUri().toString());
        client.environment().put("NEO4J_USERNAME", server.user());
        client.environment().put("NEO4J_PASSWORD", server.password());
        List<String> lines = output(client, folder);

        assertThat(lines).hasSize(4);
        assertThat(answer(lines.get(0)))
                .isEqualTo(Map.of("error", false, "text", "[{\"modelName\":\"mcp\",\"architecture\":\"itemGraph\"}]"));
        assertThat(answer(lines.get(1)).get("error")).isEqualTo(false);
        List<?> rows = (List<?>) Json.read((String) answer(lines.get(1)).get("text"));
        assertThat(rows).hasSize(2);
        assertThat(answer(lines.get(2)).get("error")).isEqualTo(true);
        assertThat(answer(lines.get(3)).get("error")).isEqualTo(true);
        assertThat((String) answer(lines.get(3)).get("text")).contains("`nothing`");
        assertThat(cypher.rows("MATCH ()-[s:SHOWN]->() RETURN s")).isEmpty();
        cypher.rows("CALL rec.model.drop('mcp')");
        cypher.rows("CALL gds.graph.drop('films')");
    }

    private static Map<String, Object> answer(String line) {
        return Json.readObject(line);
    }

    private static void requireNpm(Path folder) throws Exception {
        for (String file : List.of("package.json", "server.mjs", "client.mjs")) {
            Files.copy(SOURCES.resolve(file), folder.resolve(file));
        }
        try {
            output(
                    new ProcessBuilder("npm", "install", "--no-package-lock", "--no-audit", "--no-fund")
                            .directory(folder.toFile()),
                    folder);
        } catch (IOException missing) {
            System.out.println("McpIT: the round trip is not made, as there is no npm here.");
            assumeTrue(false, "there is no npm");
        }
    }

    private static List<String> output(ProcessBuilder process, Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        int exit = process.redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start()
                .waitFor();
        assertThat(exit).as("%s", Files.readString(folder.resolve("errors"))).isZero();
        return Files.readAllLines(output);
    }
}

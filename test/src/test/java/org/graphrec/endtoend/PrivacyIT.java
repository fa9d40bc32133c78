// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graphrec.fixtures.Checkerboard;
import org.graphrec.fixtures.Cypher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What users write stays in the database: not in the logs, not in errors of others, and not on the network. */
@Tag("reliability")
@ExtendWith(RunningServer.class)
@Timeout(180)
class PrivacyIT {
    private static final String CANARY = "zanzibarquagmire";
    private static final Path STRACE = Path.of("/usr/bin/strace");

    /** A connection of IPv4 or IPv6 to anywhere but this machine. */
    private static final int ATTEMPTS = 3;

    private static final Pattern ELSEWHERE = Pattern.compile(
            "connect\\(.*sa_family=AF_INET6?,(?!.*(127\\.0\\.0\\.1|\"::1\"|::ffff:127\\.|0\\.0\\.0\\.0|\"::\"))");

    @BeforeAll
    static void load(Cypher cypher) {
        Checkerboard.load(cypher);
        cypher.rows("MATCH (f:Film) SET f.plot = f.plot + ' ' + $canary", "canary", CANARY);
    }

    /** Calls of all kinds over texts with the word in them, those that fail included. */
    private static void use(Cypher cypher) {
        cypher.rows("CALL rec.embed.nodes.write(['Film'], {textProperties: ['plot']})");
        cypher.rows("RETURN rec.embed($text)", "text", CANARY);
        cypher.rows("MATCH (n:Nobody) RETURN n");
        Checkerboard.train(cypher, "private", "content");
        cypher.rows(
                "MATCH (u:User {name: 'user1'}) CALL rec.recommend.stream('private', u, {k: 3, query: $text}) YIELD item"
                        + " RETURN item",
                "text",
                "about " + CANARY);
        for (String failing : List.of(
                "RETURN rec.embed('x', $text)",
                "CALL rec.model.drop($text)",
                "CALL rec.train($text, {modelName: 'm'})",
                "CALL rec.train('films', {modelName: $forged, architecture: 'popularity'})",
                "CALL rec.embed.nodes.write([$text], {textProperties: ['plot']})",
                "CALL rec.embed.nodes.stats(['Film'], {textProperties: [$text]})",
                "MATCH (u:User) CALL rec.recommend.stream('private', u, {where: 'item.plot = 1 / 0 AND ' + $text}) YIELD item"
                        + " RETURN item",
                "CALL rec.recommend.stream('private', $text)")) {
            assertThat(cypher.failure(failing, "text", CANARY, "forged", "m\n forged line"))
                    .as(failing)
                    .isNotNull();
        }
        cypher.rows("CALL rec.model.drop('private')");
    }

    @Test
    void writesNoTextAndNoVectorIntoTheLogs(TestServer cypher) throws IOException {
        use(cypher);
        String vector = cypher.value("MATCH (f:Film) RETURN toString(f.embedding[0]) LIMIT 1")
                .asString();
        try (Stream<Path> logs = Files.list(cypher.server().home().resolve("logs"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(log, StandardCharsets.ISO_8859_1);
                // what Neo4j writes of a query that fails is its own matter, and the operator's: db.logs.query.*
                assertThat(text.lines().filter(line -> line.contains(CANARY) || line.contains(vector)))
                        .as(log.getFileName().toString())
                        .isEmpty();
                // the name of a model does get there, as one line
                assertThat(text).doesNotContain("\n forged line");
            }
        }
        assertThat(cypher.log("neo4j.log"))
                .as("the log that was looked at is the one that is written")
                .contains("rec.train by user `neo4j` on database `neo4j`, model `private`: done");
    }

    /**
     * What the calls connect to, they connect to each time. A name that the server looks up for itself at some moment, as it was seen to do,
     * is in one trace and not in the next.
     */
    @Test
    void connectsToNothingButThisMachine(TestServer cypher, @TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(STRACE));
        List<String> traced = List.of();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            traced = traced(cypher, folder.resolve("connects" + attempt + ".txt"));
            if (traced.stream().noneMatch(line -> ELSEWHERE.matcher(line).find())) {
                break;
            }
        }
        assertThat(traced.stream().filter(line -> ELSEWHERE.matcher(line).find()))
                .as("%s", traced)
                .isEmpty();
        assertThat(ELSEWHERE
                        .matcher(
                                "1 connect(5, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"10.0.0.1\")}, 16)")
                        .find())
                .isTrue();
    }

    /** What the server connects to and sends while the calls are made. */
    private static List<String> traced(TestServer cypher, Path calls) throws Exception {
        Process strace = new ProcessBuilder(
                        STRACE.toString(),
                        "-f",
                        "-qq",
                        "-e",
                        "trace=connect,sendto,sendmmsg",
                        "-o",
                        calls.toString(),
                        "-p",
                        Long.toString(cypher.server().pid()))
                .redirectErrorStream(true)
                .redirectOutput(calls.resolveSibling("strace.txt").toFile())
                .start();
        try {
            Thread.sleep(1_500);
            assumeTrue(strace.isAlive(), "this system lets nobody trace a process");
            use(cypher);
        } finally {
            // it lets go of the server
            strace.destroy();
            strace.waitFor();
        }
        return Files.readAllLines(calls);
    }
}

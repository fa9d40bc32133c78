// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.graphrec.fixtures.Cypher;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.StandaloneServer;
import org.neo4j.driver.Driver;

/** A standalone server that a test asks, stops, kills and starts again; the last start is the one that is asked. */
public final class TestServer implements Cypher, AutoCloseable {
    private StandaloneServer server;

    private TestServer(StandaloneServer server) {
        this.server = server;
    }

    /** Starts a server with the given options. Most of a test server's life is its start: it has the compiler that starts faster. */
    static TestServer start(ServerOptions options) {
        List<String> flags = new ArrayList<>(options.jvmFlags());
        flags.add("-XX:TieredStopAtLevel=1");
        return new TestServer(StandaloneServer.start(options.withJvmFlags(flags)));
    }

    /** The name of a folder that the processes of tests, which run side by side, do not share. */
    static String ofProcess(String name) {
        return name + "-" + System.getProperty("rec.fork", "1");
    }

    @Override
    public Driver driver() {
        return server.driver();
    }

    /** The process of the last start. */
    public StandaloneServer server() {
        return server;
    }

    /** Stops the server, if it still runs, and starts it again on the same home folder. */
    void restart() {
        restart(server.options());
    }

    /** The same with other options, of the same home folder. */
    void restart(ServerOptions changed) {
        server.close();
        server = server.startAgain(changed);
    }

    /** Ends the process as kill -9 does. */
    void kill() {
        server.kill();
    }

    /** One of the server's log files, whole. */
    String log(String name) throws IOException {
        return Files.readString(server.home().resolve("logs").resolve(name), StandardCharsets.ISO_8859_1);
    }

    /** All that the server wrote into its logs so far. */
    String logs() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> logs = Files.list(server.home().resolve("logs"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                text.append(log(log.getFileName().toString()));
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        server.close();
    }
}

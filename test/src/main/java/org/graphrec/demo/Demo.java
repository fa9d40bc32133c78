// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.graphrec.data.DataException;
import org.graphrec.data.Dataset;
import org.graphrec.data.MovieLensLoader;
import org.graphrec.data.PomLoader;
import org.graphrec.server.ServerException;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.StandaloneServer;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * From text and graph to recommendations in a real server. Reads {@code rec.movielens} (a MovieLens folder in place of
 * the local Maven repository), {@code rec.repository} (another Maven repository) and {@code rec.stay} (the server stays
 * up until Enter).
 */
public final class Demo {
    private static volatile boolean interrupted;

    private Demo() {}

    /** Ends the JVM with 1 after one line that says what is wrong, where something is. */
    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted = true, "end-of-demo"));
        try {
            DemoOptions options = DemoOptions.from(System.getProperties());
            run(options, new Output(System.out, options.steps()));
        } catch (DataException | ServerException | Neo4jException | IllegalArgumentException e) {
            // after Ctrl-C the server is gone, which is no error
            if (!interrupted) {
                new Output(System.out, 0).line("\nError: " + e.getMessage());
                System.exit(1);
            }
        }
    }

    private static void run(DemoOptions options, Output output) {
        long begin = System.nanoTime();
        output.line("Graph Recommender for Neo4j: from text and graph to recommendations, inside the database");
        Showcase showcase = output.step(source(options), () -> read(options, output));
        ServerOptions serverOptions = ServerOptions.ofBuild(options.target(), "demo-server");
        try (var server =
                output.step("Starting a Neo4j server with the plugin and GDS", () -> start(serverOptions, output))) {
            if (options.films()) {
                output.step("Films: the first statements of the README", () -> {
                    new Films(server.driver(), options.root(), output).run();
                    return null;
                });
            }
            new Walkthrough(server.driver(), showcase, output).run();
            closing(server, showcase, options, output);
            output.line("%nThe whole run took %.0f s.".formatted((System.nanoTime() - begin) / 1e9));
            if (options.stay()) {
                awaitEnter(server, output);
            }
        }
    }

    private static String source(DemoOptions options) {
        return options.movieLens()
                .map(folder -> "Reading MovieLens in " + folder)
                .orElseGet(() -> "Reading the POM files in " + options.repository());
    }

    private static Showcase read(DemoOptions options, Output output) {
        Showcase showcase = options.movieLens()
                .map(folder -> Showcase.movies(new MovieLensLoader(folder).load()))
                .orElseGet(() -> Showcase.libraries(new PomLoader(options.repository()).load()));
        Dataset dataset = showcase.dataset();
        dataset.facts().forEach(output::note);
        output.note("%,d %s nodes, %,d %s nodes (%,d of them cold), %,d %s relationships"
                .formatted(
                        dataset.users().size(),
                        dataset.schema().userLabel(),
                        dataset.items().size(),
                        dataset.schema().itemLabel(),
                        dataset.coldItems().size(),
                        dataset.interactions().size(),
                        dataset.schema().relationshipType()));
        return showcase;
    }

    private static StandaloneServer start(ServerOptions options, Output output) {
        var server = StandaloneServer.start(options);
        try (var session = server.driver().session()) {
            Map<String, Object> versions = session.run("CALL dbms.components() YIELD name, versions "
                            + "WHERE name = 'Neo4j Kernel' RETURN versions[0] AS neo4j, gds.version() AS gds")
                    .single()
                    .asMap();
            output.note(
                    "Neo4j " + versions.get("neo4j") + ", GDS " + versions.get("gds") + ", process " + server.pid());
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static void closing(StandaloneServer server, Showcase showcase, DemoOptions options, Output output) {
        output.line("");
        output.line("Bolt      " + server.boltUri());
        output.line("Browser   " + server.browserUri());
        output.line("user      " + server.user() + "   password   " + server.password());
        output.line("");
        output.line(
                options.stay()
                        ? "Statements to try next:"
                        : "To try these, run the demo again with -Drec.stay=true, which keeps the server up:");
        List<String> statements = NextStatements.of(showcase);
        for (String statement : statements) {
            output.line("");
            output.line("    " + statement.replace("\n", "\n    ") + ";");
        }
    }

    private static void awaitEnter(StandaloneServer server, Output output) {
        output.line("The server stays up. Press Enter to stop it.");
        try {
            if (System.in.read() < 0) {
                // no terminal to press Enter in: until the server or this process is stopped
                server.awaitExit();
            }
        } catch (IOException e) {
            throw new ServerException("Standard input cannot be read.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

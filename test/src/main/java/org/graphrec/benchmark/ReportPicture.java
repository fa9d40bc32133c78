// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphrec.browser.Chromium;
import org.graphrec.browser.Chromium.Scheme;
import org.graphrec.data.DataException;
import org.graphrec.data.Dataset;
import org.graphrec.demo.Output;
import org.graphrec.server.ServerException;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.StandaloneServer;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * The page of {@code rec.report.html} on the small MovieLens, and pictures of it in light and dark, into the build folder. Reads
 * {@code rec.data} (the folder with {@code ml-latest-small}).
 */
public final class ReportPicture {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 900;

    private ReportPicture() {}

    /** Ends the JVM with 1 after one line that says what is wrong, where something is. */
    public static void main(String[] arguments) {
        var output = new Output(System.out, 3);
        try {
            run(output);
        } catch (DataException | ServerException | Neo4jException | UncheckedIOException e) {
            output.line("\nError: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Output output) {
        Path target = Path.of(System.getProperty("rec.target", "test/target"));
        Path folder = Path.of(System.getProperty("rec.data", "../shared/data"), "ml-latest-small");
        Dataset dataset = RatedData.load("ml-latest-small", folder);
        Path page = target.resolve("report.html");
        try (var server = StandaloneServer.start(
                        ServerOptions.ofBuild(target, "report-server").withHeap("4g"));
                Session session = server.driver().session()) {
            output.step(
                    "Loading and embedding ml-latest-small",
                    () -> CompareBenchmark.load(dataset, server.driver(), session));
            output.step(
                    "Comparing",
                    () -> write(page, session.run("""
                        CALL rec.report.html('all', {
                          title: 'MovieLens small: which method fits?', ratingProperty: 'rating', featureProperties: ['embedding'],
                          architectures: ['popularity', 'content', 'userKnn', 'itemKnn', 'mf', 'lightgcn', 'auto'],
                          timeBudgetSeconds: 30, coldItemFraction: 0.05, concurrency: 2
                        }) YIELD html
                        """).single().get("html").asString()));
        }
        Chromium chromium = Chromium.installed()
                .orElseThrow(() ->
                        new DataException("Chromium is not installed, so that there is no picture of " + page + "."));
        for (Scheme scheme : Scheme.values()) {
            Path picture = target.resolve(scheme == Scheme.LIGHT ? "report.png" : "report-dark.png");
            chromium.picture(page.toAbsolutePath().toUri().toString(), picture, WIDTH, HEIGHT, scheme);
            output.line("Wrote " + picture + ".");
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}

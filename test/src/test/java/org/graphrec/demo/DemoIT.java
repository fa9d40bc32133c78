// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphrec.data.MovieLensLoader;
import org.graphrec.docs.Page;
import org.graphrec.endtoend.ServerWith;
import org.graphrec.endtoend.TestServer;
import org.graphrec.examples.CypherScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerWith(home = "it-demo", idsInOrder = true)
class DemoIT {
    @Test
    void tellsTheWholeStoryOfASmallMovieLens(@TempDir Path folder, TestServer cypher) throws IOException {
        writeMovieLens(folder);
        Showcase showcase = Showcase.movies(new MovieLensLoader(folder).load());
        var bytes = new ByteArrayOutputStream();
        new Walkthrough(
                        cypher.driver(),
                        showcase,
                        new Output(new PrintStream(bytes, true, StandardCharsets.UTF_8), Walkthrough.STEPS))
                .run();
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .contains(
                        "[7/7]",
                        "NDCG@20",
                        "chosen   ",
                        "user     1\n",
                        "gets movie",
                        "movie    Space cold (2020)",
                        " cold ");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        for (String statement : NextStatements.of(showcase)) {
            assertThat(cypher.rows(statement)).as("%s", statement).isNotEmpty();
        }
    }

    @Test
    void beginsWithTheFilmsOfTheReadme(TestServer cypher) {
        cypher.wipe();
        var bytes = new ByteArrayOutputStream();
        new Films(cypher.driver(), Page.ROOT, new Output(new PrintStream(bytes, true, StandardCharsets.UTF_8), 1))
                .run();
        String text = bytes.toString(StandardCharsets.UTF_8);
        CypherScript.Block block =
                CypherScript.blocks(Page.read(Path.of("README.md")).text()).get(0);
        String first = block.output().lines().skip(2).findFirst().orElseThrow();
        assertThat(text).contains(first.split("\\|", -1)[2].strip());
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    /** Two tastes, twelve movies each, and a movie that nobody has rated. */
    private static void writeMovieLens(Path folder) throws IOException {
        var movies = new StringBuilder("movieId,title,genres\n");
        var ratings = new StringBuilder("userId,movieId,rating,timestamp\n");
        for (int movie = 0; movie < 24; movie++) {
            movies.append(movie)
                    .append(movie % 2 == 0 ? ",Space robots " : ",Country wedding ")
                    .append(movie)
                    .append(" (1999),")
                    .append(movie % 2 == 0 ? "Sci-Fi" : "Romance")
                    .append('\n');
            for (int user = 1; user <= 30; user++) {
                if (user % 2 == movie % 2 && movie / 2 != user / 2 % 12) {
                    ratings.append(user)
                            .append(',')
                            .append(movie)
                            .append(",4.0,")
                            .append(movie)
                            .append('\n');
                }
            }
        }
        movies.append("99,Space cold (2020),Sci-Fi|Adventure\n");
        Files.writeString(folder.resolve("movies.csv"), movies);
        Files.writeString(folder.resolve("ratings.csv"), ratings);
    }
}

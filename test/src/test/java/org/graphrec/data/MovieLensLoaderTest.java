// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovieLensLoaderTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        write("movies.csv", """
                movieId,title,genres
                1,"Robot, The (2001)",Adventure|Children
                2,"Café \\"noir\\" (1999)",(no genres listed)
                """);
        write("ratings.csv", """
                userId,movieId,rating,timestamp
                10,1,4.5,964982703
                9,1,0.5,964982704
                """);
    }

    @Test
    void readsMoviesAndRatings() {
        Dataset dataset = new MovieLensLoader(folder).load();
        assertThat(dataset.items().get(0))
                .isEqualTo(Map.of("movieId", 1L, "title", "Robot, The (2001)", "genres", "Adventure, Children"));
        assertThat(dataset.items().get(1)).containsEntry("genres", "");
        assertThat(dataset.users()).containsExactly(Map.of("userId", 9L), Map.of("userId", 10L));
        assertThat(dataset.interactions().get(0))
                .isEqualTo(new Dataset.Interaction(10L, 1L, Map.of("rating", 4.5, "ratedAt", 964982703L)));
        assertThat(dataset.coldItems()).hasSize(1);
    }

    @Test
    void namesTheMissingFileAndTheWayOut() throws IOException {
        Files.delete(folder.resolve("ratings.csv"));
        assertFails("The folder `" + folder + "` has no `ratings.csv`. Point rec.movielens at an unpacked MovieLens"
                + " folder such as ml-latest-small.");
    }

    @Test
    void namesTheMissingColumn() throws IOException {
        write("ratings.csv", "user,movieId,rating,timestamp\n");
        assertFails("The file `" + folder.resolve("ratings.csv")
                + "` has no column [userId] but [user, movieId, rating, timestamp].");
    }

    @Test
    void namesTheValueThatIsNoNumber() throws IOException {
        write("ratings.csv", "userId,movieId,rating,timestamp\n1,1,good,5\n");
        assertFails("The value of `rating` in record 1 must be a number but was `good`.");
    }

    @Test
    void refusesARatingOfNoMovie() throws IOException {
        write("ratings.csv", "userId,movieId,rating,timestamp\n1,77,3.0,5\n");
        assertFails("Line 1 of `ratings.csv` rates movie 77, which `movies.csv` does not have.");
    }

    private void assertFails(String message) {
        assertThatThrownBy(() -> new MovieLensLoader(folder).load())
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content.replace("\\\"", "\"\""));
    }
}

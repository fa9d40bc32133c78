// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.graphrec.data.Dataset.Interaction;

/**
 * Reads a MovieLens folder with {@code movies.csv} and {@code ratings.csv}, as ml-latest-small has them. Every rating is
 * an interaction, whatever its value; title and genres are the text.
 */
public final class MovieLensLoader {
    private static final Schema SCHEMA =
            new Schema("User", "userId", "Movie", "movieId", "title", "RATED", List.of("title", "genres"));

    private final Path folder;

    public MovieLensLoader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads both files.
     *
     * @throws DataException if one is missing, or a line of it is not what MovieLens has there
     */
    public Dataset load() {
        List<Map<String, Object>> movies = new ArrayList<>();
        Set<Long> movieIds = new HashSet<>();
        for (CSVRecord line : lines("movies.csv", "movieId", "title", "genres")) {
            long movieId = number(line, "movieId");
            movieIds.add(movieId);
            String genres = line.get("genres").equals("(no genres listed)")
                    ? ""
                    : line.get("genres").replace("|", ", ");
            movies.add(Map.of("movieId", movieId, "title", line.get("title"), "genres", genres));
        }
        Set<Long> users = new TreeSet<>();
        List<Interaction> ratings = new ArrayList<>();
        for (CSVRecord line : lines("ratings.csv", "userId", "movieId", "rating", "timestamp")) {
            long userId = number(line, "userId");
            long movieId = number(line, "movieId");
            if (!movieIds.contains(movieId)) {
                throw new DataException("Line " + line.getRecordNumber() + " of `ratings.csv` rates movie " + movieId
                        + ", which `movies.csv` does not have.");
            }
            users.add(userId);
            ratings.add(new Interaction(
                    userId, movieId, Map.of("rating", rating(line), "ratedAt", number(line, "timestamp"))));
        }
        List<Map<String, Object>> rows = users.stream()
                .map(user -> Map.<String, Object>of("userId", user))
                .toList();
        return new Dataset(SCHEMA, List.of("every rating counts as an interaction"), rows, movies, ratings);
    }

    private List<CSVRecord> lines(String name, String... columns) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new DataException("The folder `" + folder + "` has no `" + name
                    + "`. Point rec.movielens at an unpacked MovieLens folder such as ml-latest-small.");
        }
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                var parser = format.parse(reader)) {
            List<String> missing = new ArrayList<>(List.of(columns));
            missing.removeAll(parser.getHeaderNames());
            if (!missing.isEmpty()) {
                throw new DataException(
                        "The file `" + file + "` has no column " + missing + " but " + parser.getHeaderNames() + ".");
            }
            List<CSVRecord> records = parser.getRecords();
            for (CSVRecord record : records) {
                if (!record.isConsistent()) {
                    throw new DataException("Record " + record.getRecordNumber() + " of the file `" + file + "` has "
                            + record.size() + " values but the header "
                            + parser.getHeaderNames().size() + ".");
                }
            }
            return records;
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw new DataException("The file `" + file + "` cannot be read: " + e.getMessage(), e);
        }
    }

    private static long number(CSVRecord line, String column) {
        try {
            return Long.parseLong(line.get(column));
        } catch (NumberFormatException e) {
            throw notANumber(line, column, e);
        }
    }

    private static double rating(CSVRecord line) {
        try {
            return Double.parseDouble(line.get("rating"));
        } catch (NumberFormatException e) {
            throw notANumber(line, "rating", e);
        }
    }

    private static DataException notANumber(CSVRecord line, String column, NumberFormatException cause) {
        return new DataException(
                "The value of `" + column + "` in record " + line.getRecordNumber() + " must be a number but was `"
                        + line.get(column) + "`.",
                cause);
    }
}

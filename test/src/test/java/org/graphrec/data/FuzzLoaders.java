// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A target of Jazzer: any bytes as a POM or as a file of MovieLens are read or refused. */
public final class FuzzLoaders {
    private static Path folder;

    private FuzzLoaders() {}

    /** The first byte says which file the others are. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory("graphrec-fuzz");
            Files.createDirectories(folder.resolve("a/b/1"));
        }
        byte[] content = Arrays.copyOfRange(data, Math.min(1, data.length), data.length);
        int kind = data.length == 0 ? 0 : Math.floorMod(data[0], 3);
        try {
            if (kind == 0) {
                Files.write(folder.resolve("a/b/1/b-1.pom"), content);
                new PomLoader(folder.resolve("a")).load();
            } else {
                byte[] movies = "movieId,title,genres\n1,A (2000),Drama\n".getBytes(StandardCharsets.UTF_8);
                byte[] ratings = "userId,movieId,rating,timestamp\n1,1,4.0,5\n".getBytes(StandardCharsets.UTF_8);
                Files.write(folder.resolve("movies.csv"), kind == 1 ? content : movies);
                Files.write(folder.resolve("ratings.csv"), kind == 2 ? content : ratings);
                new MovieLensLoader(folder).load();
            }
        } catch (DataException refused) {
            // said in words
        }
    }
}

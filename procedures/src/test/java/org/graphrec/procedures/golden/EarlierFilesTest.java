// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.graphrec.procedures.model.ModelLocations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of models as earlier versions stored them: each is loaded and answers what it answered then, to the last bit. The files
 * name the database that they were stored by, which no other can be; the test enters its own, and changes nothing else.
 */
class EarlierFilesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/stored-models");
    private static final String MODEL = ".safetensors";
    private static final String ANSWERS = ".answers.txt";
    private static final String OWNER = "root";

    /** Of the graph without properties, what looks different in a file. */
    private static final Set<String> KEPT_OF_PLAIN = Set.of("plain-itemGraph", "plain-ease", "plain-mf");

    private static final Set<String> NOT_KEPT =
            Set.of("shop-blend", "shop-autoOfGraphAlone", "shop-ratingOfGraphAlone");

    @TempDir
    private Path home;

    @TempDir
    private Path folder;

    @Test
    void answerAsWhenTheyWereStored() throws Exception {
        Path stored = Files.createDirectory(folder.resolve("graph-recommender-models"));
        try (GoldenGraphs graphs = new GoldenGraphs(home, new ModelLocations(folder, null, ""))) {
            Set<String> names = names();
            for (String name : names) {
                Files.write(
                        stored.resolve(ModelBytes.fileName(graphs.identity(), OWNER, name)),
                        ModelBytes.movedTo(Files.readAllBytes(GOLDEN.resolve(name + MODEL)), graphs.identity()));
            }
            Set<String> missing = new TreeSet<>(kept(graphs));
            missing.removeAll(names);
            if (Boolean.getBoolean("rec.update")) {
                train(graphs, missing);
            }
            graphs.addLaterFilm();
            if (Boolean.getBoolean("rec.update")) {
                for (String name : missing) {
                    Path file = stored.resolve(ModelBytes.fileName(graphs.identity(), OWNER, name));
                    Files.copy(file, GOLDEN.resolve(name + MODEL));
                    Files.write(GOLDEN.resolve(name + ANSWERS), ModelAnswers.of(graphs, name));
                }
            }
            assertThat(names())
                    .as("stored models; -Drec.update=true adds those that are missing")
                    .containsAll(kept(graphs));
            SoftAssertions all = new SoftAssertions();
            for (String name : names) {
                all.assertThat(ModelAnswers.of(graphs, name))
                        .as(name)
                        .isEqualTo(Files.readAllLines(GOLDEN.resolve(name + ANSWERS)));
            }
            all.assertAll();
        }
    }

    private static void train(GoldenGraphs graphs, Set<String> names) {
        GoldenModels.calls(graphs, 2).forEach((name, call) -> {
            // what a model is made of is trained before it, or stored already
            if (names.contains(name)) {
                graphs.rows("CALL " + call + " YIELD modelInfo RETURN 1");
                graphs.rows("CALL rec.model.store('" + name + "') YIELD modelName RETURN 1");
            }
        });
    }

    /** The models of which a file is kept; what is left out is stored as another one is. */
    private static Set<String> kept(GoldenGraphs graphs) {
        return GoldenModels.calls(graphs, 2).keySet().stream()
                .filter(name -> !name.startsWith("plain-") || KEPT_OF_PLAIN.contains(name))
                .filter(name -> !NOT_KEPT.contains(name))
                .collect(Collectors.toSet());
    }

    private static Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(MODEL))
                    .map(name -> name.substring(0, name.length() - MODEL.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}

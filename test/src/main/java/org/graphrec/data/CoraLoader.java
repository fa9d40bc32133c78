// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Loads the citation graph Cora, or one in the same two files: {@code cora.content} with a line "paper, one 0 or 1 for each word,
 * subject" a paper, and {@code cora.cites} with a line "cited, citing" a citation, all apart by blanks or tabs. Papers are both
 * ends of {@code (:Paper)-[:CITES]->(:Paper)}; a citation of a paper without content is left out.
 */
public final class CoraLoader {
    private static final String CONTENT = "cora.content";
    private static final String CITES = "cora.cites";
    private static final Schema SCHEMA = new Schema("Paper", "paper", "Paper", "paper", "paper", "CITES", List.of());

    private final Path folder;

    public CoraLoader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads both files: papers are the users of the data set, with `words`, a list of floats, and `subject`.
     *
     * @throws DataException when a file is missing or a line is wrong
     */
    public Dataset load() {
        List<Map<String, Object>> papers = new ArrayList<>();
        Set<Object> known = new HashSet<>();
        int words = -1;
        for (String[] line : lines(CONTENT)) {
            words = words < 0 ? line.length - 2 : words;
            if (line.length < 3 || line.length - 2 != words) {
                throw new DataException("The file `" + folder.resolve(CONTENT) + "` has a line with " + line.length
                        + " fields after lines with " + (words + 2) + ": " + line[0] + ".");
            }
            if (!known.add(line[0])) {
                throw new DataException(
                        "The file `" + folder.resolve(CONTENT) + "` has the paper " + line[0] + " twice.");
            }
            papers.add(Map.of("paper", line[0], "words", vector(line, words), "subject", line[words + 1]));
        }
        List<Dataset.Interaction> citations = new ArrayList<>();
        int left = 0;
        for (String[] line : lines(CITES)) {
            if (line.length != 2) {
                throw new DataException("The file `" + folder.resolve(CITES) + "` must have two papers a line but has "
                        + line.length + ": " + line[0] + ".");
            }
            if (known.contains(line[0]) && known.contains(line[1])) {
                citations.add(new Dataset.Interaction(line[1], line[0], Map.of()));
            } else {
                left++;
            }
        }
        return new Dataset(
                SCHEMA,
                List.of(papers.size() + " papers, " + citations.size() + " citations, " + left
                        + " left out for want of content"),
                papers,
                List.of(),
                citations);
    }

    private List<Double> vector(String[] line, int words) {
        List<Double> vector = new ArrayList<>(words);
        for (int word = 1; word <= words; word++) {
            if (!line[word].equals("0") && !line[word].equals("1")) {
                throw new DataException(
                        "The file `" + folder.resolve(CONTENT) + "` must have 0 or 1 for each word but the" + " paper "
                                + line[0] + " has `" + line[word] + "`.");
            }
            vector.add(line[word].equals("1") ? 1.0 : 0.0);
        }
        return vector;
    }

    private List<String[]> lines(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new DataException("The folder `" + folder + "` has no `" + name
                    + "`. Unpack the citation data set Cora into it: " + CONTENT + " and " + CITES + ".");
        }
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.filter(line -> !line.isBlank())
                    .map(line -> line.strip().split("\\s+"))
                    .toList();
        } catch (IOException unreadable) {
            throw new DataException("The file `" + file + "` cannot be read.", unreadable);
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.graphrec.data.Dataset.Interaction;

/**
 * Reads a local Maven repository as a data set: projects are users, libraries are items, a project's direct dependencies
 * are its interactions, names and descriptions are the text. Every project counts once, in its newest version. A library
 * with a description that no project here depends on is a cold item.
 */
public final class PomLoader {
    private static final Schema SCHEMA = new Schema(
            "Project",
            "coordinates",
            "Library",
            "coordinates",
            "coordinates",
            "DEPENDS_ON",
            List.of("name", "description"));

    private final Path repository;

    public PomLoader(Path repository) {
        this.repository = repository;
    }

    /**
     * Reads all POM files below the folder.
     *
     * @throws DataException if there is no such folder, or nothing to recommend in it
     */
    public Dataset load() {
        if (!Files.isDirectory(repository)) {
            throw new DataException("There is no Maven repository in `" + repository
                    + "`. Name one with -Drec.repository=FOLDER, or a MovieLens folder with -Drec.movielens=FOLDER.");
        }
        List<Path> files = files();
        Map<String, Model> poms = read(files);
        var expressions = new PomExpressions(poms);
        Map<String, Model> newest = newest(poms.values(), expressions);
        List<Map<String, Object>> projects = new ArrayList<>();
        List<Interaction> interactions = new ArrayList<>();
        Map<String, Map<String, Object>> libraries = new TreeMap<>();
        newest.forEach((coordinates, pom) -> {
            List<Interaction> dependencies = dependencies(coordinates, pom, expressions);
            if (!dependencies.isEmpty()) {
                projects.add(row(coordinates, pom, expressions));
                interactions.addAll(dependencies);
            }
            if (!pom.getDescription().isEmpty() && !pom.getPackaging().equals("pom")) {
                libraries.put(coordinates, row(coordinates, pom, expressions));
            }
        });
        for (Interaction interaction : interactions) {
            String library = (String) interaction.item();
            libraries.computeIfAbsent(library, key -> row(key, newest.get(key), expressions));
        }
        if (interactions.isEmpty()) {
            throw new DataException("No dependency was found in the " + files.size() + " POM files below `" + repository
                    + "`. Build a Maven project first, or name a MovieLens folder with -Drec.movielens=FOLDER.");
        }
        var facts = List.of(
                "%,d POM files, %,d of them unreadable or without coordinates"
                        .formatted(files.size(), files.size() - poms.size()),
                "one project per groupId:artifactId, in its newest version; direct dependencies only");
        return new Dataset(SCHEMA, facts, projects, List.copyOf(libraries.values()), interactions);
    }

    private List<Path> files() {
        try (Stream<Path> paths = Files.walk(repository)) {
            return paths.filter(path -> path.toString().endsWith(".pom"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new DataException("The folder `" + repository + "` cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, Model> read(List<Path> files) {
        Map<String, Model> poms = new HashMap<>();
        for (Path file : files) {
            PomReader.read(file).ifPresent(pom -> poms.put(PomExpressions.id(pom), pom));
        }
        return poms;
    }

    private static Map<String, Model> newest(Collection<Model> poms, PomExpressions expressions) {
        Map<String, Model> newest = new TreeMap<>();
        for (Model pom : poms) {
            String key = key(pom, pom.getGroupId(), pom.getArtifactId(), expressions);
            if (key != null) {
                newest.merge(key, pom, PomLoader::newer);
            }
        }
        return newest;
    }

    private static Model newer(Model one, Model other) {
        return version(one).compareTo(version(other)) >= 0 ? one : other;
    }

    private static ComparableVersion version(Model pom) {
        return new ComparableVersion(pom.getVersion());
    }

    private static List<Interaction> dependencies(String project, Model pom, PomExpressions expressions) {
        Map<String, Interaction> dependencies = new TreeMap<>();
        for (Dependency dependency : pom.getDependencies()) {
            String key = key(pom, dependency.getGroupId(), dependency.getArtifactId(), expressions);
            if (key != null) {
                String scope = dependency.getScope().isEmpty() ? "compile" : dependency.getScope();
                dependencies.putIfAbsent(key, new Interaction(project, key, Map.of("scope", scope)));
            }
        }
        return List.copyOf(dependencies.values());
    }

    private static String key(Model pom, String groupId, String artifactId, PomExpressions expressions) {
        String key = expressions.resolve(pom, groupId + ":" + artifactId).orElse("");
        return key.matches("[A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+") ? key : null;
    }

    /** A library that has no POM here is known by its coordinates alone. */
    private static Map<String, Object> row(String coordinates, Model pom, PomExpressions expressions) {
        String artifactId = coordinates.substring(coordinates.indexOf(':') + 1);
        if (pom == null) {
            return Map.of("coordinates", coordinates, "name", artifactId);
        }
        String name = expressions
                .resolve(pom, pom.getName())
                .filter(text -> !text.isEmpty())
                .orElse(artifactId);
        String description = expressions.resolve(pom, pom.getDescription()).orElse("");
        return description.isEmpty()
                ? Map.of("coordinates", coordinates, "name", name)
                : Map.of("coordinates", coordinates, "name", name, "description", description);
    }
}

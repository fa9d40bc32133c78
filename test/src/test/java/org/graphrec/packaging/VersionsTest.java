// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VersionsTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void namesTheVersionsOfTheBuildFirst() throws IOException {
        String versions = read("procedures/versions.json");
        String newest = versions.substring(0, versions.indexOf("\n  }"));
        assertThat(newest)
                .contains("\"version\": \"" + pom("version") + "\"")
                .contains("\"jar\": \"graph-recommender-" + pom("version") + ".jar\"")
                .contains("\"java\": \"" + pom("maven.compiler.release") + "\"")
                .contains("{\"neo4j\": \"" + pom("neo4j.version") + "\", \"gds\": \"" + pom("gds.version") + "\"}");
    }

    @Test
    void buildsImagesOfTheVersionsOfTheBuild() throws IOException {
        assertThat(read("procedures/docker/Dockerfile"))
                .contains("neo4j:" + pom("neo4j.version") + "-community")
                .contains("graph-recommender-" + pom("version") + ".jar")
                .contains("neo4j-graph-data-science-" + pom("gds.version") + ".jar");
        assertThat(read("procedures/docker/compose.yaml")).contains("neo4j:" + pom("neo4j.version") + "-community");
    }

    private static String pom(String element) throws IOException {
        Matcher value = Pattern.compile("<" + element + ">([^<]+)</").matcher(read("pom.xml"));
        assertThat(value.find()).as("<%s> in pom.xml", element).isTrue();
        return value.group(1);
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PomLoaderTest {
    @TempDir
    Path repository;

    @Test
    void readsProjectsLibrariesAndDependencies() throws IOException {
        pom(
                "shop",
                "1.0",
                "<name>Shop</name><description>Sells\n things</description>" + dependencies("org.json:json"));
        Dataset dataset = new PomLoader(repository).load();
        assertThat(dataset.users())
                .containsExactly(Map.of("coordinates", "org.test:shop", "name", "Shop", "description", "Sells things"));
        assertThat(pairs(dataset)).containsExactly("org.test:shop -> org.json:json");
        assertThat(dataset.interactions().get(0).properties()).containsEntry("scope", "compile");
    }

    @Test
    void takesWhatAPomLeavesOutFromItsParent() throws IOException {
        write("base", "7", """
                <project><groupId>org.base</groupId><artifactId>base</artifactId><version>7</version>
                <packaging>pom</packaging><properties><json.group>org.json</json.group></properties></project>""");
        write("child", "7", """
                <project><parent><groupId>org.base</groupId><artifactId>base</artifactId><version>7</version></parent>
                <artifactId>child</artifactId><name>${project.artifactId} of ${project.groupId}</name>
                <dependencies>
                  <dependency><groupId>${json.group}</groupId><artifactId>json</artifactId></dependency>
                  <dependency><groupId>${project.groupId}</groupId><artifactId>sibling</artifactId></dependency>
                  <dependency><groupId>${nobody.knows}</groupId><artifactId>lost</artifactId></dependency>
                  <dependency><groupId>${a}</groupId><artifactId>circle</artifactId></dependency>
                </dependencies><properties><a>${b}</a><b>${a}</b></properties></project>""");
        Dataset dataset = new PomLoader(repository).load();
        assertThat(pairs(dataset))
                .containsExactly("org.base:child -> org.base:sibling", "org.base:child -> org.json:json");
        assertThat(dataset.users().get(0)).containsEntry("name", "child of org.base");
    }

    @Test
    void countsAProjectOnceInItsNewestVersion() throws IOException {
        pom("shop", "1.9", dependencies("org.old:old"));
        pom("shop", "1.10", dependencies("org.new:new"));
        pom("shop", "1.10-rc1", dependencies("org.candidate:candidate"));
        assertThat(pairs(new PomLoader(repository).load())).containsExactly("org.test:shop -> org.new:new");
    }

    @Test
    void leavesOutManagedPluginAndProfileDependencies() throws IOException {
        pom(
                "shop",
                "1",
                dependencies("org.json:json")
                        + "<dependencyManagement>" + dependencies("a:managed") + "</dependencyManagement>"
                        + "<build><plugins><plugin>" + dependencies("a:plugin") + "</plugin></plugins></build>"
                        + "<profiles><profile>" + dependencies("a:profile") + "</profile></profiles>");
        assertThat(pairs(new PomLoader(repository).load())).containsExactly("org.test:shop -> org.json:json");
    }

    @Test
    void hasDescribedLibrariesThatNobodyUsesAsColdItems() throws IOException {
        pom("shop", "1", dependencies("org.json:json"));
        pom("lonely", "1", "<description>Waits for somebody</description>");
        pom("parent", "1", "<packaging>pom</packaging><description>Only a parent</description>");
        assertThat(new PomLoader(repository).load().coldItems())
                .containsExactly(Map.of(
                        "coordinates", "org.test:lonely", "name", "lonely", "description", "Waits for somebody"));
    }

    @Test
    void passesOverBrokenHostileAndHugeFiles() throws IOException {
        Path secret = Files.writeString(repository.resolve("secret.txt"), "org.secret");
        pom("good", "1", dependencies("org.json:json"));
        write("broken", "1", "<project><artifactId>broken</artifactId");
        write("other", "1", "<html/>");
        write(
                "entity",
                "1",
                "<!DOCTYPE project [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><project>"
                        + "<groupId>&x;</groupId><artifactId>entity</artifactId>" + dependencies("a:b") + "</project>");
        write("huge", "1", "<project>" + " ".repeat(1 << 20) + "</project>");
        assertThat(pairs(new PomLoader(repository).load())).containsExactly("org.test:good -> org.json:json");
    }

    @Test
    void saysWhereToLookWhenThereIsNothing() {
        assertThatThrownBy(() -> new PomLoader(repository).load())
                .isInstanceOf(DataException.class)
                .hasMessage("No dependency was found in the 0 POM files below `" + repository
                        + "`. Build a Maven project first, or name a MovieLens folder with -Drec.movielens=FOLDER.");
        assertThatThrownBy(() -> new PomLoader(repository.resolve("none")).load())
                .hasMessageContaining("There is no Maven repository in");
    }

    private void pom(String artifactId, String version, String content) throws IOException {
        write(
                artifactId,
                version,
                "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><groupId>org.test</groupId>"
                        + "<artifactId>" + artifactId + "</artifactId><version>" + version + "</version>" + content
                        + "</project>");
    }

    private void write(String artifactId, String version, String content) throws IOException {
        Path folder = Files.createDirectories(repository.resolve(artifactId).resolve(version));
        Files.writeString(folder.resolve(artifactId + "-" + version + ".pom"), content);
    }

    private static String dependencies(String... coordinates) {
        var xml = new StringBuilder("<dependencies>");
        for (String one : coordinates) {
            xml.append("<dependency><groupId>")
                    .append(one.replace(":", "</groupId><artifactId>"))
                    .append("</artifactId></dependency>");
        }
        return xml.append("</dependencies>").toString();
    }

    private static List<String> pairs(Dataset dataset) {
        return dataset.interactions().stream()
                .map(interaction -> interaction.user() + " -> " + interaction.item())
                .toList();
    }
}

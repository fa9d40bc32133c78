// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerOptionsTest {
    @TempDir
    Path target;

    @Test
    void refusesAHeapThatJavaWouldNotUnderstand() {
        assertThatThrownBy(() -> new ServerOptions(target, target, "x.jar", "2 GB", Map.of(), Duration.ofMinutes(1)))
                .hasMessage("The value of `heap` must be a size such as `2g` but was `2 GB`.");
    }

    @Test
    void saysHowToBuildTheServerThatIsNotThere() {
        assertThatThrownBy(() -> ServerOptions.ofBuild(target, "home"))
                .isInstanceOf(ServerException.class)
                .hasMessage("There is no server in `" + target + "`. Build it with `mvn -DskipTests verify`.");
    }

    @Test
    void putsAnotherBuildInThePlaceOfOurPluginAndLeavesGdsThere() throws IOException {
        Path plugins = Files.createDirectory(target.resolve("plugins"));
        Files.writeString(plugins.resolve("gds.jar"), "gds");
        Files.writeString(plugins.resolve("graph-recommender-0.1.0.jar"), "ours");
        Path first = Files.writeString(target.resolve("first.jar"), "first");
        Path second = Files.writeString(target.resolve("second.jar"), "second");
        var options = new ServerOptions(target.resolve("home"), plugins, "", "1g", Map.of(), Duration.ofSeconds(30));
        options.withPlugin(first);
        Path linked = options.withPlugin(second).plugins();
        try (Stream<Path> jars = Files.list(linked)) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .containsExactlyInAnyOrder("gds.jar", "second.jar");
        }
        assertThat(linked.resolve("second.jar")).hasContent("second");
    }

    @Test
    void showsTheLogOfAServerThatEndsWhileItStarts() {
        var options =
                new ServerOptions(target.resolve("home"), target, "none.jar", "64m", Map.of(), Duration.ofSeconds(30));
        assertThatThrownBy(() -> StandaloneServer.start(options))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("The server ended while it was starting")
                .hasMessageContaining("org.neo4j.server.CommunityEntryPoint");
        assertThat(target.resolve("home/server.pid")).doesNotExist();
    }

    @Test
    void givesPortsThatDiffer() {
        Ports ports = Ports.free();
        assertThat(ports.bolt()).isNotEqualTo(ports.http()).isPositive();
    }
}

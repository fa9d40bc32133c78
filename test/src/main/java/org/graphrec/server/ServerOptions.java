// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a {@link StandaloneServer} is started.
 *
 * @param home folder for data, configuration and logs; what an earlier run left there is deleted, unless started again
 * @param plugins folder with the jars of GDS and of our plugin
 * @param classPath the server's own jars, separated as on a command line
 * @param heap maximum heap as Java writes it, for example {@code 2g}
 * @param settings further lines of neo4j.conf, which win over ours
 * @param patience how long a start may go on without a new line in the log
 * @param configurationFiles further files beside neo4j.conf, content by name
 * @param jvmFlags further flags of {@code java}
 */
public record ServerOptions(
        Path home,
        Path plugins,
        String classPath,
        String heap,
        Map<String, String> settings,
        Duration patience,
        Map<String, String> configurationFiles,
        List<String> jvmFlags) {
    private static final Pattern CALENDAR_RELEASE = Pattern.compile("neo4j-server-2\\d{3}\\.");

    public ServerOptions {
        home = home.toAbsolutePath().normalize();
        plugins = plugins.toAbsolutePath().normalize();
        settings = Map.copyOf(settings);
        configurationFiles = Map.copyOf(configurationFiles);
        jvmFlags = List.copyOf(jvmFlags);
        Objects.requireNonNull(patience, "patience");
        if (!heap.matches("[1-9][0-9]*[kmgKMG]")) {
            throw new IllegalArgumentException(
                    "The value of `heap` must be a size such as `2g` but was `" + heap + "`.");
        }
    }

    /** A server with neo4j.conf alone. */
    public ServerOptions(
            Path home, Path plugins, String classPath, String heap, Map<String, String> settings, Duration patience) {
        this(home, plugins, classPath, heap, settings, patience, Map.of(), List.of());
    }

    /**
     * The server that the build put together.
     *
     * @param target the build folder of the module {@code test}, after Maven's phase {@code package}
     * @param name name of the server's home folder under it
     */
    public static ServerOptions ofBuild(Path target, String name) {
        Path classPath = target.resolve("server.classpath");
        Path plugins = target.resolve("plugins");
        if (!Files.isRegularFile(classPath) || !Files.isDirectory(plugins)) {
            throw new ServerException(
                    "There is no server in `" + target + "`. Build it with `mvn -DskipTests verify`.");
        }
        try {
            return new ServerOptions(
                    target.resolve(name),
                    plugins,
                    Files.readString(classPath).strip(),
                    "2g",
                    Map.of(),
                    Duration.ofMinutes(2));
        } catch (IOException e) {
            throw new ServerException("The file `" + classPath + "` cannot be read.", e);
        }
    }

    /** Whether the server is of a calendar release, as 2026.08: their jars have no main class for the Community Edition. */
    boolean isCalendarRelease() {
        return CALENDAR_RELEASE.matcher(classPath).find();
    }

    /** The same with another heap size. */
    public ServerOptions withHeap(String newHeap) {
        return new ServerOptions(home, plugins, classPath, newHeap, settings, patience, configurationFiles, jvmFlags);
    }

    /**
     * The same with the jars of the deep heads beside the others: a folder of links, by the home, to what the build put together.
     *
     * @param target as for {@link #ofBuild}
     */
    public ServerOptions withDeepHeads(Path target) {
        List<Path> jars = new ArrayList<>(jars(plugins));
        jars.addAll(jars(target.resolve("deep-plugins").toAbsolutePath()));
        return linking(jars);
    }

    /**
     * The same with another jar in the place of our plugin's: a folder of links, by the home.
     *
     * @param jar of another build
     */
    public ServerOptions withPlugin(Path jar) {
        List<Path> jars = new ArrayList<>(jars(plugins));
        jars.removeIf(one -> one.getFileName().toString().startsWith("graph-recommender-"));
        jars.add(jar.toAbsolutePath());
        return linking(jars);
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.toList();
        } catch (IOException e) {
            throw new ServerException("The folder of jars `" + folder + "` cannot be read.", e);
        }
    }

    /** Links to these jars alone; those of an earlier run go. */
    private ServerOptions linking(List<Path> jars) {
        Path linked = home.resolveSibling(home.getFileName() + "-plugins");
        try {
            Files.createDirectories(linked);
            for (Path left : jars(linked)) {
                Files.delete(left);
            }
            for (Path jar : jars) {
                Files.createSymbolicLink(linked.resolve(jar.getFileName()), jar);
            }
        } catch (IOException e) {
            throw new ServerException("The server's jars cannot be linked into `" + linked + "`.", e);
        }
        return new ServerOptions(home, linked, classPath, heap, settings, patience, configurationFiles, jvmFlags);
    }

    /** The same with one more file beside neo4j.conf. */
    public ServerOptions withConfigurationFile(String name, String content) {
        Map<String, String> files = new HashMap<>(configurationFiles);
        files.put(name, content);
        return new ServerOptions(home, plugins, classPath, heap, settings, patience, files, jvmFlags);
    }

    /** The same with these flags of {@code java} alone beside ours. */
    public ServerOptions withJvmFlags(List<String> flags) {
        return new ServerOptions(home, plugins, classPath, heap, settings, patience, configurationFiles, flags);
    }
}

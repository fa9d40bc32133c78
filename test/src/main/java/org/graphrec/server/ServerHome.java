// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.server;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** The server's folder: emptied of an earlier run's data, with neo4j.conf and the JVM's arguments written. */
final class ServerHome {
    private static final List<String> JVM_FLAGS = List.of(
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "-Dio.netty.tryReflectionSetAccessible=true",
            "-Dfile.encoding=UTF-8",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-OmitStackTraceInFastThrow");

    private final ServerOptions options;
    private final Ports ports;

    ServerHome(ServerOptions options, Ports ports) {
        this.options = options;
        this.ports = ports;
    }

    /**
     * Writes everything, and returns the file with the arguments of {@code java}.
     *
     * @param keepsData whether the database and the logs of an earlier run stay
     */
    Path prepare(boolean keepsData) {
        Path home = options.home();
        try {
            refuseARunningServer();
            for (String left : keepsData ? List.of("conf", "run") : List.of("conf", "data", "logs", "run")) {
                delete(home.resolve(left));
            }
            Files.createDirectories(home.resolve("conf"));
            Files.createDirectories(home.resolve("logs"));
            Files.write(home.resolve("conf/neo4j.conf"), settings());
            for (var file : options.configurationFiles().entrySet()) {
                Files.writeString(home.resolve("conf").resolve(file.getKey()), file.getValue());
            }
            return Files.write(home.resolve("conf/java.args"), arguments());
        } catch (IOException e) {
            throw new ServerException("The server's folder `" + home + "` cannot be prepared: " + e.getMessage(), e);
        }
    }

    Path console() {
        return options.home().resolve("logs/console.log");
    }

    /** What the process printed, and Neo4j's own log for its operator; that one tells why a start failed. */
    List<Path> logs() {
        return List.of(console(), options.home().resolve("logs/neo4j.log"));
    }

    Path pidFile() {
        return options.home().resolve("server.pid");
    }

    private void refuseARunningServer() throws IOException {
        if (Files.exists(pidFile())) {
            long pid = Long.parseLong(Files.readString(pidFile()).strip());
            boolean running = ProcessHandle.of(pid)
                    .flatMap(process -> process.info().command())
                    .filter(command -> command.endsWith("java"))
                    .isPresent();
            if (running) {
                throw new ServerException("A server is already running in `" + options.home() + "` (process " + pid
                        + "). Stop it first.");
            }
        }
    }

    private List<String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.directories.plugins", options.plugins().toString());
        settings.put("server.bolt.listen_address", "127.0.0.1:" + ports.bolt());
        settings.put("server.bolt.advertised_address", "localhost:" + ports.bolt());
        settings.put("server.http.listen_address", "127.0.0.1:" + ports.http());
        settings.put("server.http.advertised_address", "localhost:" + ports.http());
        settings.put("server.https.enabled", "false");
        settings.put("server.memory.pagecache.size", "256m");
        settings.put("dbms.security.procedures.unrestricted", "gds.*");
        settings.put("dbms.usage_report.enabled", "false");
        settings.put("client.allow_telemetry", "false");
        settings.put("db.logs.query.enabled", "OFF");
        settings.put("db.tx_log.preallocate", "false");
        // Bolt's thread pool waits twice for five seconds although no connection is left
        settings.put("internal.server.bolt.thread_pool_shutdown_wait_time", "0s");
        settings.putAll(options.settings());
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    private List<String> arguments() {
        Path home = options.home();
        var arguments = new ArrayList<String>(JVM_FLAGS);
        arguments.add("-Xmx" + options.heap());
        arguments.addAll(options.jvmFlags());
        arguments.add("-cp");
        // the plugins are on the class path, as the official launcher has it: Neo4j, GDS and we share one class loader;
        // without its folder conf, since Java archives no classes where a folder is on the class path
        String classPath = options.plugins() + "/*" + File.pathSeparator + options.classPath();
        if (options.isCalendarRelease()) {
            arguments.add(classPath + File.pathSeparator + ourClasses());
            arguments.add(CalendarEntryPoint.class.getName());
        } else {
            arguments.add(classPath);
            arguments.add("org.neo4j.server.CommunityEntryPoint");
        }
        arguments.add("--home-dir=" + home);
        arguments.add("--config-dir=" + home.resolve("conf"));
        return arguments.stream()
                .map(argument -> '"' + argument.replace("\\", "\\\\") + '"')
                .toList();
    }

    private static String ourClasses() {
        return Path.of(URI.create(CalendarEntryPoint.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

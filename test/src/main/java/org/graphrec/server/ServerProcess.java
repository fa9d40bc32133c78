// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/** The child process: in its own process group where the system can do that, and never outliving this JVM. */
final class ServerProcess implements AutoCloseable {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final int TAIL_LINES = 15;

    private final Process process;
    private final ServerHome home;
    private final Thread hook;

    private ServerProcess(Process process, ServerHome home) {
        this.process = process;
        this.home = home;
        this.hook = new Thread(() -> stop(5), "stop-neo4j");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static ServerProcess start(ServerHome home, boolean keepsData) {
        Path arguments = home.prepare(keepsData);
        var command = new ArrayList<String>();
        if (Files.isExecutable(SETSID)) {
            // a group of its own: Ctrl-C in the terminal reaches us alone, and we stop the server in order
            command.add(SETSID.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(home.console().toFile())
                    .start();
            process.getOutputStream().close();
            Files.writeString(home.pidFile(), Long.toString(process.pid()));
            return new ServerProcess(process, home);
        } catch (IOException e) {
            throw new ServerException("The server's process cannot be started: " + e.getMessage(), e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Ends the process as kill -9 does, so that nothing of it runs any more. */
    void kill() {
        process.toHandle().destroyForcibly();
        close();
    }

    int awaitExit() throws InterruptedException {
        return process.waitFor();
    }

    /** How many bytes the server has logged so far. */
    long logged() {
        return home.logs().stream().mapToLong(log -> log.toFile().length()).sum();
    }

    /** What the server said last, indented. */
    String logTail() {
        var lines = new ArrayList<String>();
        for (Path log : home.logs()) {
            try {
                lines.addAll(Files.readAllLines(log, StandardCharsets.UTF_8));
            } catch (IOException e) {
                lines.add("(no log " + log + ")");
            }
        }
        return String.join("\n    ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    @Override
    public void close() {
        stop(30);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is going down already, and the hook finds the server stopped
        }
    }

    private void stop(int graceSeconds) {
        process.destroy();
        try {
            if (!process.waitFor(graceSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
            Files.deleteIfExists(home.pidFile());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new ServerException("The file `" + home.pidFile() + "` cannot be deleted.", e);
        }
    }
}

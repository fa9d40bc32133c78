// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * A Neo4j Community server of its own, with GDS and our plugin, on loopback ports that the system chose and with a
 * generated password. {@link #close} stops it; so does the end of this JVM.
 */
public final class StandaloneServer implements AutoCloseable {
    private static final String USER = "neo4j";
    private static final long POLL_MILLIS = 100;

    private final ServerProcess process;
    private final ServerOptions options;
    private final Ports ports;
    private final String password;
    private final Driver driver;
    private final Duration startTime;

    private StandaloneServer(
            ServerProcess process,
            ServerOptions options,
            Ports ports,
            String password,
            Driver driver,
            Duration startTime) {
        this.process = process;
        this.options = options;
        this.ports = ports;
        this.password = password;
        this.driver = driver;
        this.startTime = startTime;
    }

    /**
     * Starts a server and returns when it answers over Bolt and HTTP.
     *
     * @throws ServerException if it ends, or has written nothing into its log for longer than it is given; the message has the
     *     end of its log
     */
    public static StandaloneServer start(ServerOptions options) {
        return start(options, null);
    }

    /**
     * Starts a server on the home folder that this one, which has ended, leaves: the same database, password and logs.
     *
     * @throws ServerException as {@link #start(ServerOptions)}
     */
    public StandaloneServer startAgain() {
        return startAgain(options);
    }

    /** The same with other options, of the same home folder. */
    public StandaloneServer startAgain(ServerOptions changed) {
        return start(changed, password);
    }

    /** Starts a server; the password of an earlier one, or null: a new home folder. */
    private static StandaloneServer start(ServerOptions options, String earlierPassword) {
        long begin = System.nanoTime();
        Ports ports = Ports.free();
        ServerProcess process = ServerProcess.start(new ServerHome(options, ports), earlierPassword != null);
        try {
            // HTTP comes last, so by then Bolt is up as well
            awaitPort(process, ports.http(), options.patience());
            String password = earlierPassword == null ? newPassword() : earlierPassword;
            if (earlierPassword == null) {
                replaceInitialPassword(ports, password);
            }
            Driver driver = connect(ports, password);
            return new StandaloneServer(
                    process, options, ports, password, driver, Duration.ofNanos(System.nanoTime() - begin));
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /** A driver that is logged in; it belongs to this server and is closed with it. */
    public Driver driver() {
        return driver;
    }

    public URI boltUri() {
        return boltUri(ports);
    }

    public URI browserUri() {
        return URI.create("http://localhost:" + ports.http() + "/browser/");
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    public Path home() {
        return options.home();
    }

    public ServerOptions options() {
        return options;
    }

    public long pid() {
        return process.pid();
    }

    /** How long it took from the process to the first answer. */
    public Duration startTime() {
        return startTime;
    }

    public boolean alive() {
        return process.alive();
    }

    /** Ends the server as kill -9 does. */
    public void kill() {
        process.kill();
        driver.close();
    }

    /** What the server wrote last, for error messages. */
    public String logTail() {
        return process.logTail();
    }

    /** Waits until the server ends by itself or by somebody else's hand; returns its exit code. */
    public int awaitExit() throws InterruptedException {
        return process.awaitExit();
    }

    @Override
    public void close() {
        driver.close();
        process.close();
    }

    /** Waits as long as the server makes progress: on a busy machine a start takes many times as long as on an idle one. */
    private static void awaitPort(ServerProcess process, int port, Duration patience) {
        long logged = process.logged();
        long lastProgress = System.nanoTime();
        while (!answers(port)) {
            if (!process.alive()) {
                throw new ServerException(
                        "The server ended while it was starting. Its log ends with:\n    " + process.logTail());
            }
            long now = process.logged();
            if (now != logged) {
                logged = now;
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > patience.toNanos()) {
                throw new ServerException("The server has logged nothing for " + patience.toSeconds()
                        + " seconds and does not answer. Its log ends with:\n    " + process.logTail());
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServerException("Interrupted while the server was starting.", e);
            }
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** A new server lets its first user do one thing only: choose another password. */
    private static void replaceInitialPassword(Ports ports, String password) {
        try (Driver driver = connect(ports, "neo4j");
                var session = driver.session(SessionConfig.forDatabase("system"))) {
            session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", Map.of("password", password))
                    .consume();
        } catch (Neo4jException e) {
            throw new ServerException("The server's initial password cannot be replaced: " + e.getMessage(), e);
        }
    }

    private static Driver connect(Ports ports, String password) {
        return GraphDatabase.driver(
                boltUri(ports),
                AuthTokens.basic(USER, password),
                Config.builder().withLogging(Logging.none()).build());
    }

    private static URI boltUri(Ports ports) {
        return URI.create("bolt://localhost:" + ports.bolt());
    }

    private static String newPassword() {
        byte[] bytes = new byte[9];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

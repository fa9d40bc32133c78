// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

/**
 * The server that a job reads from and writes to; sent to executors, which connect by themselves.
 *
 * @param url of Bolt
 * @param database empty: the user's home database
 * @param user empty: without authentication
 */
record Server(String url, String database, String user, String password) implements Serializable {
    private static final long SECONDS_TO_CONNECT = 15;
    private static final long ROWS_FETCHED = 10_000;

    /** Runs work in a session, with errors that say what to do. */
    <T> T ask(Function<Session, T> work) {
        try (Driver driver = driver();
                Session session = driver.session(sessions())) {
            return work.apply(session);
        } catch (AuthenticationException wrong) {
            throw new JobException("The server at " + url + " refuses the user `" + user
                    + "`. Check `--user` and `--password`, or NEO4J_USER and NEO4J_PASSWORD.");
        } catch (ServiceUnavailableException gone) {
            throw new JobException(
                    "The server at " + url + " cannot be reached: " + firstLine(gone) + " Check `--url`.");
        } catch (Neo4jException failed) {
            throw new JobException("The server at " + url + " says: " + firstLine(failed));
        }
    }

    /** Runs one query to its end. */
    <T> T query(String cypher, Map<String, Object> parameters, Function<Result, T> read) {
        return ask(session -> read.apply(session.run(cypher, parameters)));
    }

    private Driver driver() {
        Config config = Config.builder()
                .withConnectionTimeout(SECONDS_TO_CONNECT, TimeUnit.SECONDS)
                .withMaxTransactionRetryTime(SECONDS_TO_CONNECT, TimeUnit.SECONDS)
                .withFetchSize(ROWS_FETCHED)
                .withLogging(Logging.none())
                .build();
        try {
            return GraphDatabase.driver(
                    url, user.isEmpty() ? AuthTokens.none() : AuthTokens.basic(user, password), config);
        } catch (IllegalArgumentException wrong) {
            throw new JobException(
                    "The value of `--url` must be an address such as `bolt://localhost:7687` but was `" + url + "`.");
        }
    }

    private SessionConfig sessions() {
        return database.isEmpty() ? SessionConfig.defaultConfig() : SessionConfig.forDatabase(database);
    }

    private static String firstLine(RuntimeException failed) {
        String message = failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
        return message.replace("Failed to invoke procedure `", "`")
                .lines()
                .findFirst()
                .orElse("");
    }

    @Override
    public String toString() {
        return url;
    }
}

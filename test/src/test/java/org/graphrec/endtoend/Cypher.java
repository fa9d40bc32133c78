package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.server.StandaloneServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.Neo4jException;

/** The one server of all tests, asked over Bolt as a client would. */
public final class Cypher {
    private final StandaloneServer server;

    Cypher(StandaloneServer server) {
        this.server = server;
    }

    public StandaloneServer server() {
        return server;
    }

    public Driver driver() {
        return server.driver();
    }

    /** Runs a statement in a transaction of its own; parameters as name, value, name, value. */
    public List<Record> rows(String statement, Object... parameters) {
        try (Session session = driver().session()) {
            return session.run(statement, map(parameters)).list();
        }
    }

    /** The only row. */
    public Record row(String statement, Object... parameters) {
        try (Session session = driver().session()) {
            return session.run(statement, map(parameters)).single();
        }
    }

    /** The only value of the only row. */
    public Value value(String statement, Object... parameters) {
        Record row = row(statement, parameters);
        if (row.size() != 1) {
            throw new IllegalArgumentException("One column was expected, but there are " + row.keys() + ".");
        }
        return row.get(0);
    }

    /** The first column of all rows. */
    public List<Object> column(String statement, Object... parameters) {
        return rows(statement, parameters).stream()
                .map(row -> row.get(0).asObject())
                .toList();
    }

    /** What the statement fails with. */
    public Neo4jException failure(String statement, Object... parameters) {
        return catchThrowableOfType(Neo4jException.class, () -> rows(statement, parameters));
    }

    /** Leaves no node, no constraint, no vector index, no projection and no model behind. */
    public void wipe() {
        rows("MATCH (n) DETACH DELETE n");
        for (Object name : column("SHOW CONSTRAINTS YIELD name RETURN name")) {
            rows("DROP CONSTRAINT `" + name + "`");
        }
        for (Object name : column("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")) {
            rows("DROP INDEX `" + name + "`");
        }
        rows("CALL gds.graph.list() YIELD graphName CALL gds.graph.drop(graphName) YIELD graphName AS dropped "
                + "RETURN dropped");
        for (Object model : column("CALL rec.model.list() YIELD modelName RETURN modelName")) {
            rows("CALL rec.model.drop($model)", "model", model);
        }
    }

    static Map<String, Object> map(Object... parameters) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put((String) parameters[i], parameters[i + 1]);
        }
        return map;
    }
}

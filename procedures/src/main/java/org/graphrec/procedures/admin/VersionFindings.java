// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.admin;

import java.util.List;
import java.util.Map;
import org.graphrec.procedures.call.Finding;
import org.neo4j.graphdb.QueryExecutionException;
import org.neo4j.graphdb.Transaction;

/** Which versions run together, and whether they were tried together. */
final class VersionFindings {
    private VersionFindings() {}

    static List<Finding> of(Transaction transaction) {
        return List.of(
                Finding.ok("plugin", "Graph Recommender " + Version.text()),
                neo4j(first(
                        transaction,
                        "CALL dbms.components() YIELD name, versions, edition"
                                + " WHERE name = 'Neo4j Kernel' RETURN versions[0] + ' ' + edition AS found")),
                gds(gdsVersion(transaction)),
                java(Runtime.version().feature()),
                procedures(first(
                        transaction,
                        "SHOW SETTINGS 'dbms.security.procedures.unrestricted' YIELD value"
                                + " RETURN value AS found")));
    }

    static Finding neo4j(String found) {
        if (!found.startsWith(ReleaseLine.NEO4J)) {
            return Finding.warning(
                    "neo4j", found, "This plugin was tested with Neo4j " + ReleaseLine.NEO4J + "x; use that.");
        }
        String patch = found.substring(ReleaseLine.NEO4J.length()).replaceFirst("[^0-9].*", "");
        return patch.matches("[0-9]{1,4}") && Integer.parseInt(patch) < ReleaseLine.LEAST_PATCH
                ? Finding.warning(
                        "neo4j",
                        found,
                        "Update to " + ReleaseLine.NEO4J + ReleaseLine.LEAST_PATCH
                                + " or later, which fixes known vulnerabilities.")
                : Finding.ok("neo4j", found);
    }

    static Finding gds(String found) {
        if (found.isEmpty()) {
            return Finding.problem(
                    "gds",
                    "The function gds.version is missing.",
                    "Put the jar of GDS " + ReleaseLine.GDS + "x into plugins/ and restart the server.");
        }
        return found.startsWith(ReleaseLine.GDS)
                ? Finding.ok("gds", found)
                : Finding.warning("gds", found, "This plugin was tested with GDS " + ReleaseLine.GDS + "x; use that.");
    }

    static Finding java(int feature) {
        return ReleaseLine.JAVA.contains(feature)
                ? Finding.ok("java", Runtime.version().toString())
                : Finding.warning(
                        "java",
                        Runtime.version().toString(),
                        "Neo4j " + ReleaseLine.NEO4J + "x supports Java " + ReleaseLine.JAVA + "; use one of them.");
    }

    private static Finding procedures(String unrestricted) {
        return unrestricted.contains("rec.") || unrestricted.equals("*")
                ? Finding.warning(
                        "procedures",
                        "dbms.security.procedures.unrestricted = " + unrestricted,
                        "The plugin does not need this right: remove it from dbms.security.procedures.unrestricted.")
                : Finding.ok("procedures", "No procedure of the plugin is unrestricted.");
    }

    private static String gdsVersion(Transaction transaction) {
        try {
            return first(transaction, "RETURN gds.version() AS found");
        } catch (QueryExecutionException unknownFunction) {
            return "";
        }
    }

    private static String first(Transaction transaction, String query) {
        try (var result = transaction.execute(query, Map.of())) {
            return result.hasNext() ? String.valueOf(result.next().get("found")) : "";
        }
    }
}

package org.graphrec.procedures.doctor;

import java.util.List;
import java.util.Map;
import org.graphrec.procedures.about.Version;
import org.graphrec.procedures.finding.Finding;
import org.neo4j.graphdb.QueryExecutionException;
import org.neo4j.graphdb.Transaction;

/** Which versions run together, and whether they were tried together. */
final class VersionFindings {
    private static final String NEO4J = "5.26.";
    private static final String GDS = "2.13.";

    /** The first release without the known faults of authorisation and of Netty. */
    private static final int LEAST_PATCH = 27;

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
        if (!found.startsWith(NEO4J)) {
            return Finding.warning("neo4j", found, "This plugin was tried with Neo4j " + NEO4J + "x (LTS); use that.");
        }
        String patch = found.substring(NEO4J.length()).replaceFirst("[^0-9].*", "");
        return patch.matches("[0-9]{1,4}") && Integer.parseInt(patch) < LEAST_PATCH
                ? Finding.warning(
                        "neo4j",
                        found,
                        "Update to " + NEO4J + LEAST_PATCH + " or later, which repairs known security faults.")
                : Finding.ok("neo4j", found);
    }

    static Finding gds(String found) {
        if (found.isEmpty()) {
            return Finding.problem(
                    "gds",
                    "The function gds.version is not there.",
                    "Put the jar of GDS " + GDS + "x into plugins/ and restart the server.");
        }
        return found.startsWith(GDS)
                ? Finding.ok("gds", found)
                : Finding.warning("gds", found, "This plugin was tried with GDS " + GDS + "x; use that.");
    }

    static Finding java(int feature) {
        return feature == 17 || feature == 21
                ? Finding.ok("java", Runtime.version().toString())
                : Finding.warning(
                        "java", Runtime.version().toString(), "Neo4j 5.26 supports Java 17 and 21; use one of them.");
    }

    private static Finding procedures(String unrestricted) {
        return unrestricted.contains("rec.") || unrestricted.equals("*")
                ? Finding.warning(
                        "procedures",
                        "dbms.security.procedures.unrestricted = " + unrestricted,
                        "The plugin needs no such right: take it out of dbms.security.procedures.unrestricted.")
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

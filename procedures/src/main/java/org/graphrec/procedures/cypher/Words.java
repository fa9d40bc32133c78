// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.util.Locale;
import java.util.Set;

/** Words of Cypher 5 and 25 that are no names where they stand without backticks. */
final class Words {
    /**
     * First words of clauses, commands and options that change, call, choose another graph or another query, or end one; the
     * commands are those of the administration pages of the Cypher manual. None of them is taken anywhere as a keyword.
     */
    private static final Set<String> REFUSED = Set.of(
            "ALTER",
            "CALL",
            "CREATE",
            "CYPHER",
            "DEALLOCATE",
            "DELETE",
            "DENY",
            "DETACH",
            "DROP",
            "DRYRUN",
            "ENABLE",
            "EXPLAIN",
            "FINISH",
            "FOREACH",
            "GRANT",
            "INSERT",
            "LET",
            "LOAD",
            "MERGE",
            "NEXT",
            "NODETACH",
            "PROFILE",
            "REALLOCATE",
            "REMOVE",
            "RENAME",
            "REVOKE",
            "SET",
            "SHOW",
            "START",
            "STOP",
            "TERMINATE",
            "USE",
            "USING",
            "YIELD");

    /** Words of clauses that read: taken in EXISTS { }, COUNT { } and COLLECT { }. */
    private static final Set<String> READING =
            Set.of("MATCH", "OPTIONAL", "WITH", "RETURN", "UNWIND", "UNION", "WHERE", "AS");

    private static final Set<String> OPERATORS = Set.of(
            "AND",
            "OR",
            "XOR",
            "NOT",
            "IN",
            "IS",
            "STARTS",
            "ENDS",
            "CONTAINS",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "NULL",
            "TRUE",
            "FALSE",
            "INF",
            "INFINITY",
            "NAN",
            "DISTINCT",
            "TYPED",
            "NORMALIZED",
            "NFC",
            "NFD",
            "NFKC",
            "NFKD");

    private static final Set<String> LITERALS = Set.of("NULL", "TRUE", "FALSE", "INF", "INFINITY", "NAN", "END");

    private static final Set<String> TYPES = Set.of(
            "ANY",
            "ARRAY",
            "BOOL",
            "BOOLEAN",
            "DATE",
            "DATETIME",
            "DURATION",
            "EDGE",
            "FLOAT",
            "FLOAT32",
            "FLOAT64",
            "INT",
            "INT8",
            "INT16",
            "INT32",
            "INT64",
            "INTEGER",
            "INTEGER8",
            "INTEGER16",
            "INTEGER32",
            "INTEGER64",
            "LIST",
            "LOCAL",
            "MAP",
            "NODE",
            "NOT",
            "NOTHING",
            "NULL",
            "PATH",
            "POINT",
            "PROPERTY",
            "RELATIONSHIP",
            "SIGNED",
            "STRING",
            "TIME",
            "TIMESTAMP",
            "TIMEZONE",
            "TYPED",
            "VALUE",
            "VARCHAR",
            "VECTOR",
            "VERTEX",
            "WITH",
            "WITHOUT",
            "ZONE",
            "ZONED");

    private static final Set<String> TRIMMING = Set.of("BOTH", "LEADING", "TRAILING", "FROM");

    private Words() {}

    static boolean refused(Token token) {
        return in(REFUSED, token);
    }

    static boolean reading(Token token) {
        return in(READING, token);
    }

    static boolean operator(Token token) {
        return in(OPERATORS, token);
    }

    /** A word that stands for a value, or ends one. */
    static boolean literal(Token token) {
        return in(LITERALS, token);
    }

    static boolean type(Token token) {
        return in(TYPES, token);
    }

    /** A word within trim(). */
    static boolean trimming(Token token) {
        return in(TRIMMING, token);
    }

    private static boolean in(Set<String> words, Token token) {
        return token.kind() == Token.Kind.NAME && words.contains(token.text().toUpperCase(Locale.ROOT));
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

/** Names in statements that are put together: what a user calls something can end no name and begin nothing else. */
public final class Identifier {
    private Identifier() {}

    /** A name of any characters as Cypher reads it. */
    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.plain;

import org.neo4j.procedure.Description;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.UserFunction;

/** {@code rec.asMaps}. */
public final class PlainFunctions {

    @UserFunction(name = "rec.asMaps")
    @Description(
            "The value with nodes, relationships and paths as maps, in types that JSON has. Vectors are left out, and"
                    + " an answer longer than maxBytes is cut.")
    public Object asMaps(@Name("value") Object value, @Name(value = "maxBytes", defaultValue = "20000") Long maxBytes) {
        if (maxBytes == null || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "The value of `maxBytes` must be a positive Integer but was `" + maxBytes + "`.");
        }
        return new PlainValues(maxBytes).of(value);
    }
}

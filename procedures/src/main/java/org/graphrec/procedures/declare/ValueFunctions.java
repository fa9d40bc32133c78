// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.declare;

import org.graphrec.procedures.reading.Values;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.UserFunction;

/** What a value counts as: {@code rec.weight} and {@code rec.time}, by which declared projections are made. */
public final class ValueFunctions {

    @UserFunction(name = "rec.weight")
    @Description(
            "The weight that a value of an interaction counts as: a number as it is, true as 1, false as 0, else NaN.")
    public double weight(@Name("value") Object value) {
        return Values.weight(value);
    }

    @UserFunction(name = "rec.time")
    @Description(
            "The time that a value of an interaction counts as: a number as it is; a date, a time or a text that is one as"
                    + " seconds since 1970; else NaN.")
    public double time(@Name("value") Object value) {
        return Values.time(value);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.suggest;

import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Procedure;

/** {@code rec.suggest}. */
public final class SuggestProcedures extends CallContext {
    @Procedure(name = "rec.suggest", mode = Mode.READ)
    @Description(
            "Looks at some nodes of each label and suggests which are users and items, and what the interactions are. The rows"
                    + " are the statements that lead to the first recommendations, ready to run.")
    public Stream<SuggestRow> suggest() {
        return call("rec.suggest").rows((call, nothing) -> SuggestedStatements.of(SampledGraph.of(transaction, call)));
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.model.DatabaseIdentity;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.train.plan}. */
public final class PlanProcedures extends CallContext {

    @Procedure(name = "rec.train.plan", mode = Mode.READ)
    @Description(
            "Returns how a job on other machines reads the graph of a declaration, as rec.graph.project and rec.train"
                    + " would, to train a model that rec.model.import takes.")
    public Stream<PlanRow> plan(
            @Name("declaration") Map<String, Object> declaration,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.train.plan")
                .config(configuration, TrainConfig::read)
                .row((call, config) ->
                        TrainingPlan.of(declaration, config).row(DatabaseIdentity.of(database), caller()));
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.Finding;
import org.graphrec.procedures.embed.EncoderFindings;
import org.graphrec.procedures.model.ModelFindings;
import org.neo4j.procedure.Admin;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Procedure;

/** {@code rec.doctor}. */
public final class DoctorProcedures extends CallContext {

    @Admin
    @Procedure(name = "rec.doctor", mode = Mode.READ)
    @Description("Checks versions, machine, native libraries, encoders, memory and models, and says how to fix"
            + " each problem.")
    public Stream<Finding> doctor() {
        return call("rec.doctor").rows((call, nothing) -> {
            List<Finding> findings = new ArrayList<>();
            look(findings, "versions", () -> VersionFindings.of(transaction));
            look(findings, "machine", MachineFindings::ofThisMachine);
            look(findings, "encoders", EncoderFindings::ofThisServer);
            look(findings, "memory", MemoryFindings::ofThisServer);
            look(findings, "models", () -> ModelFindings.of(this));
            return findings;
        });
    }

    /** One look that fails must not hide what the others found. */
    private void look(List<Finding> findings, String check, Supplier<List<Finding>> look) {
        termination().assertRunning();
        try {
            findings.addAll(look.get());
        } catch (RuntimeException | LinkageError failed) {
            termination().assertRunning();
            log.warn("`rec.doctor` could not check " + check + ".", failed);
            findings.add(Finding.problem(
                    check,
                    "The check failed with " + failed.getClass().getSimpleName() + ".",
                    "See neo4j.log for details, and report it."));
        }
    }
}

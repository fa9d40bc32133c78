// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.admin;

import org.neo4j.procedure.Description;
import org.neo4j.procedure.UserFunction;

/** {@code rec.version()}, the function. */
public final class VersionFunction {

    @UserFunction(name = "rec.version")
    @Description("The version of Graph Recommender.")
    public String version() {
        return Version.text();
    }
}

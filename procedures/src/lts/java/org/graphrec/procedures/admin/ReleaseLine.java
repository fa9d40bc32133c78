// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.admin;

import java.util.List;

/** The releases that this jar is for: Neo4j's long-term support. */
final class ReleaseLine {
    static final String NEO4J = "5.26.";
    static final String GDS = "2.13.";

    /** The first release without the known faults of authorisation and of Netty. */
    static final int LEAST_PATCH = 27;

    static final List<Integer> JAVA = List.of(17, 21);

    private ReleaseLine() {}
}

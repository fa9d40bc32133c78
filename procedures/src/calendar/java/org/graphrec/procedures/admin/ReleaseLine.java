// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.admin;

import java.util.List;

/** The releases that this jar is for: the newest calendar release of Neo4j. */
final class ReleaseLine {
    static final String NEO4J = "2026.08.";
    static final String GDS = "2.26.";
    static final int LEAST_PATCH = 0;
    static final List<Integer> JAVA = List.of(21, 25);

    private ReleaseLine() {}
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.Locale;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.training.recommend.Basis;
import org.graphrec.training.recommend.Reason;

/** How rows name what they rest on: their columns {@code regime}, {@code basis} and {@code reason}. */
final class BasisNames {
    private BasisNames() {}

    /** How personal a row is. */
    static String regime(Basis basis) {
        return switch (basis) {
            case HISTORY -> "warm";
            case TEXT, CONTEXT -> "cold";
            case POPULARITY -> "fallback";
        };
    }

    /** What a row rests on; a history may be the one that is kept of the projection. */
    static String basis(Basis basis, GraphReading reading) {
        return switch (basis) {
            case HISTORY -> reading.kept() == null ? "history" : "projected history";
            case TEXT -> "text";
            case CONTEXT -> "context";
            case POPULARITY -> "popularity";
        };
    }

    /** Where a part of a score comes from. */
    static String reason(Reason reason) {
        return reason.kind().name().toLowerCase(Locale.ROOT);
    }
}

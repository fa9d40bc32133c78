// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/**
 * A row of `rec.forgetUser`, one a model: what of the user was `removed` from it, in memory and on disk, what `remains`, and what
 * removes that as well. `counts` says how many of each kind were removed, and `removedAt` when. A last row, without `modelName`, is of
 * the relationships that the plugin had written, where there were any.
 */
public record ForgetRow(
        String modelName,
        List<String> removed,
        List<String> remains,
        String retrain,
        Map<String, Long> counts,
        ZonedDateTime removedAt) {

    static ZonedDateTime now() {
        return ZonedDateTime.now(ZoneOffset.UTC);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Path;

/**
 * A row of `rec.explain.stream`: one part of the score. Contributions of all rows sum to `score`; `graph` and `text` to the
 * contribution, where it is no rule of the caller. `path` leads from the user by this part to the item, where the graph has one. `rankWithout` is the item's rank
 * for a user without this: who had not done it, or has no such edge; null where the part is of neither kind. `relation` names the
 * relationships that the part comes through where these are not the interactions.
 */
public record ExplainRow(
        String reason,
        Node source,
        String relation,
        double contribution,
        double graph,
        double text,
        Path path,
        Long rankWithout,
        double score,
        long rank) {}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import org.neo4j.graphdb.Node;

/** A row of `rec.group.stream`; a score is from 0 to 1, the best item of each member being 1 for that member. */
public record GroupRow(Node item, double score, long rank) {}

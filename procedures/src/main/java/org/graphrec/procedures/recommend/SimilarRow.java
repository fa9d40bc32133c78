// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import org.neo4j.graphdb.Node;

/** A row of `rec.similar.stream`. */
public record SimilarRow(Node item, Node similar, double score, long rank) {}

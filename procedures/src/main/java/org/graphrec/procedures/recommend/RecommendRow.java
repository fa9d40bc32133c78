package org.graphrec.procedures.recommend;

import org.neo4j.graphdb.Node;

/** A row of `rec.recommend.stream`; the best item of a user has rank 1. */
public record RecommendRow(Node user, Node item, double score, long rank, String regime) {}

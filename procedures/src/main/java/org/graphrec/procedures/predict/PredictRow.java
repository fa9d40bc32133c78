// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.predict;

import org.neo4j.graphdb.Node;

/** A row of `rec.predict.stream`; `standardDeviation` is of the rating that the user would give, around the predicted one. */
public record PredictRow(Node user, Node item, double rating, double standardDeviation) {}

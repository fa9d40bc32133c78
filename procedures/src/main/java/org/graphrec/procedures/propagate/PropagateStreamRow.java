// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.propagate;

import java.util.List;

/** A row of `rec.propagate.stream`. */
public record PropagateStreamRow(long nodeId, List<Double> embedding) {}

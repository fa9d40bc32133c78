// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

/** The row of `rec.model.load`. */
public record ModelLoadRow(String modelName, long loadMillis) {}

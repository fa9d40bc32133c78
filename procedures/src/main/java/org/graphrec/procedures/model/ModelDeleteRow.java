// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

/** The row of `rec.model.delete`. */
public record ModelDeleteRow(String modelName, long deleteMillis) {}

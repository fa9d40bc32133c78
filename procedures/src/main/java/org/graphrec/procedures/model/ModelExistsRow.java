// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

/** The row of `rec.model.exists`; the type is "n/a" where there is no such model. */
public record ModelExistsRow(String modelName, String modelType, boolean exists) {}

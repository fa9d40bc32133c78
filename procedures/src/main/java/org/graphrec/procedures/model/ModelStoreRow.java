// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

/** The row of `rec.model.store`. */
public record ModelStoreRow(String modelName, long storeMillis) {}

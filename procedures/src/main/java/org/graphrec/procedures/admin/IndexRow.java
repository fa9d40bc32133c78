// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.admin;

/** The row of `rec.index.create`; `created` is false where an equal index was there already. */
public record IndexRow(
        String indexName, String label, String property, long dimension, String similarityFunction, boolean created) {}

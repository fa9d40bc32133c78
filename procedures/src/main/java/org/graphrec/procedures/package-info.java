// SPDX-License-Identifier: GPL-3.0-only
/**
 * The Cypher surface. A procedure reads its config, resolves graph or model, computes, and maps rows; the algorithms live
 * in {@code embedding} and {@code training}, which know no database. Only the {@code gds} package names classes of GDS.
 */
package org.graphrec.procedures;

// SPDX-License-Identifier: GPL-3.0-only
/** Comparing methods and evaluating models in Cypher: {@code rec.compare}, {@code rec.evaluate}. */
package org.graphrec.procedures.evaluate;

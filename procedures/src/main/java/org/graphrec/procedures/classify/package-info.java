// SPDX-License-Identifier: GPL-3.0-only
/** Classifying nodes in Cypher: {@code rec.classify.*}. */
package org.graphrec.procedures.classify;

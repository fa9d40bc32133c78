// SPDX-License-Identifier: GPL-3.0-only
/** Training in Cypher: {@code rec.train}. */
package org.graphrec.procedures.train;

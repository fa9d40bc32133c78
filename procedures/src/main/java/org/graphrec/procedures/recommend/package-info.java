// SPDX-License-Identifier: GPL-3.0-only
/** Recommendations in Cypher: {@code rec.recommend.*}. */
package org.graphrec.procedures.recommend;

// SPDX-License-Identifier: GPL-3.0-only
/** Predicting ratings in Cypher: {@code rec.predict}. */
package org.graphrec.procedures.predict;

// SPDX-License-Identifier: GPL-3.0-only
/** Training-free propagation in Cypher: {@code rec.propagate.*}. */
package org.graphrec.procedures.propagate;

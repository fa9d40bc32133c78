// SPDX-License-Identifier: GPL-3.0-only
/** {@code rec.graph}: projections made from a declaration of users, items and interactions. */
package org.graphrec.procedures.declare;

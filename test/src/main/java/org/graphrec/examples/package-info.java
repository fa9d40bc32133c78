// SPDX-License-Identifier: GPL-3.0-only
/** Cypher as it stands in files: scripts, and blocks on pages with the rows that they return. */
package org.graphrec.examples;

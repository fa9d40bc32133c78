// SPDX-License-Identifier: GPL-3.0-only
/**
 * Ranking quality through the Cypher procedures in a real server, on data sets with a published split. The data is not
 * part of the project: a folder names it.
 */
package org.graphrec.benchmark;

// SPDX-License-Identifier: GPL-3.0-only
/**
 * Data read from files into plain rows, and written from there into a Neo4j server over Bolt: the POM files of a local
 * Maven repository, and MovieLens. Knows the JDK, the Neo4j driver and two small readers, nothing of our own modules.
 */
package org.graphrec.data;

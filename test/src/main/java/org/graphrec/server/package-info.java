// SPDX-License-Identifier: GPL-3.0-only
/**
 * A real Neo4j server as a child process: the official entry point, started from Maven artifacts, with GDS and our
 * plugin in its {@code plugins/} folder, as an operator would run it. May use the JDK and the Neo4j driver, nothing of
 * Neo4j's own classes.
 */
package org.graphrec.server;

// SPDX-License-Identifier: GPL-3.0-only
/**
 * Training on Apache Spark. A job asks the server how to read the graph, reads it by ranges of ids, computes with the kernels of
 * {@code training} on its executors, and writes a file that the server imports. It may use {@code training}, Spark and Neo4j's driver.
 */
package org.graphrec.spark;

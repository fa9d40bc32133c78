/** Graphs, kernels and models over arrays. Depends on the JDK and nothing else. */
package org.graphrec.training;

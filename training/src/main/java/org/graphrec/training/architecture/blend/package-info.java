/** Choosing among architectures and summing the scores of several: {@code auto} and {@code blend}. */
package org.graphrec.training.architecture.blend;

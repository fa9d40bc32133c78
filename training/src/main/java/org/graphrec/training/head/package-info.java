/** Histories read by trained networks: the forward passes in plain Java, and what they are trained with. */
package org.graphrec.training.head;

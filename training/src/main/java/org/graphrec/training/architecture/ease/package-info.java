/** A linear model of items in closed form: {@code ease}. */
package org.graphrec.training.architecture.ease;

/** What other jars may add to training, found by {@link java.util.ServiceLoader}. */
package org.graphrec.training.spi;

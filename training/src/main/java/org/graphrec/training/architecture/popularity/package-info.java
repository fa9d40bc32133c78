/** The same for everybody: {@code popularity}. */
package org.graphrec.training.architecture.popularity;

/** Matrix factorisation by alternating least squares: {@code mf}. */
package org.graphrec.training.architecture.mf;

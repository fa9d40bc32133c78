// SPDX-License-Identifier: GPL-3.0-only
/** Matrix factorisation by alternating least squares: {@code mf}. */
package org.graphrec.training.architecture.mf;

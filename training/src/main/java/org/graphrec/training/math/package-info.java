// SPDX-License-Identifier: GPL-3.0-only
/** Dense and sparse kernels over flat float arrays: pure functions, deterministic at any concurrency. Depends on the JDK only. */
package org.graphrec.training.math;

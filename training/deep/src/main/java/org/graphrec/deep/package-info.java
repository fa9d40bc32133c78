// SPDX-License-Identifier: GPL-3.0-only
/** Trains the deep heads with PyTorch, through JavaCPP. What comes out is plain arrays, which {@code training} serves. */
package org.graphrec.deep;

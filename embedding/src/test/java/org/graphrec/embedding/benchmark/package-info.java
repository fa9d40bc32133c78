// SPDX-License-Identifier: GPL-3.0-only
/** Speed and memory of the encoders, measured against simpler ways to run the same model. Run by hand. */
package org.graphrec.embedding.benchmark;

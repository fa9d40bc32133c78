// SPDX-License-Identifier: GPL-3.0-only
/** Differential privacy: noise that hides any one edge, and what it costs. */
package org.graphrec.training.privacy;

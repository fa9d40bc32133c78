// SPDX-License-Identifier: GPL-3.0-only
/** Training-free propagation of features along edges; the output stays in the feature space. */
package org.graphrec.training.propagate;

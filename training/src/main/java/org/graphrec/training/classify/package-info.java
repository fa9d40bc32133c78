// SPDX-License-Identifier: GPL-3.0-only
/** Classifying nodes: softmax regression over features that were propagated along the relationships. */
package org.graphrec.training.classify;

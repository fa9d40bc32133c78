// SPDX-License-Identifier: GPL-3.0-only
/** Ranking metrics and full-ranking evaluation over held-out interactions. */
package org.graphrec.training.evaluate;

// SPDX-License-Identifier: GPL-3.0-only
/** Predicting ratings: Bayesian matrix factorisation with implicit feedback (SVD++) and text, users folded in live. */
package org.graphrec.training.rating;

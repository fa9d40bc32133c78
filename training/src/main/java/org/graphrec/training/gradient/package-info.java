// SPDX-License-Identifier: GPL-3.0-only
/** Training item vectors by gradient descent: encoders, propagation, sampled softmax and Adam, with their gradients by hand. */
package org.graphrec.training.gradient;

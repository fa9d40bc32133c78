// SPDX-License-Identifier: GPL-3.0-only
/** A linear model of items in closed form: {@code ease}. */
package org.graphrec.training.architecture.ease;

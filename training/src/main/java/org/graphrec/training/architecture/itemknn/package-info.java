// SPDX-License-Identifier: GPL-3.0-only
/** Degree-normalised co-occurrence of items: {@code itemKnn}. */
package org.graphrec.training.architecture.itemknn;

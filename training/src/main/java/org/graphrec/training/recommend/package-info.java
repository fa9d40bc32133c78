// SPDX-License-Identifier: GPL-3.0-only
/** From a model and a history to the k items to show: filters, text queries, and a reproducible order. */
package org.graphrec.training.recommend;

// SPDX-License-Identifier: GPL-3.0-only
/** What a model learns from: compressed sparse rows, interactions of users with items, and one user's history. */
package org.graphrec.training.graph;

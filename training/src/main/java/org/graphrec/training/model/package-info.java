// SPDX-License-Identifier: GPL-3.0-only
/** Fitted models: immutable, safe for use by many threads, each able to score every item for a history. */
package org.graphrec.training.model;

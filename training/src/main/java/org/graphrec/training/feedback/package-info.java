// SPDX-License-Identifier: GPL-3.0-only
/** What users did with lists that they were shown: click rates corrected for the places of items, with intervals and tests. */
package org.graphrec.training.feedback;

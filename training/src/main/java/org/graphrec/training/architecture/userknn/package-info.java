// SPDX-License-Identifier: GPL-3.0-only
/** What users with similar histories have: {@code userKnn}. */
package org.graphrec.training.architecture.userknn;

// SPDX-License-Identifier: GPL-3.0-only
/** A comparison as one self-contained HTML page: {@code rec.report.html}. */
package org.graphrec.procedures.report;

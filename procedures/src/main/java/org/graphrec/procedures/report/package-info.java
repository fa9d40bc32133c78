/** A comparison as one self-contained HTML page: {@code rec.report.html}. */
package org.graphrec.procedures.report;

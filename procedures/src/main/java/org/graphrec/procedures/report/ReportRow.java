// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.report;

import java.util.Map;

/** The row of {@code rec.report.html}; {@code fileName} is null where no file was asked for. */
public record ReportRow(String html, String fileName, Map<String, Object> configuration) {}

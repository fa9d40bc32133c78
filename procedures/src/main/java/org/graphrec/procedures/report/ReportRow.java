// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.report;

import java.util.Map;
import org.graphrec.procedures.model.PageExport;

/**
 * The row of {@code rec.report.html} and {@code rec.dashboard.html}; {@code fileName} is null where no file was asked for, and
 * {@code url} where the operator names no address for such files.
 */
public record ReportRow(String html, String fileName, String url, Map<String, Object> configuration) {

    static ReportRow of(String html, PageExport.Page page, Map<String, Object> configuration) {
        return new ReportRow(html, page.fileName(), page.url(), configuration);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.report;

import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.evaluate.CompareConfig;

/**
 * A call of {@code rec.report.html}.
 *
 * @param title the page's title, or null: after the graph
 * @param itemNameProperty the property a reader knows an item by
 * @param userNameProperty that of a user
 * @param fileName a file of the operator's folder of exports, without ending, or null
 * @param compare what to compare
 */
record ReportConfig(
        String title, String itemNameProperty, String userNameProperty, String fileName, CompareConfig compare) {

    static ReportConfig read(Map<String, Object> map) {
        Config config = new Config(map);
        String title = config.string("title", null);
        String itemNameProperty = config.string("itemNameProperty", "title");
        String userNameProperty = config.string("userNameProperty", "name");
        String fileName = config.string("fileName", null);
        return new ReportConfig(title, itemNameProperty, userNameProperty, fileName, CompareConfig.read(config));
    }
}

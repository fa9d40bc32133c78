// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.Map;

/** The row of `rec.model.import`. */
public record ModelImportRow(String modelName, Map<String, Object> modelInfo, long loadMillis) {}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.List;

/** The row of `rec.model.export`: the names of the files, and the checksum over the tensors' file. */
public record ModelExportRow(String modelName, List<String> fileNames, String sha256, long exportMillis) {}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import java.util.List;

/**
 * A row of `rec.classify.stream`. `predictedProbabilities` are in the order of `modelInfo.classes`; null unless asked for by
 * `includePredictedProbabilities`.
 */
public record ClassifyStreamRow(long nodeId, Object predictedClass, List<Double> predictedProbabilities) {}

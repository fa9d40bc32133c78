package org.graphrec.procedures.classify;

import java.util.Map;

/** The row of `rec.classify.train`. */
public record ClassifyTrainRow(Map<String, Object> modelInfo, long trainMillis, Map<String, Object> configuration) {}

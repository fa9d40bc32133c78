package org.graphrec.procedures.train;

import java.util.Map;

/** The row of `rec.train`. */
public record TrainRow(Map<String, Object> modelInfo, long trainMillis, Map<String, Object> configuration) {}

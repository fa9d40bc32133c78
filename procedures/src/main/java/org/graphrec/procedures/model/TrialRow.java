// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The row of `rec.model.trials`: one setting that was tried on the holdout. What was not measured is null. */
public record TrialRow(
        long trial,
        String architecture,
        Double ndcg,
        Double recall,
        Double rmse,
        Double mae,
        Double accuracy,
        Double logLoss,
        Double seconds,
        Map<String, Object> parameters) {

    /** The trials of a model, in the order in which they were run. */
    static Stream<TrialRow> of(ModelMetadata metadata) {
        List<?> trials = metadata.trials();
        return IntStream.range(0, trials.size())
                .mapToObj(i -> of(i + 1, (Map<?, ?>) trials.get(i), metadata.architecture()));
    }

    @SuppressWarnings("unchecked") // what this package put there itself
    private static TrialRow of(long number, Map<?, ?> trial, String architecture) {
        return new TrialRow(
                number,
                trial.get("architecture") instanceof String own ? own : architecture,
                measured(trial, "ndcg"),
                measured(trial, "recall"),
                measured(trial, "rmse"),
                measured(trial, "mae"),
                measured(trial, "accuracy"),
                measured(trial, "logLoss"),
                measured(trial, "seconds"),
                (Map<String, Object>) trial.get("parameters"));
    }

    private static Double measured(Map<?, ?> trial, String name) {
        return trial.get(name) instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.model;

import java.util.List;

/**
 * How the training of one model in epochs went.
 *
 * @param architecture Cypher name of its architecture
 * @param epochs at least one, in order
 */
public record TrainingReport(String architecture, List<EpochReport> epochs) {

    /** Copies the list. */
    public TrainingReport {
        epochs = List.copyOf(epochs);
    }

    /** A list of one report; empty when there were no epochs. */
    public static List<TrainingReport> of(String architecture, List<EpochReport> epochs) {
        return epochs.isEmpty() ? List.of() : List.of(new TrainingReport(architecture, epochs));
    }
}

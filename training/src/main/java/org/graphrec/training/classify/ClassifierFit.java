// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.List;

/**
 * What fitting a classifier returns.
 *
 * @param model fitted on all nodes with a known class, with the chosen parameters
 * @param trials every setting tried, in order
 * @param validation of the chosen setting on the part it was chosen on
 * @param test of the same on the test part, which nothing was chosen on; measured on a model that had not seen it. Empty metrics
 *     without a test part
 */
public record ClassifierFit(
        Classifier model, List<ClassifierTrial> trials, ClassificationMetrics validation, ClassificationMetrics test) {

    /** Copies the list. */
    public ClassifierFit {
        trials = List.copyOf(trials);
    }
}

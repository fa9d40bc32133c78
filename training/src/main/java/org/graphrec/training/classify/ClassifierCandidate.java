// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.function.Function;

/**
 * A tuned classifier.
 *
 * @param model fitted to the nodes it was tuned on
 * @param refit fits a classifier with the same parameters to other nodes, whose class is known
 */
public record ClassifierCandidate(Classifier model, Function<int[], Classifier> refit) {}

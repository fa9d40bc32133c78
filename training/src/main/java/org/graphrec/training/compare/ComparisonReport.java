// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.List;

/**
 * The result of a comparison.
 *
 * @param rows segment by segment, methods in the order asked for
 * @param curves of the methods trained in epochs, from the first fit
 * @param examples a few users of the first partition; empty where nothing ranks
 * @param users number of users of the graph
 * @param items likewise
 * @param interactions likewise, each pair once
 */
public record ComparisonReport(
        List<ComparisonRow> rows, List<Curve> curves, List<Example> examples, int users, int items, int interactions) {

    /** Copies the lists. */
    public ComparisonReport {
        rows = List.copyOf(rows);
        curves = List.copyOf(curves);
        examples = List.copyOf(examples);
    }
}

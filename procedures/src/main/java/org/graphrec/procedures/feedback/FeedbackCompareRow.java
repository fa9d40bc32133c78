// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.feedback;

import java.util.List;

/** The row of `rec.feedback.compare`. What cannot be estimated is null. */
public record FeedbackCompareRow(
        String modelName,
        String otherModelName,
        Double correctedCtr,
        Double otherCorrectedCtr,
        Double difference,
        List<Double> interval,
        Double pValue,
        long users,
        long otherUsers,
        long usersOfBoth) {}

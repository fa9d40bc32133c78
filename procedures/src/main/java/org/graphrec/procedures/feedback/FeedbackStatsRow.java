// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.feedback;

import java.util.Arrays;
import java.util.List;
import org.graphrec.training.feedback.ClickRates;
import org.graphrec.training.feedback.Rate;

/**
 * A row of `rec.feedback.stats`, of a model and one of its channels, or of all where `channel` is null. Intervals are of 95 %. What cannot
 * be estimated is null.
 */
public record FeedbackStatsRow(
        String modelName,
        String channel,
        long users,
        long impressions,
        long clicks,
        Double ctr,
        List<Double> ctrInterval,
        Double correctedCtr,
        List<Double> correctedInterval,
        List<Double> examination) {

    static FeedbackStatsRow of(String modelName, String channel, ClickRates rates, int group) {
        Rate ctr = rates.ctr(group);
        Rate corrected = rates.corrected(group);
        return new FeedbackStatsRow(
                modelName,
                channel,
                rates.users(group),
                rates.impressions(group),
                rates.clicks(group),
                value(ctr),
                interval(ctr),
                value(corrected),
                interval(corrected),
                Arrays.stream(rates.examination()).boxed().toList());
    }

    static Double value(Rate rate) {
        return rate.known() ? (Double) rate.value() : null;
    }

    private static List<Double> interval(Rate rate) {
        return rate.known() ? List.of(rate.interval().low(), rate.interval().high()) : null;
    }
}

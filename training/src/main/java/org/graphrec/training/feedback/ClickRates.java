// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.feedback;

import java.util.Optional;
import org.graphrec.training.Require;
import org.graphrec.training.compare.Interval;
import org.graphrec.training.compare.Student;

/**
 * Rates of clicks of groups of recommendations, such as those of a model: as they were (CTR), and corrected for their places.
 *
 * <p>The corrected rate is the share of what was shown that would have been clicked at the first place: the mean of clicked / theta,
 * where theta is the {@link Examination} of the place (inverse propensity weighting: Joachims, Swaminathan and Schnabel, "Unbiased
 * Learning-to-Rank with Biased Feedback", WSDM 2017).
 *
 * <p>Standard errors are those of a sum of influences by user, the error of the examinations included (sandwich estimator, clustered by
 * user: Liang and Zeger, Biometrika 1986). So users may click much or little, and see one model or several. Intervals of rates are
 * by Student's t on the logarithm; those of differences, and p-values, by Student's t.
 */
public final class ClickRates {
    private static final double OUTSIDE = 0.05;

    private final Shown shown;
    private final int[] groupOf;
    private final Examination examination; // null where it cannot be estimated

    private ClickRates(Shown shown, int[] groupOf, Examination examination) {
        this.shown = shown;
        this.groupOf = groupOf;
        this.examination = examination;
    }

    /**
     * Of groups of what was shown.
     *
     * @param groupOf group of each recommendation, from 0; a negative number is of no group, and counts for the examinations only
     */
    public static ClickRates of(Shown shown, int[] groupOf) {
        Require.size("groupOf", groupOf.length, shown.size());
        Optional<Examination> examination = Examination.of(shown);
        return new ClickRates(shown, groupOf, examination.orElse(null));
    }

    /** The same of other groups. */
    public ClickRates with(int[] otherGroups) {
        Require.size("otherGroups", otherGroups.length, shown.size());
        return new ClickRates(shown, otherGroups, examination);
    }

    /** Examination of each rank relative to the first, in order; empty where it cannot be estimated. */
    public double[] examination() {
        return examination == null ? new double[0] : examination.byRank();
    }

    /** How many of a group were shown. */
    public int impressions(int group) {
        int count = 0;
        for (int one : groupOf) {
            count += one == group ? 1 : 0;
        }
        return count;
    }

    /** How many of a group were clicked. */
    public int clicks(int group) {
        int count = 0;
        for (int i = 0; i < groupOf.length; i++) {
            count += groupOf[i] == group && shown.clicked()[i] ? 1 : 0;
        }
        return count;
    }

    /** How many users saw a group. */
    public int users(int group) {
        int count = 0;
        for (boolean saw : saw(group)) {
            count += saw ? 1 : 0;
        }
        return count;
    }

    /** The share of a group that was clicked. */
    public Rate ctr(int group) {
        return rate(group, false);
    }

    /** The share of a group that would have been clicked at the first place. */
    public Rate corrected(int group) {
        return rate(group, true);
    }

    private Rate rate(int group, boolean corrected) {
        if (impressions(group) == 0 || (corrected && examination == null)) {
            return Rate.UNKNOWN;
        }
        int users = users(group);
        double value = value(group, corrected);
        if (value == 0) {
            // of so many users none clicked: the exact bound on the share of users who click
            return new Rate(0, new Interval(0, 1 - Math.pow(OUTSIDE / 2, 1.0 / users)));
        }
        double error = error(influences(group, corrected));
        if (users < 2) {
            return new Rate(value, new Interval(0, 1));
        }
        double reach = Student.critical(users - 1.0) * error / value;
        return new Rate(value, new Interval(value * Math.exp(-reach), value * Math.exp(reach)));
    }

    /** By how much the corrected rate of one group is above that of another. */
    public RateDifference difference(int one, int other) {
        boolean[] sawOne = saw(one);
        boolean[] sawOther = saw(other);
        int both = 0;
        int either = 0;
        for (int user = 0; user < sawOne.length; user++) {
            both += sawOne[user] && sawOther[user] ? 1 : 0;
            either += sawOne[user] || sawOther[user] ? 1 : 0;
        }
        if (examination == null || impressions(one) == 0 || impressions(other) == 0 || either < 3) {
            return new RateDifference(Double.NaN, new Interval(Double.NaN, Double.NaN), Double.NaN, both);
        }
        double value = value(one, true) - value(other, true);
        double[] influences = influences(one, true);
        double[] others = influences(other, true);
        for (int user = 0; user < influences.length; user++) {
            influences[user] -= others[user];
        }
        double error = error(influences);
        double reach = Student.critical(either - 2.0) * error;
        double p = error == 0 ? (value == 0 ? 1 : 0) : Student.twoSided(value / error, either - 2.0);
        return new RateDifference(value, new Interval(value - reach, value + reach), p, both);
    }

    private boolean[] saw(int group) {
        boolean[] saw = new boolean[shown.userCount()];
        for (int i = 0; i < groupOf.length; i++) {
            saw[shown.users()[i]] |= groupOf[i] == group;
        }
        return saw;
    }

    /** What one counts: 1 / theta where it was clicked. */
    private double click(int i, boolean corrected) {
        return !shown.clicked()[i] ? 0 : corrected ? 1 / examination.at(shown.ranks()[i]) : 1;
    }

    private double value(int group, boolean corrected) {
        double sum = 0;
        for (int i = 0; i < groupOf.length; i++) {
            sum += groupOf[i] == group ? click(i, corrected) : 0;
        }
        return sum / impressions(group);
    }

    /** What each user adds to the error of a group's rate, to first order. */
    private double[] influences(int group, boolean corrected) {
        double value = value(group, corrected);
        int impressions = impressions(group);
        double[] influences = new double[shown.userCount()];
        double[] slopes = new double[corrected ? examination.parameters() : 0];
        for (int i = 0; i < groupOf.length; i++) {
            if (groupOf[i] == group) {
                double click = click(i, corrected);
                influences[shown.users()[i]] += (click - value) / impressions;
                int parameter = corrected ? examination.parameter(shown.ranks()[i]) : -1;
                if (parameter >= 0) {
                    slopes[parameter] -= click / impressions;
                }
            }
        }
        for (int user = 0; user < influences.length && slopes.length > 0; user++) {
            double[] influence = examination.influence(user);
            for (int p = 0; p < slopes.length; p++) {
                influences[user] += slopes[p] * influence[p];
            }
        }
        return influences;
    }

    private static double error(double[] influences) {
        double squares = 0;
        int users = 0;
        for (double influence : influences) {
            squares += influence * influence;
            users += influence != 0 ? 1 : 0;
        }
        return users < 2 ? 0 : Math.sqrt(squares * users / (users - 1));
    }
}

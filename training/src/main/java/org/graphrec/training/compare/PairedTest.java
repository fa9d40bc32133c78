// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

/**
 * Student's paired t-test over users, two-sided: are two methods equally good for the same users? (Smucker, Allan and Carterette
 * 2007 find it as good for rankings as tests by permutation.)
 */
public final class PairedTest {

    private PairedTest() {}

    /**
     * The probability of a difference as large as this or larger, if there was none; 1 when all users are alike or fewer than two.
     *
     * @param one what each user came to
     * @param other the same of the other method
     * @param counts users with 0 are passed over
     */
    public static double pValue(double[] one, double[] other, int[] counts) {
        int n = 0;
        double mean = 0;
        for (int user = 0; user < counts.length; user++) {
            if (counts[user] > 0) {
                n++;
                mean += one[user] - other[user];
            }
        }
        mean /= Math.max(1, n);
        double squares = 0;
        for (int user = 0; user < counts.length; user++) {
            squares += counts[user] > 0 ? Math.pow(one[user] - other[user] - mean, 2) : 0;
        }
        if (n < 2 || mean == 0) {
            return 1;
        }
        if (squares == 0) {
            return 0;
        }
        double t = mean / Math.sqrt(squares / (n - 1) / n);
        return Student.twoSided(t, n - 1);
    }
}

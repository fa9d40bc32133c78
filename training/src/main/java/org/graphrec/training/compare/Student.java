// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

/** Student's t distribution. */
public final class Student {

    private static final int MAX_TERMS = 500;

    private static final double PRECISION = 1e-14;

    private static final double TINY = 1e-300;

    /** Lanczos's approximation of the logarithm of the gamma function, with g = 7 and nine coefficients. */
    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572E-6,
        1.5056327351493116E-7
    };

    private static final double OUTSIDE = 0.05;

    private static final int HALVINGS = 60;

    private Student() {}

    /** The t that is exceeded, to either side, with a probability of 5 %: the reach of a 95 % interval in standard errors. */
    public static double critical(double freedom) {
        double low = 0;
        double high = 1;
        while (twoSided(high, freedom) > OUTSIDE) {
            high *= 2;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (twoSided(middle, freedom) > OUTSIDE) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** P(|T| >= |t|) with {@code freedom} degrees of freedom: the regularised incomplete beta function at freedom / (freedom + t^2). */
    public static double twoSided(double t, double freedom) {
        return beta(freedom / (freedom + t * t), freedom / 2, 0.5);
    }

    private static double beta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        // the fraction converges fast on this side of the mean, and the other side follows by symmetry
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b;
    }

    /** The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8) by Lentz's method. */
    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m <= MAX_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < PRECISION) {
                break;
            }
        }
        return value;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private static double logGamma(double x) {
        double shifted = x - 1;
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (shifted + i);
        }
        double t = shifted + 7.5;
        return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.privacy;

/**
 * How much Gaussian noise a budget takes, exactly: the analytic Gaussian mechanism of Balle and Wang (ICML 2018). With noise of
 * standard deviation s on a function of L2 sensitivity D, the least delta for an epsilon is the privacy profile
 * {@code Phi(D / 2s - epsilon s / D) - e^epsilon Phi(-D / 2s - epsilon s / D)} (their theorem 8), which falls as s grows.
 */
public final class GaussianMechanism {
    private static final int HALVINGS = 200;

    private static final int FRACTIONS = 300;

    private GaussianMechanism() {}

    /** The least standard deviation that keeps the budget for a function of this L2 sensitivity, up to rounding, from above. */
    public static double sigma(Budget budget, double sensitivity) {
        double low = 1e-6;
        double high = 1e6 / budget.epsilon();
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            if (delta(budget.epsilon(), middle) > budget.delta()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return sensitivity * high;
    }

    /**
     * The L2 sensitivity of several answers together, each of which has {@code sensitivity} and may depend on those before: Gaussian
     * mechanisms compose as one with the root of the sum of squares (Dong, Roth and Su 2022, corollary 3.3).
     */
    public static double composed(double sensitivity, int answers) {
        return sensitivity * Math.sqrt(answers);
    }

    /** The privacy profile: delta at {@code epsilon} for noise that is {@code sigma} times the sensitivity. */
    static double delta(double epsilon, double sigma) {
        return Math.max(
                0, normal(0.5 / sigma - epsilon * sigma) - Math.exp(epsilon) * normal(-0.5 / sigma - epsilon * sigma));
    }

    /** The distribution function of the standard normal, with small relative error in the lower tail. */
    static double normal(double x) {
        if (x > 0) {
            return 1 - normal(-x);
        }
        double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        if (x < -3) {
            // Mill's ratio as a continued fraction (Laplace)
            double fraction = -x;
            for (int n = FRACTIONS; n >= 1; n--) {
                fraction = -x + n / fraction;
            }
            return density / fraction;
        }
        double term = x;
        double sum = x;
        for (int n = 3; Math.abs(term) > 1e-18; n += 2) {
            term *= x * x / n;
            sum += term;
        }
        return 0.5 + density * sum;
    }
}

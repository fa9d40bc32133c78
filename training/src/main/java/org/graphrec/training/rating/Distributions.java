// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.SplittableRandom;

/** Draws from distributions the JDK does not have. */
final class Distributions {

    private Distributions() {}

    /** A draw from the gamma distribution with mean shape / rate (Marsaglia and Tsang 2000); {@code shape} at least 1. */
    static double gamma(double shape, double rate, SplittableRandom random) {
        double d = shape - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            double logUniform = Math.log(1 - random.nextDouble());
            if (v > 0 && logUniform < 0.5 * x * x + d * (1 - v + Math.log(v))) {
                return d * v / rate;
            }
        }
    }
}

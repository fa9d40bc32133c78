// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

/** A function to be made small. */
interface Objective {

    /** The number of parameters. */
    int size();

    /** The value at a point; {@code gradient} is overwritten with the gradient there. */
    double value(double[] point, double[] gradient);
}

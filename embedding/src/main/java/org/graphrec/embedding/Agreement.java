// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

/**
 * How near a static encoder comes to its teacher, on texts that were held out when it was fitted.
 *
 * @param texts how many were held out; 0: too few texts to hold any out, and both figures are NaN
 * @param meanCosine the mean cosine of its vectors with the teacher's
 * @param overlap of the ten texts nearest to each, by the teacher, the mean share that it also has among its ten
 */
public record Agreement(int texts, double meanCosine, double overlap) {

    static final Agreement UNKNOWN = new Agreement(0, Double.NaN, Double.NaN);
}

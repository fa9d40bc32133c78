// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

/**
 * How much of an edge of an item graph the likeness of texts made: {@code unit * weight * max(0, cosine)^power}.
 *
 * @param unit what weight 1 and cosine 1 add, in the scale of the edges
 * @param weight between items that both had interactions
 * @param coldWeight where one of them had none
 * @param power of the cosine
 */
public record TextTerm(double unit, double weight, double coldWeight, double power) {

    /** No edge owes anything to texts. */
    public static final TextTerm NONE = new TextTerm(0, 0, 0, 1);

    /** What a pair with this cosine owes to its texts. */
    double part(float cosine, boolean cold) {
        return unit * (cold ? coldWeight : weight) * Math.pow(Math.max(0, cosine), power);
    }
}

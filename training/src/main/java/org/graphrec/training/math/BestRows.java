// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.BitSet;

/** The best of the rows that are eligible, whose scores are finite and not too low. Not safe for several threads. */
public final class BestRows {
    private final BitSet eligible;
    private final TopK best;
    private final double floor;
    private float least;

    /**
     * None yet.
     *
     * @param eligible rows; not copied
     * @param k how many are kept, at least 1
     * @param floor the least score that is kept
     */
    public BestRows(BitSet eligible, int k, double floor) {
        this.eligible = eligible;
        this.best = new TopK(k);
        this.floor = floor;
        this.least = reached(floor);
    }

    /** Offers a row; ties go to the lower one. */
    public void offer(int row, float score) {
        // few pass the first test, which is all that most rows cost
        if (score >= least && score >= floor && eligible.get(row) && Float.isFinite(score)) {
            best.offer(score, row);
            least = Math.max(least, best.least());
        }
    }

    /** The rows that may be offered. */
    public BitSet eligible() {
        return eligible;
    }

    /** A row whose score is below is not kept. */
    public float least() {
        return least;
    }

    /** The rows kept, packed as by {@link TopK#drain}, best first; empties this. */
    public long[] drain() {
        least = reached(floor);
        return best.drain();
    }

    /** The largest float that is not above {@code floor}. */
    private static float reached(double floor) {
        float near = (float) floor;
        return near > floor ? Math.nextDown(near) : near;
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import java.util.Arrays;
import java.util.BitSet;
import org.graphrec.training.Require;

/**
 * The items that an answer may choose from: all of them or some, less those that are left out. Immutable. What is left out for
 * everybody is kept once and shared by the requests of a call; what one user leaves out is kept beside it.
 */
public final class Eligibility {
    private static final int[] NONE = {};

    /** Every item. */
    public static final Eligibility ALL = new Eligibility(null, new BitSet(), NONE);

    private final BitSet among;
    private final BitSet shared;
    private final int[] own;

    /** None of the arguments is changed after this; {@code among} is null for all items. */
    private Eligibility(BitSet among, BitSet shared, int[] own) {
        this.among = among;
        this.shared = shared;
        this.own = own;
    }

    /** These items alone; one that occurs twice counts once. */
    public static Eligibility among(int... items) {
        BitSet among = new BitSet();
        for (int item : items) {
            among.set(Require.index("candidates", item, Integer.MAX_VALUE));
        }
        return new Eligibility(among, ALL.shared, NONE);
    }

    /** The same without these items, for one user. */
    public Eligibility without(int... items) {
        if (items.length == 0) {
            return this;
        }
        int[] all = Arrays.copyOf(own, own.length + items.length);
        System.arraycopy(items, 0, all, own.length, items.length);
        return new Eligibility(among, shared, all);
    }

    /** The same without these items, for all requests made from it. */
    public Eligibility without(BitSet items) {
        if (items.isEmpty()) {
            return this;
        }
        BitSet all = (BitSet) shared.clone();
        all.or(items);
        return new Eligibility(among, all, own);
    }

    /**
     * The eligible ones of a model's items; the caller may change the result.
     *
     * @param items number of items of the model
     * @throws IndexOutOfBoundsException when an item that is named is unknown to the model
     */
    public BitSet rows(int items) {
        BitSet rows;
        if (among == null) {
            rows = new BitSet(items);
            rows.set(0, items);
        } else {
            if (among.length() > items) {
                Require.index("candidates", among.length() - 1, items);
            }
            rows = (BitSet) among.clone();
        }
        rows.andNot(shared);
        for (int item : own) {
            rows.clear(Require.index("exclude", item, items));
        }
        return rows;
    }
}

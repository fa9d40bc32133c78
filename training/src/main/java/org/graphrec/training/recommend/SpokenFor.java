// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import java.util.BitSet;
import org.graphrec.training.graph.History;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Parts;

/** Tells the items that something in a history adds to the score of, whatever else in it takes away. */
final class SpokenFor {
    private final Model model;
    private final History history;
    private Parts parts; // made when they are first wanted

    SpokenFor(Model model, History history) {
        this.model = model;
        this.history = history;
    }

    /** Whether a part of the item's score is above 0. */
    boolean test(int item) {
        for (double part : parts().of(item)) {
            if (part > 0) {
                return true;
            }
        }
        return false;
    }

    /** Those of {@code items} of which that is so; {@code items} is left as it is. */
    BitSet among(BitSet items) {
        BitSet found = (BitSet) items.clone();
        narrow(found);
        for (int item = found.nextSetBit(0); item >= 0; item = found.nextSetBit(item + 1)) {
            found.set(item, test(item));
        }
        return found;
    }

    /** Takes out of {@code items} some of which that is not so. */
    void narrow(BitSet items) {
        if (!items.isEmpty()) {
            parts().narrow(items);
        }
    }

    private Parts parts() {
        parts = parts == null ? model.parts(history) : parts;
        return parts;
    }
}

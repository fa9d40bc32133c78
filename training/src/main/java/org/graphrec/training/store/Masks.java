// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.util.BitSet;
import org.graphrec.training.Require;
import org.graphrec.training.model.Model;

/** Sets of items as tensors: a byte an item, 1 for those in the set. */
public final class Masks {
    private Masks() {}

    public static Tensor cold(Model model) {
        byte[] bytes = new byte[model.items()];
        for (int item = 0; item < bytes.length; item++) {
            bytes[item] = (byte) (model.cold(item) ? 1 : 0);
        }
        return Tensor.of(bytes, bytes.length);
    }

    public static BitSet bits(Tensor tensor, int items) {
        byte[] bytes = tensor.bytes();
        Require.size("cold", bytes.length, items);
        BitSet bits = new BitSet(items);
        for (int item = 0; item < items; item++) {
            bits.set(item, Require.between("cold", bytes[item], 0, 1) == 1);
        }
        return bits;
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.Map;
import org.graphrec.procedures.live.ModelNodes;
import org.graphrec.procedures.reading.KeptHistories;
import org.graphrec.training.graph.Pairs;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;

/** The histories that a model keeps, in a file. */
final class StoredHistories {
    private static final String OFFSETS = "kept.offsets";
    private static final String ITEMS = "kept.items";
    private static final String WEIGHTS = "kept.weights";
    private static final String VERDICTS = "kept.verdicts";
    private static final String KINDS = "kept.kinds";

    private StoredHistories() {}

    static void write(KeptHistories kept, Map<String, Tensor> tensors) {
        if (kept != null) {
            int size = kept.items().length;
            tensors.put(OFFSETS, Tensor.of(kept.offsets(), kept.offsets().length));
            tensors.put(ITEMS, Tensor.of(kept.items(), size));
            tensors.put(WEIGHTS, Tensor.of(kept.weights(), size));
            tensors.put(VERDICTS, Tensor.of(kept.verdicts(), size));
            tensors.put(KINDS, Tensor.of(kept.kinds(), size));
        }
    }

    /** Null where a model keeps none. */
    static KeptHistories read(TensorFile file, ModelNodes nodes) {
        if (!file.tensors().containsKey(OFFSETS)) {
            return null;
        }
        int[] offsets = tensor(file, OFFSETS).ints();
        int[] items = tensor(file, ITEMS).ints();
        float[] weights = tensor(file, WEIGHTS).floats();
        byte[] verdicts = tensor(file, VERDICTS).bytes();
        long[] kinds = tensor(file, KINDS).longs();
        int size = items.length;
        boolean fits = offsets.length == nodes.users().size() + 1
                && offsets[0] == 0
                && offsets[offsets.length - 1] == size
                && weights.length == size
                && verdicts.length == size
                && kinds.length == size;
        for (int user = 1; fits && user < offsets.length; user++) {
            fits = offsets[user] >= offsets[user - 1];
        }
        for (int i = 0; fits && i < size; i++) {
            fits = items[i] >= 0
                    && items[i] < nodes.items().size()
                    && Pairs.Verdict.of(verdicts[i]).isPresent();
        }
        if (!fits) {
            throw StoredDocument.corrupt("its histories do not match its users and items");
        }
        return new KeptHistories(offsets, items, weights, verdicts, kinds);
    }

    private static Tensor tensor(TensorFile file, String name) {
        Tensor tensor = file.tensors().get(name);
        if (tensor == null) {
            throw StoredDocument.corrupt("a part of its histories is missing");
        }
        return tensor;
    }
}

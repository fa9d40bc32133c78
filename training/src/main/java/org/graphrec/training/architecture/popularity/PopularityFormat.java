// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.popularity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.graphrec.training.Require;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Tensor;

/** {@link Popularity}: how often each item was interacted with. */
final class PopularityFormat implements ModelFormat<Popularity> {
    private static final String RECENT = "recent";

    @Override
    public String name() {
        return "popularity";
    }

    @Override
    public Class<Popularity> type() {
        return Popularity.class;
    }

    @Override
    public ModelParts encode(Popularity model, Matrix features) {
        int[] counts = IntStream.range(0, model.items()).map(model::count).toArray();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("counts", Tensor.of(counts, counts.length));
        model.recent().ifPresent(recent -> tensors.put(RECENT, Tensor.of(recent, recent.length)));
        return new ModelParts(name(), Map.of(), tensors);
    }

    @Override
    public Popularity decode(ModelParts parts, Matrix features) {
        int[] counts = counts(parts, "counts");
        return new Popularity(counts, parts.tensors().containsKey(RECENT) ? counts(parts, RECENT) : null);
    }

    private static int[] counts(ModelParts parts, String name) {
        int[] counts = parts.tensor(name).ints();
        for (int count : counts) {
            Require.atLeast("count", count, 0);
        }
        return counts;
    }
}

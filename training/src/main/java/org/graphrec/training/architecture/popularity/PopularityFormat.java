package org.graphrec.training.architecture.popularity;

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
        return new ModelParts(name(), Map.of(), Map.of("counts", Tensor.of(counts, counts.length)));
    }

    @Override
    public Popularity decode(ModelParts parts, Matrix features) {
        int[] counts = parts.tensor("counts").ints();
        for (int count : counts) {
            Require.atLeast("count", count, 0);
        }
        return new Popularity(counts);
    }
}

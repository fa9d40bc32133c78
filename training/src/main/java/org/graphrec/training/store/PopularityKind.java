package org.graphrec.training.store;

import java.util.Map;
import java.util.stream.IntStream;
import org.graphrec.training.Require;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Popularity;

/** {@link Popularity}: how often each item was interacted with. */
final class PopularityKind implements ModelKind<Popularity> {

    @Override
    public String name() {
        return "popularity";
    }

    @Override
    public Class<Popularity> type() {
        return Popularity.class;
    }

    @Override
    public ModelParts apart(Popularity model, Matrix features) {
        int[] counts = IntStream.range(0, model.items()).map(model::count).toArray();
        return new ModelParts(name(), Map.of(), Map.of("counts", Tensor.of(counts, counts.length)));
    }

    @Override
    public Popularity together(ModelParts parts, Matrix features) {
        int[] counts = parts.tensor("counts").ints();
        for (int count : counts) {
            Require.atLeast("count", count, 0);
        }
        return new Popularity(counts);
    }
}

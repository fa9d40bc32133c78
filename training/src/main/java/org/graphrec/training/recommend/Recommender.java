package org.graphrec.training.recommend;

import java.util.List;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Model;

/** Recommends from a model. Keeps a buffer: use one per thread. */
@SuppressWarnings("DoNotCallSuggester")
public final class Recommender {

    /**
     * A recommender over {@code model}.
     *
     * @param itemFeatures [items, dimension], unit rows, a zero row for an item without text; null when there are none
     */
    public Recommender(Model model, Matrix itemFeatures) {
        throw new UnsupportedOperationException("Recommender");
    }

    /**
     * The best items of the request, best first, ties broken by the lower item index: exactly k when k are eligible.
     *
     * <p>Without a query the score is the model's. With one it is {@code (1 - queryWeight) * s / max(s) + queryWeight *
     * cos(query, item)}, where the maximum is over the eligible items, and the first part is 0 when no eligible item has a
     * positive score. Scores that are not finite are left out.
     */
    public List<Scored> recommend(Request request) {
        throw new UnsupportedOperationException("recommend");
    }
}

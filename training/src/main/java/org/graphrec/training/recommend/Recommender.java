package org.graphrec.training.recommend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.BestRows;
import org.graphrec.training.math.InnerProducts;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.math.TopK;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Model;

/** Recommends from a model. Keeps a buffer: use one per thread. */
public final class Recommender {

    private final Model model;
    private final StackedMatrix itemFeatures;
    private final float[] factors;
    private float[] scores; // made when they are first wanted

    /**
     * A recommender over {@code model}.
     *
     * @param itemFeatures [items, dimension], unit rows, a zero row for an item without text; null when there are none
     */
    public Recommender(Model model, Matrix itemFeatures) {
        this(model, StackedMatrix.of(itemFeatures), null);
    }

    /** The same with a factor for the score of each item, or null. */
    Recommender(Model model, StackedMatrix itemFeatures, float[] factors) {
        if (itemFeatures != null) {
            Require.size("itemFeatures", itemFeatures.rows(), model.items());
        }
        this.model = model;
        this.itemFeatures = itemFeatures;
        this.factors = factors;
    }

    /**
     * The best items of the request, best first, ties broken by the lower item index: exactly k when k are eligible.
     *
     * <p>Without a query the score is the model's. With one it is {@code (1 - queryWeight) * s / max(s) + queryWeight *
     * cos(query, item)}, where the maximum is over all items of the model, so that a choice of candidates changes no score, and
     * the first part is 0 when no item has a positive score. Scores that are not finite are left out.
     *
     * @throws IllegalArgumentException when the query does not fit the item features
     * @throws IndexOutOfBoundsException when an item of the request is unknown to the model
     */
    public List<Scored> recommend(Request request) {
        BitSet eligible = eligible(request);
        var best = new BestRows(eligible, Math.min(request.k(), model.items()), request.minScore());
        InnerProducts products = request.query() == null && factors == null
                ? model.products(request.history()).orElse(null)
                : null;
        if (products != null) {
            products.offer(best);
        } else {
            score(request, eligible, -1);
            for (int item = 0; item < scores.length; item++) {
                best.offer(item, scores[item]);
            }
        }
        List<Scored> recommended = new ArrayList<>();
        for (long pair : best.drain()) {
            recommended.add(new Scored(TopK.index(pair), TopK.score(pair)));
        }
        return recommended;
    }

    /** The eligible items that come before {@code item}, which need not be eligible itself; by index. */
    int[] better(Request request, int item) {
        Require.index("item", item, model.items());
        BitSet eligible = eligible(request);
        score(request, eligible, item);
        float own = scores[item];
        return eligible.stream()
                .filter(other -> scores[other] > own || (scores[other] == own && other < item))
                .toArray();
    }

    /** Scores the eligible items and {@code also}, unless that is negative. */
    private void score(Request request, BitSet eligible, int also) {
        score(request.history());
        if (request.query() != null) {
            requireQuery(request.query());
            double modelScale = modelScale(request.queryWeight());
            for (int item = eligible.nextSetBit(0); item >= 0; item = eligible.nextSetBit(item + 1)) {
                blendQuery(request, modelScale, item);
            }
            if (also >= 0 && !eligible.get(also)) {
                blendQuery(request, modelScale, also);
            }
        }
        for (int item = 0; factors != null && item < scores.length; item++) {
            scores[item] *= factors[item];
        }
    }

    private void score(History history) {
        scores = scores == null ? new float[model.items()] : scores;
        model.score(history, scores);
    }

    /** What the model's own score of an item is multiplied by in the answer to {@code request}; 1 without a query. */
    double modelScale(Request request) {
        if (request.query() == null) {
            return 1;
        }
        score(request.history());
        return modelScale(request.queryWeight());
    }

    private double modelScale(double queryWeight) {
        float largest = Vectors.largest(scores, model.items());
        return largest > 0 ? (1 - queryWeight) / largest : 0;
    }

    private BitSet eligible(Request request) {
        BitSet eligible = new BitSet(model.items());
        if (request.candidates() == null) {
            eligible.set(0, model.items());
        } else {
            for (int item : request.candidates()) {
                eligible.set(Require.index("candidates", item, model.items()));
            }
        }
        if (request.exclude() != null) {
            for (int item : request.exclude()) {
                eligible.clear(Require.index("exclude", item, model.items()));
            }
        }
        for (int i = 0; request.excludeSeen() && i < request.history().size(); i++) {
            eligible.clear(Require.index("history", request.history().item(i), model.items()));
        }
        return eligible;
    }

    private void requireQuery(float[] query) {
        if (itemFeatures == null) {
            throw new IllegalArgumentException("A text query needs item features, but there are none.");
        }
        if (query.length != itemFeatures.columns()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The query has dimension %d but the item features have %d.",
                    query.length,
                    itemFeatures.columns()));
        }
    }

    private void blendQuery(Request request, double modelScale, int item) {
        float cosine = itemFeatures.dot(item, request.query());
        scores[item] = (float) (modelScale * scores[item] + request.queryWeight() * cosine);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.BestRows;
import org.graphrec.training.math.InnerProducts;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.math.TopK;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.model.Together;

/** Recommends from a model. Keeps a buffer: use one per thread. */
public final class Recommender {

    private final Model model;
    private final Popularity fallback;
    private final StackedMatrix itemFeatures;
    private final ItemFactors factors;
    private final AskedQuery asked; // of all requests, or null
    private float[] scores; // made when they are first wanted
    private boolean scored; // whether they are those of the request
    private BitSet above; // the items with a score of the model above 0, where a query is mixed in

    /**
     * A recommender over {@code model}, which knows nothing of popularity: what the history does not speak for comes by index.
     *
     * @param itemFeatures [items, dimension], unit rows, a zero row for an item without text; null when there are none
     */
    public Recommender(Model model, Matrix itemFeatures) {
        this(model, null, StackedMatrix.of(itemFeatures), null);
    }

    /** The same with the order of what the history does not speak for, and what the score of each item is multiplied by, or null. */
    Recommender(Model model, Popularity fallback, StackedMatrix itemFeatures, ItemFactors factors) {
        this(model, fallback, itemFeatures, factors, null);
    }

    /** The same with what is known of a query that many requests share, or null. */
    Recommender(Model model, Popularity fallback, StackedMatrix itemFeatures, ItemFactors factors, AskedQuery asked) {
        if (itemFeatures != null) {
            Require.size("itemFeatures", itemFeatures.rows(), model.items());
        }
        this.model = model;
        this.fallback = fallback;
        this.itemFeatures = itemFeatures;
        this.factors = factors;
        this.asked = asked;
    }

    /**
     * The answers to several requests, in their order: each as {@link #recommend(Request)} gives it. Where the model gains from that,
     * their scores are made together.
     */
    List<List<Scored>> recommend(List<Request> requests) {
        List<List<Scored>> answers = new ArrayList<>(requests.size());
        int together = Math.min(requests.size(), Together.histories(model));
        float[][] all = together < 2 ? null : new float[together][model.items()];
        for (int from = 0; from < requests.size(); from += Math.max(1, together)) {
            List<Request> some = requests.subList(from, Math.min(from + Math.max(1, together), requests.size()));
            if (some.size() > 1) {
                model.scoreAll(some.stream().map(Request::history).toList(), Arrays.copyOf(all, some.size()));
            }
            for (int i = 0; i < some.size(); i++) {
                scored = some.size() > 1;
                scores = scored ? all[i] : scores;
                answers.add(recommend(some.get(i)));
            }
        }
        scored = false;
        return answers;
    }

    /**
     * The best items of the request, best first: exactly k when k are eligible and none is left out by the least score.
     *
     * <p>Without a query the score is the model's. Items come by score, ties by the lower index, if something in the history adds
     * to it, whatever else takes from it. The others come after them, and only to make up k: by popularity, with the model's own
     * score, which is 0 or below. A least score leaves these out.
     *
     * <p>With a query the score is {@code (1 - queryWeight) * s / max(s) + queryWeight * cos(query, item)}, where the maximum is over
     * all items of the model, so that a choice of candidates changes no score, and the first part is 0 when no item has a positive
     * score. All items come by score. Scores that are not finite are left out.
     *
     * @throws IllegalArgumentException when the query does not fit the item features
     * @throws IndexOutOfBoundsException when an item of the request is unknown to the model
     */
    public List<Scored> recommend(Request request) {
        BitSet eligible = request.eligible().rows(model.items());
        int k = Math.min(request.k(), model.items());
        var best = new BestRows(eligible, k, request.minScore());
        if (request.query() != null) {
            double modelScale = score(request, eligible, -1);
            offer(best);
            if (modelScale == 0 || !model.personal()) {
                return rows(best, item -> Basis.TEXT);
            }
            SpokenFor spokenFor = new SpokenFor(model, request.history());
            return rows(best, item -> above.get(item) || spokenFor.test(item) ? personal(request, item) : Basis.TEXT);
        }
        InnerProducts products =
                factors == null && !scored ? model.products(request.history()).orElse(null) : null;
        if (products != null) {
            products.offer(best);
        } else {
            score(request, eligible, -1);
            offer(best);
        }
        if (!model.personal()) {
            return rows(best, item -> Basis.POPULARITY);
        }
        List<Scored> recommended = rows(best, item -> personal(request, item));
        boolean full =
                recommended.size() == k && (k == 0 || recommended.get(k - 1).score() > 0);
        if (full || request.minScore() > 0) {
            return recommended;
        }
        recommended.removeIf(scored -> scored.score() <= 0);
        if (products != null) {
            score(request, eligible, -1);
        }
        return completed(request, eligible, recommended, k);
    }

    private void offer(BestRows best) {
        for (int item = 0; item < scores.length; item++) {
            best.offer(item, scores[item]);
        }
    }

    private static List<Scored> rows(BestRows best, IntFunction<Basis> basis) {
        List<Scored> rows = new ArrayList<>();
        for (long pair : best.drain()) {
            rows.add(new Scored(TopK.index(pair), TopK.score(pair), basis.apply(TopK.index(pair))));
        }
        return rows;
    }

    /** Of an item that something in the history speaks for, or what else is known. */
    private Basis personal(Request request, int item) {
        if (request.history().size() == 0) {
            return Basis.CONTEXT;
        }
        return !model.cold(item) ? Basis.HISTORY : itemFeatures == null ? Basis.CONTEXT : Basis.TEXT;
    }

    /** All with a score above 0, then those of the others that something speaks for by score, then the rest by popularity. */
    private List<Scored> completed(Request request, BitSet eligible, List<Scored> rows, int k) {
        BitSet listed = new BitSet();
        rows.forEach(scored -> listed.set(scored.item()));
        SpokenFor spokenFor = new SpokenFor(model, request.history());
        BitSet rest = notAbove(eligible, request.minScore());
        spokenFor.narrow(rest);
        TopK ordered = new TopK(rest.cardinality());
        rest.stream().forEach(item -> ordered.offer(scores[item], item));
        for (long pair : ordered.drain()) {
            int item = TopK.index(pair);
            if (rows.size() < k && spokenFor.test(item)) {
                rows.add(new Scored(item, TopK.score(pair), personal(request, item)));
                listed.set(item);
            }
        }
        if (request.minScore() == Double.NEGATIVE_INFINITY) {
            byPopularity()
                    .filter(item -> eligible.get(item) && !listed.get(item) && Float.isFinite(scores[item]))
                    .limit(k - rows.size())
                    .forEach(item -> rows.add(new Scored(item, scores[item] + 0.0f, Basis.POPULARITY)));
        }
        return rows;
    }

    private IntStream byPopularity() {
        return fallback == null ? IntStream.range(0, model.items()) : fallback.descending();
    }

    /** The eligible items that come before {@code item}, which need not be eligible itself; by index. */
    int[] better(Request request, int item) {
        Require.index("item", item, model.items());
        BitSet eligible = request.eligible().rows(model.items());
        score(request, eligible, item);
        float own = scores[item];
        IntPredicate before = other -> scores[other] > own || (scores[other] == own && other < item);
        if (request.query() != null || !model.personal() || own > 0) {
            return eligible.stream().filter(before).toArray();
        }
        BitSet others = notAbove(eligible, Double.NEGATIVE_INFINITY);
        others.set(item);
        BitSet spoken = new SpokenFor(model, request.history()).among(others);
        if (spoken.get(item)) {
            return eligible.stream()
                    .filter(other -> scores[other] > 0 || spoken.get(other))
                    .filter(before)
                    .toArray();
        }
        return eligible.stream()
                .filter(other ->
                        scores[other] > 0 || spoken.get(other) || (others.get(other) && morePopular(other, item)))
                .toArray();
    }

    private boolean morePopular(int one, int other) {
        int difference = fallback == null ? 0 : fallback.count(one) - fallback.count(other);
        return difference > 0 || (difference == 0 && one < other);
    }

    /** The eligible items whose scores are 0 or below, and not too low. */
    private BitSet notAbove(BitSet eligible, double least) {
        BitSet found = new BitSet(model.items());
        for (int item = eligible.nextSetBit(0); item >= 0; item = eligible.nextSetBit(item + 1)) {
            found.set(item, scores[item] <= 0 && scores[item] >= least && Float.isFinite(scores[item]));
        }
        return found;
    }

    /**
     * Scores the eligible items and {@code also}, unless that is negative, and returns what the model's own scores were multiplied
     * by.
     */
    private double score(Request request, BitSet eligible, int also) {
        score(request.history());
        double modelScale = 1;
        if (request.query() != null) {
            requireQuery(request.query());
            above = new BitSet(model.items());
            for (int item = 0; item < scores.length; item++) {
                above.set(item, scores[item] > 0);
            }
            modelScale = modelScale(request.queryWeight());
            for (int item = eligible.nextSetBit(0); item >= 0; item = eligible.nextSetBit(item + 1)) {
                blendQuery(request, modelScale, item);
            }
            if (also >= 0 && !eligible.get(also)) {
                blendQuery(request, modelScale, also);
            }
        }
        for (int item = 0; factors != null && item < scores.length; item++) {
            scores[item] = factors.applied(item, scores[item]);
        }
        return modelScale;
    }

    private void score(History history) {
        if (scored) {
            scored = false;
            return;
        }
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
        float cosine =
                asked != null && asked.isOf(request) ? asked.cosine(item) : itemFeatures.dot(item, request.query());
        scores[item] = (float) (modelScale * scores[item] + request.queryWeight() * cosine);
    }
}

package org.graphrec.training.recommend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;

/** Recommends to many users at once, on several threads; the answers do not depend on how many. */
public final class BatchRecommender {
    /** Requests that share a buffer. */
    private static final int BLOCK = 16;

    /** Items that diversity picks from, for each item wanted, and at least. */
    private static final int POOL_FACTOR = 5;

    private static final int LEAST_POOL = 50;

    private final Model model;
    private final Popularity fallback;
    private final StackedMatrix itemFeatures;
    private final StackedMatrix trainedFeatures;
    private final int concurrency;
    private final Diversity diversity;
    private final float[] factors;

    /**
     * A recommender over {@code model}.
     *
     * @param fallback ranks items for a request of which nothing is known, and those that nothing in a history speaks for
     * @param itemFeatures [items, dimension], unit rows; null when there are none
     * @param concurrency number of threads, at least 1
     */
    public BatchRecommender(
            Model model, Popularity fallback, StackedMatrix itemFeatures, RankingPolicy policy, int concurrency) {
        this(model, fallback, itemFeatures, itemFeatures, policy, concurrency);
    }

    /**
     * A recommender over a model some of whose items have other texts than at training.
     *
     * @param itemFeatures the current ones, which queries and diversity go by; the model has them already
     * @param trainedFeatures those of training, by which a score is split into what comes from the graph and what from texts; of the
     *     same shape, null when there are none
     */
    public BatchRecommender(
            Model model,
            Popularity fallback,
            StackedMatrix itemFeatures,
            StackedMatrix trainedFeatures,
            RankingPolicy policy,
            int concurrency) {
        this.model = model;
        this.fallback = fallback;
        this.itemFeatures = itemFeatures;
        this.trainedFeatures = trainedFeatures;
        this.concurrency = concurrency;
        this.diversity = policy.diversity() == 0
                ? null
                : new Diversity(policy.diversity(), ItemSimilarity.of(model, itemFeatures));
        this.factors = policy.popularityDiscount() == 0 ? null : factors(policy.popularityDiscount());
    }

    /** True when a request has neither a history nor a query, so that the fallback answers it. */
    public static boolean nothingKnown(Request request) {
        return request.history().size() == 0 && request.query() == null;
    }

    /** The answer to each request, in their order; the monitor advances by one a request. */
    public List<List<Scored>> recommend(List<Request> requests, Monitor monitor) {
        List<List<Scored>> answers = new ArrayList<>(Collections.nCopies(requests.size(), null));
        Parallel.forBlocks(requests.size(), BLOCK, concurrency, monitor, (from, to) -> {
            Recommender known = new Recommender(model, fallback, itemFeatures, factors);
            for (int r = from; r < to; r++) {
                answers.set(r, recommend(requests.get(r), known));
            }
        });
        return answers;
    }

    /** Takes the scores of {@code request} apart. */
    public Explainer explainer(Request request) {
        return new Explainer(
                nothingKnown(request) ? fallback : model, fallback, itemFeatures, trainedFeatures, factors);
    }

    /** The answer to one request, on the calling thread. */
    public List<Scored> recommend(Request request) {
        return recommend(request, new Recommender(model, fallback, itemFeatures, factors));
    }

    /** The best {@code k} items for a request, without regard to diversity. */
    public List<Scored> rank(Request request, int k) {
        return new Recommender(nothingKnown(request) ? fallback : model, fallback, itemFeatures, factors)
                .recommend(request.withK(k));
    }

    private List<Scored> recommend(Request request, Recommender known) {
        Recommender recommender =
                nothingKnown(request) ? new Recommender(fallback, fallback, itemFeatures, factors) : known;
        if (diversity == null) {
            return recommender.recommend(request);
        }
        int pool = Math.max(LEAST_POOL, Math.multiplyExact(POOL_FACTOR, request.k()));
        return diversified(request, recommender.recommend(request.withK(pool)));
    }

    /** Variety is chosen from what something speaks for; what is popular comes after that, as it would without. */
    private List<Scored> diversified(Request request, List<Scored> pool) {
        if (nothingKnown(request)) {
            return diversity.pick(pool, request.k());
        }
        Map<Boolean, List<Scored>> popular =
                pool.stream().collect(Collectors.partitioningBy(scored -> scored.basis() == Basis.POPULARITY));
        List<Scored> picked = diversity.pick(popular.get(false), request.k());
        popular.get(true).stream().limit(request.k() - picked.size()).forEach(picked::add);
        return picked;
    }

    private float[] factors(double discount) {
        float[] all = new float[model.items()];
        for (int item = 0; item < all.length; item++) {
            all[item] = (float) Math.pow(1.0 + fallback.count(item), -discount);
        }
        return all;
    }
}

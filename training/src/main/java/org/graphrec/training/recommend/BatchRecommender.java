// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Together;

/** Recommends to many users at once, on several threads; the answers do not depend on how many. */
public final class BatchRecommender {
    /** Requests that are scored together where the model gains from that. */
    private static final int BLOCK = Together.MOST;

    /** Items that diversity picks from, for each item wanted, and at least. */
    private static final int POOL_FACTOR = 5;

    private static final int LEAST_POOL = 50;

    private static final int SMALL_COUNTS = 1024;

    private final ServedModel served;
    private final int concurrency;
    private final Diversity diversity;
    private final ItemFactors factors;

    /**
     * A recommender over a model.
     *
     * @param concurrency number of threads, at least 1
     */
    public BatchRecommender(ServedModel served, RankingPolicy policy, int concurrency) {
        this(served, policy, null, concurrency);
    }

    /**
     * The same with a weight for each item.
     *
     * @param weights [items], above 0: scores are multiplied by them, or divided where they are below 0; null: none. Not copied
     */
    public BatchRecommender(ServedModel served, RankingPolicy policy, float[] weights, int concurrency) {
        if (weights != null) {
            Require.size("weights", weights.length, served.model().items());
        }
        this.served = served;
        this.concurrency = concurrency;
        this.diversity = policy.diversity() == 0
                ? null
                : new Diversity(policy.diversity(), ItemSimilarity.of(served.model(), served.features()));
        this.factors = ItemFactors.of(
                policy.popularityDiscount() == 0 ? null : discounts(served, policy.popularityDiscount()), weights);
    }

    /** The answer to each request, in their order; the monitor advances by one a request. */
    public List<List<Scored>> recommend(List<Request> requests, Monitor monitor) {
        List<List<Scored>> answers = new ArrayList<>(Collections.nCopies(requests.size(), null));
        AskedQuery query = AskedQuery.of(requests, served.features(), concurrency, monitor);
        Parallel.forBlocks(requests.size(), BLOCK, concurrency, monitor, (from, to) -> {
            List<Request> known = new ArrayList<>();
            List<Integer> positions = new ArrayList<>();
            for (int r = from; r < to; r++) {
                if (requests.get(r).nothingKnown()) {
                    answers.set(r, recommend(requests.get(r)));
                } else {
                    known.add(pool(requests.get(r)));
                    positions.add(r);
                }
            }
            List<List<Scored>> pools = new Recommender(
                            served.model(), served.fallback(), served.features(), factors, query)
                    .recommend(known);
            for (int i = 0; i < pools.size(); i++) {
                answers.set(positions.get(i), picked(requests.get(positions.get(i)), pools.get(i)));
            }
        });
        return answers;
    }

    /** Takes the scores of {@code request} apart. */
    public Explainer explainer(Request request) {
        return new Explainer(
                modelFor(request), served.fallback(), served.features(), served.learnedFeatures(), factors);
    }

    /** The answer to one request, on the calling thread. */
    public List<Scored> recommend(Request request) {
        return picked(request, recommender(modelFor(request)).recommend(pool(request)));
    }

    /** The best {@code k} items for a request, without regard to diversity. */
    public List<Scored> rank(Request request, int k) {
        return recommender(modelFor(request)).recommend(request.withK(k));
    }

    private Model modelFor(Request request) {
        return request.nothingKnown() ? served.fallback() : served.model();
    }

    private Recommender recommender(Model model) {
        return new Recommender(model, served.fallback(), served.features(), factors);
    }

    /** What to choose from, where variety counts; else the request itself. */
    private Request pool(Request request) {
        return diversity == null
                ? request
                : request.withK(Math.max(LEAST_POOL, Math.multiplyExact(POOL_FACTOR, request.k())));
    }

    private List<Scored> picked(Request request, List<Scored> pool) {
        return diversity == null ? pool : diversified(request, pool);
    }

    /** Variety is chosen from what something speaks for; what is popular comes after that, as it would without. */
    private List<Scored> diversified(Request request, List<Scored> pool) {
        if (request.nothingKnown()) {
            return diversity.pick(pool, request.k());
        }
        Map<Boolean, List<Scored>> popular =
                pool.stream().collect(Collectors.partitioningBy(scored -> scored.basis() == Basis.POPULARITY));
        List<Scored> picked = diversity.pick(popular.get(false), request.k());
        popular.get(true).stream().limit(request.k() - picked.size()).forEach(picked::add);
        return picked;
    }

    /** The factor of each item's score, for its popularity. */
    private static float[] discounts(ServedModel served, double discount) {
        float[] all = new float[served.model().items()];
        // most items have a small count, and share its factor
        float[] ofCount = new float[Math.min(SMALL_COUNTS, all.length)];
        for (int item = 0; item < all.length; item++) {
            int count = served.fallback().count(item);
            if (count >= ofCount.length) {
                all[item] = factor(count, discount);
                continue;
            }
            if (ofCount[count] == 0) {
                ofCount[count] = factor(count, discount);
            }
            all[item] = ofCount[count];
        }
        return all;
    }

    private static float factor(int count, double discount) {
        return (float) Math.pow(1.0 + count, -discount);
    }
}

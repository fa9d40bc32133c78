package org.graphrec.training.recommend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.model.Model;

/** Recommends to many users at once, on several threads; the answers do not depend on how many. */
public final class BatchRecommender {
    /** Requests that share a buffer. */
    private static final int BLOCK = 16;

    private final Model model;
    private final Model fallback;
    private final Matrix itemFeatures;
    private final int concurrency;

    /**
     * A recommender over {@code model}.
     *
     * @param fallback ranks items for a request of which nothing is known
     * @param itemFeatures [items, dimension], unit rows; null when there are none
     * @param concurrency number of threads, at least 1
     */
    public BatchRecommender(Model model, Model fallback, Matrix itemFeatures, int concurrency) {
        this.model = model;
        this.fallback = fallback;
        this.itemFeatures = itemFeatures;
        this.concurrency = concurrency;
    }

    /** True when a request has neither a history nor a query, so that the fallback answers it. */
    public static boolean nothingKnown(Request request) {
        return request.history().size() == 0 && request.query() == null;
    }

    /** The answer to each request, in their order; the monitor advances by one a request. */
    public List<List<Scored>> recommend(List<Request> requests, Monitor monitor) {
        List<List<Scored>> answers = new ArrayList<>(Collections.nCopies(requests.size(), null));
        Parallel.forBlocks(requests.size(), BLOCK, concurrency, monitor, (from, to) -> {
            Recommender known = new Recommender(model, itemFeatures);
            for (int r = from; r < to; r++) {
                Request request = requests.get(r);
                answers.set(
                        r,
                        nothingKnown(request)
                                ? new Recommender(fallback, itemFeatures).recommend(request)
                                : known.recommend(request));
            }
        });
        return answers;
    }

    /** The answer to one request, on the calling thread. */
    public List<Scored> recommend(Request request) {
        return new Recommender(nothingKnown(request) ? fallback : model, itemFeatures).recommend(request);
    }
}

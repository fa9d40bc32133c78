// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.StackedMatrix;

/** How like all items are to the one query that many requests share, which is the same for each of them. */
final class AskedQuery {
    private static final int ITEMS_PER_BLOCK = 4096;

    private final float[] query;
    private final float[] cosines;

    private AskedQuery(float[] query, float[] cosines) {
        this.query = query;
        this.cosines = cosines;
    }

    /** That of the first request; null where it has none, or is alone, or the query does not fit the features. */
    static AskedQuery of(List<Request> requests, StackedMatrix features, int concurrency, Monitor monitor) {
        float[] query = requests.size() < 2 ? null : requests.get(0).query();
        if (query == null || features == null || query.length != features.columns()) {
            return null;
        }
        float[] cosines = new float[features.rows()];
        Parallel.forBlocks(cosines.length, ITEMS_PER_BLOCK, concurrency, monitor.withoutProgress(), (from, to) -> {
            for (int item = from; item < to; item++) {
                cosines[item] = features.dot(item, query);
            }
        });
        return new AskedQuery(query, cosines);
    }

    /** Whether it is what a request asks, as the same array. */
    boolean isOf(Request request) {
        return request.query() == query;
    }

    float cosine(int item) {
        return cosines[item];
    }
}

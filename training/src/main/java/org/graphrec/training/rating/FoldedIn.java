// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.Arrays;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.baseline.RatingBaseline;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Parallel;

/**
 * A rating model with the histories to predict from.
 *
 * @param model knows items
 * @param known what its users have rated, [users, items]
 */
public record FoldedIn(RatingModel model, Interactions known) implements RatingBaseline {

    private static final int USERS_PER_BLOCK = 4;

    @Override
    public double[] predict(Interactions wanted, int concurrency, Monitor monitor) {
        Csr byUser = wanted.byUser();
        double[] predicted = new double[byUser.edges()];
        Parallel.forBlocks(byUser.rows(), USERS_PER_BLOCK, concurrency, monitor.withoutProgress(), (from, to) -> {
            for (int user = from; user < to; user++) {
                int first = byUser.offsets()[user];
                int[] items = Arrays.copyOfRange(byUser.targets(), first, byUser.offsets()[user + 1]);
                if (items.length > 0) {
                    double[] ratings = model.predict(known.history(user), items);
                    System.arraycopy(ratings, 0, predicted, first, ratings.length);
                }
            }
        });
        return predicted;
    }

    @Override
    public Map<String, Object> parameters() {
        return model.parameters();
    }
}

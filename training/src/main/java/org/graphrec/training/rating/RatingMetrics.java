// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Parallel;

/**
 * How far predictions are from ratings.
 *
 * @param ratings number of predictions
 * @param rmse root of the mean squared error; NaN without predictions
 * @param mae mean absolute error; NaN without predictions
 */
public record RatingMetrics(long ratings, double rmse, double mae) {

    private static final int USERS_PER_BLOCK = 8;

    /**
     * Predicts every rating in {@code wanted}.
     *
     * @param known the histories to predict from, [users, items]
     * @param wanted the ratings to be predicted, [users, items]
     */
    public static RatingMetrics evaluate(
            RatingModel model, Interactions known, Interactions wanted, int concurrency, Monitor monitor) {
        double[][] predicted = new double[wanted.users()][];
        Parallel.forBlocks(predicted.length, USERS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int user = from; user < to; user++) {
                History ratings = wanted.history(user);
                int[] items = new int[ratings.size()];
                for (int i = 0; i < items.length; i++) {
                    items[i] = ratings.item(i);
                }
                predicted[user] = items.length == 0 ? new double[0] : model.predict(known.history(user), items);
            }
        });
        return of(predicted, wanted);
    }

    /** Of predictions in the order of each user's history. */
    static RatingMetrics of(double[][] predicted, Interactions wanted) {
        double squares = 0;
        double absolutes = 0;
        long count = 0;
        for (int user = 0; user < predicted.length; user++) {
            int from = wanted.byUser().offsets()[user];
            for (int i = 0; i < predicted[user].length; i++) {
                double error = predicted[user][i] - wanted.byUser().weight(from + i);
                squares += error * error;
                absolutes += Math.abs(error);
                count++;
            }
        }
        return new RatingMetrics(count, Math.sqrt(squares / count), absolutes / count);
    }
}

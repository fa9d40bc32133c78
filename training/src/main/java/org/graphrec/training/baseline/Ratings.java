// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.baseline;

import java.util.Arrays;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;

/** Ratings as the baselines walk over them: by user and by item, with the user of each edge. */
final class Ratings {

    private final Csr byUser;
    private final int[] userOf;

    Ratings(Interactions interactions) {
        byUser = interactions.byUser();
        userOf = new int[byUser.edges()];
        for (int user = 0; user < byUser.rows(); user++) {
            Arrays.fill(userOf, byUser.offsets()[user], byUser.offsets()[user + 1], user);
        }
    }

    int users() {
        return byUser.rows();
    }

    int items() {
        return byUser.columns();
    }

    int size() {
        return userOf.length;
    }

    Csr byUser() {
        return byUser;
    }

    int user(int edge) {
        return userOf[edge];
    }

    int item(int edge) {
        return byUser.targets()[edge];
    }

    float rating(int edge) {
        return byUser.weight(edge);
    }

    double mean() {
        double sum = 0;
        for (int edge = 0; edge < size(); edge++) {
            sum += rating(edge);
        }
        return size() == 0 ? 0 : sum / size();
    }

    /** What {@code biases} leave of each rating, as [users, items]. */
    Csr residuals(Biases biases) {
        float[] rest = new float[size()];
        for (int edge = 0; edge < rest.length; edge++) {
            rest[edge] = (float) (rating(edge) - biases.rating(user(edge), item(edge)));
        }
        return new Csr(users(), items(), byUser.offsets(), byUser.targets(), rest);
    }

    /** The root of the mean squared error of predictions of these ratings; NaN when there are none. */
    double rmse(double[] predicted) {
        double squares = 0;
        for (int edge = 0; edge < size(); edge++) {
            squares += Math.pow(predicted[edge] - rating(edge), 2);
        }
        return Math.sqrt(squares / size());
    }
}

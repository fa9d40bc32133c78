// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.baseline;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.tune.TrainingOptions;

/**
 * The baseline estimate b_ui = mean + b_u + b_i, the same liking for everybody: regularised least squares by alternation
 * (Koren 2010, "Factor in the neighbors", equation 1). A user or an item without ratings has bias 0.
 */
public final class Biases implements RatingBaseline {

    private static final double[] SHRINKAGES = {1, 2.5, 5, 10, 20};

    private static final int ROUNDS = 10;

    private final double mean;
    private final double[] users;
    private final double[] items;
    private final double userShrinkage;
    private final double itemShrinkage;

    private Biases(double mean, double[] users, double[] items, double userShrinkage, double itemShrinkage) {
        this.mean = mean;
        this.users = users;
        this.items = items;
        this.userShrinkage = userShrinkage;
        this.itemShrinkage = itemShrinkage;
    }

    /** Fits biases, with the shrinkages that are best on a holdout. */
    public static BaselineFit fit(Interactions ratings, TrainingOptions options, Monitor monitor) {
        return new BaselineFit(tuned(ratings, options, monitor));
    }

    static Biases tuned(Interactions ratings, TrainingOptions options, Monitor monitor) {
        Holdout holdout = Holdout.of(ratings, options.validationFraction(), options.randomSeed());
        Ratings training = new Ratings(holdout.training());
        Ratings held = new Ratings(holdout.held());
        double[] best = {10, 5};
        double least = Double.POSITIVE_INFINITY;
        for (double user : SHRINKAGES) {
            for (double item : SHRINKAGES) {
                monitor.assertRunning();
                double rmse = held.rmse(of(training, user, item).predictions(held));
                if (rmse < least) {
                    least = rmse;
                    best = new double[] {user, item};
                }
            }
        }
        return of(new Ratings(ratings), best[0], best[1]);
    }

    /** Biases that count a user as if he had {@code userShrinkage} more ratings that are just as expected; an item likewise. */
    static Biases of(Ratings ratings, double userShrinkage, double itemShrinkage) {
        double mean = ratings.mean();
        double[] users = new double[ratings.users()];
        double[] items = new double[ratings.items()];
        double[] userCounts = new double[users.length];
        double[] itemCounts = new double[items.length];
        for (int edge = 0; edge < ratings.size(); edge++) {
            userCounts[ratings.user(edge)]++;
            itemCounts[ratings.item(edge)]++;
        }
        for (int round = 0; round < ROUNDS; round++) {
            double[] itemSums = new double[items.length];
            for (int edge = 0; edge < ratings.size(); edge++) {
                itemSums[ratings.item(edge)] += ratings.rating(edge) - mean - users[ratings.user(edge)];
            }
            for (int item = 0; item < items.length; item++) {
                items[item] = itemSums[item] / (itemShrinkage + itemCounts[item]);
            }
            double[] userSums = new double[users.length];
            for (int edge = 0; edge < ratings.size(); edge++) {
                userSums[ratings.user(edge)] += ratings.rating(edge) - mean - items[ratings.item(edge)];
            }
            for (int user = 0; user < users.length; user++) {
                users[user] = userSums[user] / (userShrinkage + userCounts[user]);
            }
        }
        return new Biases(mean, users, items, userShrinkage, itemShrinkage);
    }

    double rating(int user, int item) {
        return mean + users[user] + items[item];
    }

    double[] predictions(Ratings wanted) {
        double[] predicted = new double[wanted.size()];
        for (int edge = 0; edge < predicted.length; edge++) {
            predicted[edge] = rating(wanted.user(edge), wanted.item(edge));
        }
        return predicted;
    }

    @Override
    public double[] predict(Interactions wanted, int concurrency, Monitor monitor) {
        return predictions(new Ratings(wanted));
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("userShrinkage", userShrinkage);
        parameters.put("itemShrinkage", itemShrinkage);
        return parameters;
    }
}

package org.graphrec.training.compare;

import org.graphrec.training.Monitor;
import org.graphrec.training.baseline.BaselineFit;
import org.graphrec.training.baseline.BiasedMf;
import org.graphrec.training.baseline.Biases;
import org.graphrec.training.baseline.ContentRatings;
import org.graphrec.training.baseline.Neighbours;
import org.graphrec.training.fit.TrainingOptions;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.rating.RatingFit;
import org.graphrec.training.rating.RatingTrainer;

/** How each method is fitted to ratings. */
final class RatingMethods {

    private RatingMethods() {}

    static BaselineFit fit(
            Method method, Interactions ratings, Matrix features, TrainingOptions options, Monitor monitor) {
        return switch (method) {
            case POPULARITY -> Biases.fit(ratings, options, monitor);
            case CONTENT -> ContentRatings.fit(ratings, features, options, monitor);
            case USER_KNN -> Neighbours.fitUsers(ratings, options, monitor);
            case ITEM_KNN -> Neighbours.fitItems(ratings, options, monitor);
            case MF -> BiasedMf.fit(ratings, options, monitor);
            case SVDPP -> bayesian(ratings, null, options, monitor);
            case TEXTGCN, AUTO -> bayesian(ratings, features, options, monitor);
            case EASE, LIGHTGCN, ITEM_GRAPH, GCN, GAT, SAGE, LSTM, TRANSFORMER ->
                throw new IllegalArgumentException("The method `" + method.cypherName() + "` predicts no ratings.");
        };
    }

    private static BaselineFit bayesian(
            Interactions ratings, Matrix features, TrainingOptions options, Monitor monitor) {
        RatingFit fit = RatingTrainer.fit(ratings, features, options, monitor);
        return new BaselineFit(new FoldedIn(fit.model(), ratings));
    }

    /** An upper bound on the heap a fit needs, in bytes. */
    static long peakBytes(Method method, int users, int items, int ratings, int dimension, TrainingOptions options) {
        // the holdout and its transposes; predictions of it
        long graphs = 8L * 8 * ratings + 16L * ((long) users + items);
        return switch (method) {
            case POPULARITY -> graphs;
            case CONTENT ->
                graphs + 4L * items * dimension + 16L * dimension * dimension + 4L * 65 * ((long) users + items);
            case USER_KNN, ITEM_KNN -> graphs + options.concurrency() * 20L * Math.max(users, items);
            case MF -> graphs + 2L * 4 * 97 * ((long) users + items);
            case SVDPP -> RatingTrainer.peakBytes(users, items, ratings, 0, options);
            case TEXTGCN, AUTO -> RatingTrainer.peakBytes(users, items, ratings, dimension, options);
            case EASE, LIGHTGCN, ITEM_GRAPH, GCN, GAT, SAGE, LSTM, TRANSFORMER -> 0;
        };
    }
}

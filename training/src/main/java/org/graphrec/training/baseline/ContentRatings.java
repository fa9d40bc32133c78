// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.baseline;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.NormalEquations;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.tune.TrainingOptions;

/**
 * Content-based prediction: a regression on the texts of what the user himself has rated, r_ui = m_u + x_i'(w + w_u). The vector
 * x_i is the item's text on its principal axes; w is what texts say to everybody, and m_u and w_u are each user's own, shrunk
 * towards the mean and towards 0. Which other users rated the item, and how, is not known to it.
 */
public final class ContentRatings implements RatingBaseline {

    private static final double[] PENALTIES = {1, 3, 10, 30, 100};

    /** How many ratings just at the mean a user is taken to have given besides his own. */
    private static final float MEAN_PENALTY = 3;

    private static final float COMMON_PENALTY = 10;

    private static final int USERS_PER_BLOCK = 8;

    private final float[][] design; // for each item (1, its text)
    private final float[][] users; // for each user (m_u, w + w_u), the mean of all left out
    private final double mean;
    private final double penalty;

    private ContentRatings(float[][] design, float[][] users, double mean, double penalty) {
        this.design = design;
        this.users = users;
        this.mean = mean;
        this.penalty = penalty;
    }

    /**
     * Fits a predictor, with the penalty that is best on a holdout.
     *
     * @param itemFeatures [items, dimension], any scale; a zero row is an item without text, for which a user's mean is predicted
     * @throws IllegalArgumentException when a feature is not finite
     */
    public static BaselineFit fit(Interactions ratings, Matrix itemFeatures, TrainingOptions options, Monitor monitor) {
        Require.size("itemFeatures", itemFeatures.rows(), ratings.items());
        Require.finite("itemFeatures", itemFeatures.values());
        float[][] design = new PrincipalAxes(itemFeatures, monitor).design();
        Holdout holdout = Holdout.of(ratings, options.validationFraction(), options.randomSeed());
        Ratings held = new Ratings(holdout.held());
        double best = PENALTIES[PENALTIES.length / 2];
        double least = Double.POSITIVE_INFINITY;
        for (double penalty : PENALTIES) {
            ContentRatings trial = of(holdout.training(), design, penalty, options.concurrency(), monitor);
            double rmse = held.rmse(trial.predictions(held));
            if (rmse < least) {
                least = rmse;
                best = penalty;
            }
        }
        return new BaselineFit(of(ratings, design, best, options.concurrency(), monitor));
    }

    /** With this penalty, over rows (1, text). */
    static ContentRatings of(
            Interactions interactions, float[][] design, double penalty, int concurrency, Monitor monitor) {
        Ratings ratings = new Ratings(interactions);
        double mean = ratings.mean();
        float[] common = common(ratings, design, mean, monitor);
        int columns = common.length;
        Csr byUser = ratings.byUser();
        float[][] users = new float[byUser.rows()][];
        float[][] base = new float[columns][columns];
        for (int c = 0; c < columns; c++) {
            base[c][c] = c == 0 ? MEAN_PENALTY : (float) penalty;
        }
        Parallel.forBlocks(users.length, USERS_PER_BLOCK, concurrency, monitor.withoutProgress(), (from, to) -> {
            NormalEquations equations = new NormalEquations(columns);
            for (int user = from; user < to; user++) {
                float[] own = new float[columns];
                equations.reset(base, 0);
                for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                    float[] row = design[byUser.targets()[edge]];
                    float rest = (float) (byUser.weight(edge) - mean);
                    for (int c = 0; c < columns; c++) {
                        rest -= row[c] * common[c];
                    }
                    equations.add(row, 1);
                    for (int c = 0; c < columns; c++) {
                        own[c] += rest * row[c];
                    }
                }
                equations.factorise();
                equations.solve(own);
                for (int c = 0; c < columns; c++) {
                    own[c] += common[c];
                }
                users[user] = own;
            }
        });
        return new ContentRatings(design, users, mean, penalty);
    }

    /** What texts say to everybody: a ridge regression on all ratings less their user's mean. */
    private static float[] common(Ratings ratings, float[][] design, double mean, Monitor monitor) {
        int columns = design.length == 0 ? 1 : design[0].length;
        float[] common = new float[columns];
        NormalEquations equations = new NormalEquations(columns);
        equations.reset(new float[columns][columns], COMMON_PENALTY);
        Csr byUser = ratings.byUser();
        for (int user = 0; user < byUser.rows(); user++) {
            monitor.assertRunning();
            double sum = 0;
            for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                sum += byUser.weight(edge) - mean;
            }
            double own = mean + sum / (byUser.degree(user) + MEAN_PENALTY);
            for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                float[] row = design[byUser.targets()[edge]];
                equations.add(row, 1);
                for (int c = 0; c < columns; c++) {
                    common[c] += (float) (byUser.weight(edge) - own) * row[c];
                }
            }
        }
        equations.factorise();
        equations.solve(common);
        return common;
    }

    private double[] predictions(Ratings wanted) {
        double[] predicted = new double[wanted.size()];
        for (int edge = 0; edge < predicted.length; edge++) {
            float[] user = users[wanted.user(edge)];
            float[] row = design[wanted.item(edge)];
            double sum = mean;
            for (int c = 0; c < row.length; c++) {
                sum += user[c] * row[c];
            }
            predicted[edge] = sum;
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
        parameters.put("penalty", penalty);
        parameters.put("textDimensions", (long) (design.length == 0 ? 0 : design[0].length - 1));
        return parameters;
    }
}

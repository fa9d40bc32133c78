// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.baseline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.tune.TrainingOptions;

/**
 * The latent factor model, known as SVD since the Netflix prize: r_ui = mean + b_u + b_i + q_i'p_u, fitted by stochastic gradient
 * descent on squared errors with an L2 penalty (Koren, Bell and Volinsky 2009, equations 5 and 6).
 */
public final class BiasedMf implements RatingBaseline {

    private static final double[] PENALTIES = {0.05, 0.1, 0.15};

    private static final int FACTORS = 32;

    private static final int MORE_FACTORS = 96;

    private static final int MAX_EPOCHS = 100;

    private static final int PATIENCE = 3;

    private static final double INITIAL_DEVIATION = 0.1;

    private static final int EDGES_PER_CHECK = 1 << 14;

    /** What is multiplied with each epoch's rate to give the next one's. */
    private static final double DECAY = 0.97;

    /** In units of the variance of the ratings: a scale of 100 points needs smaller steps than one of 5. */
    private static final double RATE = 0.02;

    private final double mean;
    private final double deviation;
    private final float[] userBiases;
    private final float[] itemBiases;
    private final float[][] users;
    private final float[][] items;
    private final Setting setting;

    /** What is chosen. */
    private record Setting(int factors, double penalty, int epochs) {}

    private BiasedMf(Ratings ratings, Setting setting, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.setting = setting;
        this.mean = ratings.mean();
        double squares = 0;
        for (int edge = 0; edge < ratings.size(); edge++) {
            squares += Math.pow(ratings.rating(edge) - mean, 2);
        }
        this.deviation = squares > 0 ? Math.sqrt(squares / ratings.size()) : 1;
        this.userBiases = new float[ratings.users()];
        this.itemBiases = new float[ratings.items()];
        this.users = factors(ratings.byUser(), setting.factors, random);
        this.items = factors(ratings.byUser().transpose(), setting.factors, random);
    }

    /** Small random factors; zeros for a row without ratings, of which nothing will be learnt. */
    private static float[][] factors(Csr ratings, int factors, SplittableRandom random) {
        float[][] matrix = new float[ratings.rows()][factors];
        for (int row = 0; row < matrix.length; row++) {
            for (int f = 0; f < factors && ratings.degree(row) > 0; f++) {
                matrix[row][f] = (float) (INITIAL_DEVIATION * random.nextGaussian());
            }
        }
        return matrix;
    }

    /** Fits a model, with the penalty, the factors and the epochs that are best on a holdout. */
    public static BaselineFit fit(Interactions ratings, TrainingOptions options, Monitor monitor) {
        Holdout holdout = Holdout.of(ratings, options.validationFraction(), options.randomSeed());
        long seed = options.randomSeed();
        double[] best = {};
        Setting chosen = new Setting(FACTORS, PENALTIES[1], 20);
        for (double penalty : PENALTIES) {
            Setting setting = new Setting(FACTORS, penalty, MAX_EPOCHS);
            double[] curve = validated(holdout, setting, seed, monitor);
            if (curve.length > 0 && (best.length == 0 || least(curve) < least(best))) {
                best = curve;
                chosen = setting;
            }
        }
        double[] wider = validated(holdout, new Setting(MORE_FACTORS, chosen.penalty, MAX_EPOCHS), seed, monitor);
        if (wider.length > 0 && least(wider) < least(best)) {
            best = wider;
            chosen = new Setting(MORE_FACTORS, chosen.penalty, MAX_EPOCHS);
        }
        int epochs = best.length == 0 ? chosen.epochs : epoch(best);
        return new BaselineFit(
                fitted(ratings, chosen.factors, chosen.penalty, epochs, seed, monitor),
                Arrays.stream(best).boxed().toList());
    }

    /** Fitted with these parameters. */
    static BiasedMf fitted(
            Interactions interactions, int factors, double penalty, int epochs, long seed, Monitor monitor) {
        Ratings ratings = new Ratings(interactions);
        BiasedMf model = new BiasedMf(ratings, new Setting(factors, penalty, epochs), seed);
        for (int epoch = 0; epoch < epochs; epoch++) {
            model.epoch(ratings, epoch, seed, monitor);
        }
        return model;
    }

    /** The RMSE on the holdout after each epoch, until it has not fallen for a while; empty without a holdout. */
    private static double[] validated(Holdout holdout, Setting setting, long seed, Monitor monitor) {
        if (holdout.held().size() == 0) {
            return new double[0];
        }
        Ratings training = new Ratings(holdout.training());
        Ratings held = new Ratings(holdout.held());
        BiasedMf model = new BiasedMf(training, setting, seed);
        double[] curve = new double[setting.epochs];
        int best = 0;
        int epoch = 0;
        while (epoch < curve.length && epoch - best <= PATIENCE) {
            model.epoch(training, epoch, seed, monitor);
            curve[epoch] = held.rmse(model.predictions(held));
            best = curve[epoch] < curve[best] ? epoch : best;
            epoch++;
        }
        return Arrays.copyOf(curve, epoch);
    }

    private static double least(double[] curve) {
        return Arrays.stream(curve).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** How many epochs lead to the least. */
    private static int epoch(double[] curve) {
        int best = 0;
        for (int epoch = 1; epoch < curve.length; epoch++) {
            best = curve[epoch] < curve[best] ? epoch : best;
        }
        return best + 1;
    }

    /** One pass over the ratings in an order of its own. */
    private void epoch(Ratings ratings, int epoch, long seed, Monitor monitor) {
        int[] order = shuffled(ratings.size(), new SplittableRandom(seed * 31 + epoch));
        float rate = (float) (RATE * Math.pow(DECAY, epoch));
        float penalty = (float) setting.penalty;
        for (int i = 0; i < order.length; i++) {
            if (i % EDGES_PER_CHECK == 0) {
                monitor.assertRunning();
            }
            int user = ratings.user(order[i]);
            int item = ratings.item(order[i]);
            float[] p = users[user];
            float[] q = items[item];
            float standardised = (float) ((ratings.rating(order[i]) - mean) / deviation);
            float error = standardised - userBiases[user] - itemBiases[item] - Vectors.dot(p, 0, q, 0, setting.factors);
            userBiases[user] += rate * (error - penalty * userBiases[user]);
            itemBiases[item] += rate * (error - penalty * itemBiases[item]);
            for (int f = 0; f < p.length; f++) {
                float old = p[f];
                p[f] += rate * (error * q[f] - penalty * old);
                q[f] += rate * (error * old - penalty * q[f]);
            }
        }
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[other];
            order[other] = swap;
        }
        return order;
    }

    private double[] predictions(Ratings wanted) {
        double[] predicted = new double[wanted.size()];
        for (int edge = 0; edge < predicted.length; edge++) {
            int user = wanted.user(edge);
            int item = wanted.item(edge);
            predicted[edge] = mean
                    + deviation
                            * (userBiases[user]
                                    + itemBiases[item]
                                    + Vectors.dot(users[user], 0, items[item], 0, setting.factors));
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
        parameters.put("factors", (long) setting.factors);
        parameters.put("penalty", setting.penalty);
        parameters.put("epochs", (long) setting.epochs);
        return parameters;
    }
}

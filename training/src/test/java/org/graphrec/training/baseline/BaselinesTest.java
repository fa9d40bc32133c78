// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselinesTest {

    private final PlantedRatings planted = new PlantedRatings(3);

    private final Ratings held = new Ratings(planted.held);

    private BaselineFit fit(String name, TrainingOptions options) {
        return switch (name) {
            case "biases" -> Biases.fit(planted.training, options, Monitor.SILENT);
            case "content" -> ContentRatings.fit(planted.training, planted.texts, options, Monitor.SILENT);
            case "userKnn" -> NeighbourRatings.fitUsers(planted.training, options, Monitor.SILENT);
            case "itemKnn" -> NeighbourRatings.fitItems(planted.training, options, Monitor.SILENT);
            case "mf" -> BiasedMf.fit(planted.training, options, Monitor.SILENT);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static TrainingOptions options(int concurrency) {
        return new TrainingOptions(0.1, 100, 64, 5, concurrency);
    }

    @ParameterizedTest
    @ValueSource(strings = {"biases", "content", "userKnn", "itemKnn", "mf"})
    void predictsTheSameBitsAtAnyConcurrency(String name) {
        double[] one = fit(name, options(1)).predictor().predict(planted.held, 1, Monitor.SILENT);
        double[] three = fit(name, options(3)).predictor().predict(planted.held, 3, Monitor.SILENT);
        assertThat(one).hasSize(planted.held.size()).isEqualTo(three);
        assertThat(Arrays.stream(one)).allMatch(Double::isFinite);
    }

    @Test
    void eachLearnsWhatItIsAbout() {
        Function<String, Double> error =
                name -> held.rmse(fit(name, options(2)).predictor().predict(planted.held, 2, Monitor.SILENT));
        double biases = error.apply("biases");
        assertThat(error.apply("content")).isLessThan(0.8 * biases);
        assertThat(error.apply("userKnn")).isLessThan(0.95 * biases);
        assertThat(error.apply("itemKnn")).isLessThan(0.95 * biases);
        assertThat(error.apply("mf")).isLessThan(0.8 * biases);
    }

    @Test
    void biasesAreTheMinimumOfThePenalisedSquaredError() {
        Ratings ratings = new Ratings(planted.training);
        Biases biases = Biases.of(ratings, 4, 2);
        double[] users = new double[PlantedRatings.USERS];
        double[] items = new double[PlantedRatings.ITEMS];
        for (int edge = 0; edge < ratings.size(); edge++) {
            double error = ratings.rating(edge) - biases.rating(ratings.user(edge), ratings.item(edge));
            users[ratings.user(edge)] += error;
            items[ratings.item(edge)] += error;
        }
        // the unrated item has bias 0, and so has the user without ratings
        double mean = ratings.mean();
        for (int user = 0; user < users.length; user++) {
            double bias = biases.rating(user, PlantedRatings.ITEMS - 1) - mean;
            assertThat(users[user] - 4 * bias).isCloseTo(0, within(1e-3));
        }
        for (int item = 0; item < items.length; item++) {
            double bias = biases.rating(PlantedRatings.USERS - 1, item) - mean;
            assertThat(items[item] - 2 * bias).isCloseTo(0, within(1e-2));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neighboursPredictWhatThePlainFormulaSays(boolean userBased) {
        Biases biases = Biases.of(new Ratings(planted.training), 4, 2);
        double[] predicted = NeighbourRatings.of(planted.training, biases, userBased, 7, 20)
                .predict(planted.held, 2, Monitor.SILENT);
        double[][] residuals = residuals(biases, userBased);
        for (int edge = 0; edge < predicted.length; edge++) {
            int row = userBased ? held.user(edge) : held.item(edge);
            int column = userBased ? held.item(edge) : held.user(edge);
            double expected = biases.rating(held.user(edge), held.item(edge)) + plain(residuals, row, column, 7, 20);
            assertThat(predicted[edge]).isCloseTo(expected, within(1e-4));
        }
    }

    /** Ratings less their baseline as a table, NaN where there is none. */
    private double[][] residuals(Biases biases, boolean userBased) {
        Ratings ratings = new Ratings(planted.training);
        double[][] table = new double[userBased ? ratings.users() : ratings.items()]
                [userBased ? ratings.items() : ratings.users()];
        for (double[] row : table) {
            Arrays.fill(row, Double.NaN);
        }
        for (int edge = 0; edge < ratings.size(); edge++) {
            int user = ratings.user(edge);
            int item = ratings.item(edge);
            table[userBased ? user : item][userBased ? item : user] = ratings.rating(edge) - biases.rating(user, item);
        }
        return table;
    }

    private static double plain(double[][] table, int row, int column, int size, double shrinkage) {
        List<double[]> neighbours = new ArrayList<>();
        for (int other = 0; other < table.length; other++) {
            double product = 0;
            double own = 0;
            double theirs = 0;
            int common = 0;
            for (int c = 0; c < table[row].length; c++) {
                double a = table[row][c];
                double b = table[other][c];
                if (!Double.isNaN(a) && !Double.isNaN(b)) {
                    product += a * b;
                    own += a * a;
                    theirs += b * b;
                    common++;
                }
            }
            if (other != row && product > 0 && !Double.isNaN(table[other][column])) {
                double similarity = product / Math.sqrt(own * theirs) * common / (common + shrinkage);
                neighbours.add(new double[] {similarity, table[other][column]});
            }
        }
        neighbours.sort(Comparator.comparingDouble(pair -> -pair[0]));
        double sum = 0;
        double weights = 0;
        for (double[] pair : neighbours.subList(0, Math.min(size, neighbours.size()))) {
            sum += pair[0] * pair[1];
            weights += pair[0];
        }
        return weights == 0 ? 0 : sum / weights;
    }

    @Test
    void contentKnowsNothingOfWhatOthersGaveTheItem() {
        Interactions raised = Interactions.of(
                PlantedRatings.USERS,
                PlantedRatings.ITEMS,
                new int[] {0, 0, 1, 1},
                new int[] {0, 1, 0, 1},
                new float[] {4, 2, 1, 5},
                null);
        // the same text: whatever separates the two items is who rated them how
        float[][] design = new float[PlantedRatings.ITEMS][];
        Arrays.setAll(design, item -> new float[] {1, 0.5f});
        double[] predicted =
                ContentRatings.of(raised, design, 1, 1, Monitor.SILENT).predict(raised, 1, Monitor.SILENT);
        assertThat(predicted[0]).isEqualTo(predicted[1]);
        assertThat(predicted[2]).isEqualTo(predicted[3]);
    }

    @Test
    void factorsStopWhereTheHoldoutStopsImproving() {
        BaselineFit fit = fit("mf", options(1));
        List<Double> curve = fit.validation();
        long best = curve.indexOf(curve.stream().min(Double::compare).orElseThrow()) + 1L;
        assertThat(fit.predictor().parameters()).containsEntry("epochs", best);
    }
}

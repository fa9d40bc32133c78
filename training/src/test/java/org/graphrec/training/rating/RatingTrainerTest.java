// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatingTrainerTest {

    private final RandomRatings source = new RandomRatings(1);

    @Test
    void predictsUnseenRatingsNearlyAsWellAsTheNoiseAllows() {
        Interactions train = source.ratings(3000, 0, RandomRatings.ITEMS);
        Interactions test = source.ratings(1000, 0, RandomRatings.ITEMS);
        RatingFit fit = fit(train, null, 2);
        RatingMetrics measured = RatingMetrics.evaluate(fit.model(), train, test, 2, Monitor.SILENT);
        assertThat(measured.rmse()).isBetween(0.9 * RandomRatings.NOISE, 1.4 * RandomRatings.NOISE);
        assertThat(measured.mae()).isLessThan(measured.rmse());
        assertThat(fit.metrics().get("rmse")).isCloseTo(measured.rmse(), within(0.1));
        assertThat(fit.trials())
                .extracting(RatingTrial::rmse)
                .allMatch(rmse -> rmse >= fit.metrics().get("rmse"));
    }

    @Test
    void textsTellAboutItemsNobodyHasRated() {
        Interactions train = source.ratings(3000, 10, RandomRatings.ITEMS);
        Interactions coldOnes = source.ratings(400, 0, 10);
        double with = rmse(fit(train, source.texts(), 2), train, coldOnes);
        double without = rmse(fit(train, null, 2), train, coldOnes);
        assertThat(with).isLessThan(0.7 * without);
    }

    /** Errors are of the size that was said: their mean square is about 1 in units of the deviations. */
    @Test
    void theDeviationIsThatOfTheErrors() {
        Interactions train = source.ratings(3000, 10, RandomRatings.ITEMS);
        RatingModel model = fit(train, source.texts(), 2).model();
        assertThat(meanSquare(model, train, source.ratings(1000, 10, RandomRatings.ITEMS)))
                .isBetween(0.7, 1.3);
        assertThat(meanSquare(model, train, source.ratings(400, 0, 10))).isBetween(0.5, 2.0);
    }

    @Test
    void theDeviationGrowsWithWhatIsNotKnown() {
        Interactions train = source.ratings(3000, 0, RandomRatings.ITEMS);
        RatingModel model = fit(train, null, 2).model();
        double known = deviation(model, train.history(0), 1);
        assertThat(known).isGreaterThan(0.8 * RandomRatings.NOISE);
        assertThat(deviation(model, History.empty(), 1)).isGreaterThan(known + 0.3);
        assertThat(deviation(model, train.history(0), -1)).isGreaterThan(known + 0.1);
    }

    /** An item that comes later is predicted as one with the same text that was there without a rating. */
    @Test
    void servesAnItemThatCameLaterByItsText() {
        Interactions train = source.ratings(3000, 10, RandomRatings.ITEMS);
        Matrix texts = source.texts();
        RatingModel model = fit(train, texts, 2).model();
        Matrix units = Vectors.unitRows(texts);
        for (int item = 0; item < 10; item++) {
            float[] text = Arrays.copyOfRange(units.values(), units.offset(item), units.offset(item) + units.columns());
            PredictedRating later = model.predict(train.history(item), new int[] {-1}, new float[][] {text})[0];
            assertThat(later.rating()).isCloseTo(model.predict(train.history(item), item), within(1e-3));
        }
    }

    @Test
    void bothFormsPredictTheSame() {
        Interactions train = source.ratings(1500, 0, RandomRatings.ITEMS);
        RatingModel model = fit(train, null, 2).model();
        int[] items = {3, 0, 7};
        PredictedRating[] predicted = model.predict(train.history(2), items, new float[3][]);
        double[] ratings = model.predict(train.history(2), items);
        for (int i = 0; i < items.length; i++) {
            assertThat(predicted[i].rating()).isCloseTo(ratings[i], within(1e-6));
        }
    }

    @Test
    void isADotProductAndBiasesWhereThatIsAskedFor() {
        Interactions train = source.ratings(3000, 0, RandomRatings.ITEMS);
        TrainingOptions options = new TrainingOptions(0.1, 10, 16, 1, 2);
        RatingModel model =
                RatingTrainer.fitFactors(train, options, Monitor.SILENT).model();
        assertThat(model.parameters()).containsEntry("implicit", false).containsEntry("text", false);
        assertThat(model.draws()).allSatisfy(draw -> assertThat(draw.implicit()).isNull());
        Interactions test = source.ratings(1000, 0, RandomRatings.ITEMS);
        assertThat(RatingMetrics.evaluate(model, train, test, 2, Monitor.SILENT).rmse())
                .isLessThan(1.5 * RandomRatings.NOISE);
    }

    @Test
    void aNewUserIsServedFromHisHistoryAlone() {
        Interactions train = source.ratings(3000, 0, RandomRatings.ITEMS);
        RatingModel model = fit(train, null, 2).model();
        int[] items = train.byUser().targets().clone();
        float[] high = {9, 9, 9};
        float[] low = {1, 1, 1};
        int[] three = {items[0], items[1], items[2]};
        double generous = mean(model, new History(three, high));
        double strict = mean(model, new History(three, low));
        assertThat(generous).isGreaterThan(strict + 0.5);
    }

    /** The scale begins nowhere: 0 to 5 and -10 to -5 are the same ratings. */
    @ParameterizedTest
    @ValueSource(floats = {-5, -10, 100})
    void predictsShiftedRatingsForShiftedRatings(float shift) {
        Interactions train = source.ratings(1500, 5, RandomRatings.ITEMS);
        Matrix texts = source.texts();
        RatingFit plain = fit(train, texts, 2);
        RatingFit shifted = fit(shifted(train, shift), texts, 2);
        assertThat(shifted.metrics().get("rmse")).isCloseTo(plain.metrics().get("rmse"), within(1e-4));
        double spread = plain.model().scale().highest() - plain.model().scale().lowest();
        double[] before = predictions(plain, train);
        double[] after = predictions(shifted, shifted(train, shift));
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i] - shift).isCloseTo(before[i], within(1e-4 * spread));
        }
    }

    private static Interactions shifted(Interactions ratings, float shift) {
        int[] users = new int[ratings.size()];
        float[] weights = new float[users.length];
        for (int user = 0; user < ratings.users(); user++) {
            int to = ratings.byUser().offsets()[user + 1];
            Arrays.fill(users, ratings.byUser().offsets()[user], to, user);
        }
        for (int edge = 0; edge < weights.length; edge++) {
            weights[edge] = ratings.byUser().weight(edge) + shift;
        }
        int[] items = ratings.byUser().targets();
        return Interactions.of(ratings.users(), ratings.items(), users, items, weights, null);
    }

    @Test
    void isTheSameForAnyConcurrency() {
        Interactions train = source.ratings(1500, 0, RandomRatings.ITEMS);
        Matrix texts = source.texts();
        double[] one = predictions(fit(train, texts, 1), train);
        assertThat(predictions(fit(train, texts, 2), train)).isEqualTo(one);
        assertThat(predictions(fit(train, texts, 4), train)).isEqualTo(one);
    }

    @Test
    void staysWithinTheRatingsSeen() {
        Interactions train = source.ratings(1500, 0, RandomRatings.ITEMS);
        RatingModel model = fit(train, null, 2).model();
        History extreme = new History(new int[] {0, 1, 2, 3}, new float[] {100, 100, 100, 100});
        for (int item = 0; item < model.items(); item++) {
            assertThat(model.predict(extreme, item))
                    .isBetween(model.scale().lowest(), model.scale().highest());
        }
    }

    @Test
    void predictsForAnEmptyHistory() {
        Interactions train = source.ratings(1500, 0, RandomRatings.ITEMS);
        assertThat(mean(fit(train, null, 1).model(), History.empty())).isCloseTo(5, within(0.3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 30})
    void fitsRatingsThatAreAllTheSame(int size) {
        int[] pairs = new int[size];
        float[] ratings = new float[size];
        for (int i = 0; i < size; i++) {
            pairs[i] = i;
            ratings[i] = 4;
        }
        Interactions train = Interactions.of(30, 30, pairs, pairs, ratings, null);
        RatingModel model = fit(train, null, 2).model();
        assertThat(model.predict(History.empty(), 29)).isEqualTo(size == 0 ? 0 : 4);
    }

    @Test
    void rejectsFeaturesThatAreNotFinite() {
        Interactions train = source.ratings(100, 0, RandomRatings.ITEMS);
        Matrix texts = source.texts();
        texts.values()[3] = Float.NaN;
        assertThatThrownBy(() -> fit(train, texts, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("itemFeatures");
    }

    @Test
    void stopsWhenTold() {
        Monitor stopped = Monitor.whileTrue(() -> false);
        Interactions train = source.ratings(100, 0, RandomRatings.ITEMS);
        assertThatThrownBy(() -> RatingTrainer.fit(train, null, TrainingOptions.defaults(), stopped))
                .isInstanceOf(CancellationException.class);
    }

    private static RatingFit fit(Interactions train, Matrix texts, int concurrency) {
        TrainingOptions options = new TrainingOptions(0.1, 10, 16, 1, concurrency);
        return RatingTrainer.fit(train, texts, options, Monitor.SILENT);
    }

    private static double rmse(RatingFit fit, Interactions known, Interactions wanted) {
        return RatingMetrics.evaluate(fit.model(), known, wanted, 2, Monitor.SILENT)
                .rmse();
    }

    private static double meanSquare(RatingModel model, Interactions known, Interactions wanted) {
        double sum = 0;
        for (int user = 0; user < wanted.users(); user++) {
            History ratings = wanted.history(user);
            for (int i = 0; i < ratings.size(); i++) {
                PredictedRating predicted =
                        model.predict(known.history(user), new int[] {ratings.item(i)}, new float[1][])[0];
                sum += Math.pow((ratings.weight(i) - predicted.rating()) / predicted.deviation(), 2);
            }
        }
        return sum / wanted.size();
    }

    private static double deviation(RatingModel model, History history, int item) {
        return model.predict(history, new int[] {item}, new float[1][])[0].deviation();
    }

    private static double mean(RatingModel model, History history) {
        double sum = 0;
        for (int item = 0; item < model.items(); item++) {
            sum += model.predict(history, item);
        }
        return sum / model.items();
    }

    private static double[] predictions(RatingFit fit, Interactions known) {
        double[] predictions = new double[20 * RandomRatings.ITEMS];
        for (int i = 0; i < predictions.length; i++) {
            predictions[i] = fit.model().predict(known.history(i / RandomRatings.ITEMS), i % RandomRatings.ITEMS);
        }
        return predictions;
    }
}

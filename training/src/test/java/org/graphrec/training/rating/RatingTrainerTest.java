package org.graphrec.training.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CancellationException;
import org.graphrec.training.Monitor;
import org.graphrec.training.fit.TrainingOptions;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Architecture;
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
        Monitor stopped = new Monitor() {
            @Override
            public void phase(String name, long work) {}

            @Override
            public void advance(long units) {}

            @Override
            public boolean running() {
                return false;
            }
        };
        Interactions train = source.ratings(100, 0, RandomRatings.ITEMS);
        assertThatThrownBy(() -> RatingTrainer.fit(train, null, TrainingOptions.defaults(), stopped))
                .isInstanceOf(CancellationException.class);
    }

    private static RatingFit fit(Interactions train, Matrix texts, int concurrency) {
        TrainingOptions options = new TrainingOptions(Architecture.AUTO, 0.1, 10, 16, 1, concurrency);
        return RatingTrainer.fit(train, texts, options, Monitor.SILENT);
    }

    private static double rmse(RatingFit fit, Interactions known, Interactions wanted) {
        return RatingMetrics.evaluate(fit.model(), known, wanted, 2, Monitor.SILENT)
                .rmse();
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

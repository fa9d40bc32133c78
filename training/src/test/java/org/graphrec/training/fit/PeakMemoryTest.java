package org.graphrec.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphrec.training.fixtures.LiveHeap;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeakMemoryTest {
    private static final int USERS = 1_500;
    private static final int ITEMS = 1_000;
    private static final int RATINGS = 30_000;
    private static final int LOOKS = 60;

    /** With texts, and without them, where auto tries more. */
    @ParameterizedTest
    @ValueSource(ints = {32, 0})
    void boundsWhatAFitHoldsAtOnce(int dimension) {
        Interactions interactions = RandomInteractions.of(USERS, ITEMS, RATINGS, 5);
        Matrix features = dimension == 0 ? null : RandomInteractions.features(ITEMS, dimension, 6);
        TrainingOptions options = new TrainingOptions(Architecture.AUTO, 0.1, 50, 64, 1, 1);
        long most = LiveHeap.most(LOOKS, monitor -> Trainer.fit(interactions, features, options, monitor));
        long bound = Trainer.peakBytes(USERS, ITEMS, interactions.size(), dimension, options);
        assertThat(most).as("live bytes, of %d estimated", bound).isBetween(1_000_000L, bound);
    }

    @Test
    void growsWithEverySize() {
        TrainingOptions options = TrainingOptions.defaults();
        long base = Trainer.peakBytes(1000, 1000, 10_000, 0, options);
        assertThat(Trainer.peakBytes(100_000, 1000, 10_000, 0, options)).isGreaterThan(base);
        assertThat(Trainer.peakBytes(1000, 100_000, 10_000, 0, options)).isGreaterThan(base);
        assertThat(Trainer.peakBytes(1000, 1000, 1_000_000, 0, options)).isGreaterThan(base);
        assertThat(Trainer.peakBytes(1000, 1000, 10_000, 384, options)).isGreaterThan(base);
        assertThat(Trainer.peakBytes(2_000_000, 2_000_000, 2_000_000_000, 384, options))
                .isPositive();
    }
}

package org.graphrec.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphrec.training.fixtures.LiveHeap;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.tune.TrainingOptions;
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
        TrainingOptions options = new TrainingOptions(0.1, 50, 64, 1, 1);
        long most = LiveHeap.most(
                LOOKS, monitor -> Trainer.fit(Architectures.of("auto"), interactions, features, options, monitor));
        long bound = Trainer.peakBytes(Architectures.of("auto"), USERS, ITEMS, interactions.size(), dimension, options);
        assertThat(most).as("live bytes, of %d estimated", bound).isBetween(1_000_000L, bound);
    }

    @Test
    void growsWithEverySize() {
        TrainingOptions options = TrainingOptions.defaults();
        long base = Trainer.peakBytes(Architectures.of("auto"), 1000, 1000, 10_000, 0, options);
        assertThat(Trainer.peakBytes(Architectures.of("auto"), 100_000, 1000, 10_000, 0, options))
                .isGreaterThan(base);
        assertThat(Trainer.peakBytes(Architectures.of("auto"), 1000, 100_000, 10_000, 0, options))
                .isGreaterThan(base);
        assertThat(Trainer.peakBytes(Architectures.of("auto"), 1000, 1000, 1_000_000, 0, options))
                .isGreaterThan(base);
        assertThat(Trainer.peakBytes(Architectures.of("auto"), 1000, 1000, 10_000, 384, options))
                .isGreaterThan(base);
        assertThat(Trainer.peakBytes(Architectures.of("auto"), 2_000_000, 2_000_000, 2_000_000_000, 384, options))
                .isPositive();
    }
}

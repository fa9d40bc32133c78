// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.graphrec.training.fixtures.LiveHeap;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** Many users, whose side of the sketch takes most, and many items, whose pairs do; a bound of eight times as much would refuse what fits. */
    @ParameterizedTest
    @CsvSource({"6000, 300", "1000, 3000"})
    void boundsWhatAnItemGraphHoldsAtOnceClosely(int users, int items) {
        Interactions interactions = RandomInteractions.of(users, items, 60_000, 5);
        TrainingOptions options = new TrainingOptions(0.1, 100, 128, 1, 1);
        long most = LiveHeap.most(
                20, monitor -> Trainer.fit(Architectures.of("itemGraph"), interactions, null, options, monitor));
        // 16 MiB are for what does not grow
        long bound = Trainer.peakBytes(Architectures.of("itemGraph"), users, items, interactions.size(), 0, options)
                - (1L << 24);
        assertThat(most).as("live bytes, of %d estimated", bound).isBetween(bound / 8, bound + (1L << 20));
    }

    /** Where vectors of attributes take much, and the graph without some of the users. */
    @Test
    void boundsWhatAFitWithAContextHoldsAtOnce() {
        SplittableRandom random = new SplittableRandom(8);
        Relation tags = PlantedContext.relation(
                "TAG", Relation.Ends.ITEM_NODE, ITEMS, 20_000, 40, item -> random.nextInt(20_000));
        Relation friends = PlantedContext.relation(
                "FRIEND", Relation.Ends.USER_USER, USERS, USERS, 10, user -> random.nextInt(USERS));
        Interactions interactions = RandomInteractions.of(USERS, ITEMS, RATINGS, 5)
                .with(new Context(List.of(tags.withWeight(0.5), friends)));
        TrainingOptions options = new TrainingOptions(0.1, 50, 64, 1, 1);
        long most = LiveHeap.most(
                LOOKS, monitor -> Trainer.fit(Architectures.of("itemGraph"), interactions, null, options, monitor));
        long bound = peak(interactions, options);
        assertThat(most).as("live bytes, of %d estimated", bound).isBetween(1_000_000L, bound);
        Interactions friendsAlone = interactions.with(new Context(List.of(friends)));
        assertThat(bound - peak(friendsAlone, options))
                .as("vectors of 20,000 nodes and a sketch of as many")
                .isGreaterThan(20_000L * 4 * 128 * 4);
        assertThat(peak(friendsAlone, options) - peak(interactions.with(Context.NONE), options))
                .as("a graph without some of the users")
                .isGreaterThan(2L * 4 * 4 * RATINGS);
    }

    private static long peak(Interactions interactions, TrainingOptions options) {
        return Trainer.peakBytes(
                Architectures.of("itemGraph"), USERS, ITEMS, interactions.size(), 0, interactions.context(), options);
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

package org.graphrec.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {

    @Test
    void boundsWhatAFitHoldsAtOnce() {
        Interactions interactions = RandomInteractions.of(3000, 2000, 60_000, 5);
        Matrix features = RandomInteractions.features(2000, 32, 6);
        TrainingOptions options = new TrainingOptions(0.1, 50, 64, 1, 1);
        SamplingMonitor monitor = new SamplingMonitor();
        // with texts, and without them, where auto tries more
        Trainer.fit(Architectures.of("auto"), interactions, features, options, monitor);
        Trainer.fit(Architectures.of("auto"), interactions, null, options, monitor);
        long bound = Trainer.peakBytes(Architectures.of("auto"), 3000, 2000, interactions.size(), 32, options);
        assertThat(monitor.samples).isGreaterThan(20);
        assertThat(monitor.most - monitor.before)
                .as(String.format(Locale.ROOT, "live bytes, of %d estimated", bound))
                .isBetween(1_000_000L, bound);
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

    /** Measures the live heap at some of the polls. */
    private static final class SamplingMonitor implements Monitor {

        private final long before = live();
        private long most;
        private int polls;
        private int samples;

        @Override
        public void phase(String name, long work) {
            sample();
        }

        @Override
        public void advance(long units) {}

        @Override
        public synchronized boolean running() {
            if (polls++ % 1000 == 0) {
                sample();
            }
            return true;
        }

        private void sample() {
            most = Math.max(most, live());
            samples++;
        }

        @SuppressWarnings("SystemGc") // the live heap is what is left after a collection
        private static long live() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }
}

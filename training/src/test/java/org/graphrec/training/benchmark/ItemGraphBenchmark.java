// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.registry.Architectures;

/**
 * What an {@code itemGraph} that is tuned and fitted takes of time and heap as a generated graph grows: 50 interactions a user and 80 an
 * item, both by power laws, with tastes. Prints the phases, and at the end:
 *
 * <ul>
 *   <li>seconds by the wall and of the CPU
 *   <li>with {@code -Drec.looks=SECONDS} the largest live heap beyond the interactions, found by a collection every so many
 *       seconds, which takes time of its own
 *   <li>the bound that the plugin reserves
 *   <li>a digest of the model
 * </ul>
 *
 * <p>Run as {@link GowallaBenchmark} is, with {@code -Drec.architecture=itemGraph}; {@code -Drec.interactions}, by default 1,600,000.
 */
final class ItemGraphBenchmark {
    private static final int PER_USER = 50;
    private static final int PER_ITEM = 80;
    private static final int TASTES = 200;
    private static final int LONGEST = 1_000;
    private static final double EXPONENT = 1.6;

    private ItemGraphBenchmark() {}

    public static void main(String[] arguments) {
        Interactions interactions = generated(Integer.getInteger("rec.interactions", 1_600_000));
        System.out.printf(
                Locale.ROOT,
                "%d users, %d items, %d interactions%n",
                interactions.users(),
                interactions.items(),
                interactions.size());
        Fit fit;
        try (Looks looks = new Looks(Integer.getInteger("rec.looks", 0))) {
            fit = BenchmarkRun.fit(interactions, null);
            System.out.printf(
                    Locale.ROOT,
                    "heap: %d MiB, bound %d MiB%n",
                    looks.most() >> 20,
                    Trainer.peakBytes(
                                    Architectures.of(System.getProperty("rec.architecture", "itemGraph")),
                                    interactions.users(),
                                    interactions.items(),
                                    interactions.size(),
                                    0,
                                    BenchmarkRun.options())
                            >> 20);
        }
        float[] scores = new float[interactions.items()];
        int digest = 1;
        for (int user = 0; user < 1_000; user++) {
            fit.model().score(interactions.history(user), scores);
            digest = 31 * digest + Arrays.hashCode(scores);
        }
        System.out.printf(Locale.ROOT, "digest %08x%n", digest);
    }

    private static Interactions generated(int size) {
        SplittableRandom random = new SplittableRandom(1);
        int users = size / PER_USER;
        int items = size / PER_ITEM;
        int[] userOf = new int[size];
        int[] itemOf = new int[size];
        int count = 0;
        for (int user = 0; count < size; user = (user + 1) % users) {
            int taste = random.nextInt(TASTES);
            // Pareto of mean PER_USER
            double least = PER_USER * (EXPONENT - 1) / EXPONENT;
            int length = (int) Math.min(LONGEST, Math.rint(least * Math.pow(1 - random.nextDouble(), -1 / EXPONENT)));
            for (int i = 0; i < length && count < size; i++) {
                // squared: the popular ones come first
                int popular = (int) (items * Math.pow(random.nextDouble(), 2));
                int item = Math.min(items - 1, random.nextInt(5) == 0 ? popular : popular / TASTES * TASTES + taste);
                userOf[count] = user;
                itemOf[count++] = item;
            }
        }
        return Interactions.of(users, items, userOf, itemOf, null, null);
    }

    /** Collects the heap every few seconds, and remembers the most that was left. */
    private static final class Looks implements AutoCloseable {
        private final AtomicLong most = new AtomicLong();
        private final long before = live();
        private volatile boolean ended;

        Looks(int seconds) {
            if (seconds > 0) {
                Thread thread = new Thread(() -> look(seconds), "looks");
                thread.setDaemon(true);
                thread.start();
            }
        }

        private void look(int seconds) {
            try {
                while (!ended) {
                    Thread.sleep(seconds * 1_000L);
                    most.accumulateAndGet(live() - before, Math::max);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        long most() {
            return most.get();
        }

        @SuppressWarnings("SystemGc") // the live heap is what is left after a collection
        private static long live() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }

        @Override
        public void close() {
            ended = true;
        }
    }
}

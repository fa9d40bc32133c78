// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.graphrec.training.compare.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates of clicks are those of a click model that is known, and their intervals hold the truth as often as they say. */
class ClickRatesTest {
    private static final double[] EXAMINED = {1, 0.7, 0.5, 0.35, 0.25};

    private static final double BEST = 0.5;

    /** Simulated runs; {@code -Preliability} makes a thousand. */
    private static final int RUNS = Integer.getInteger("rec.click.runs", 200);

    /** 0.02 of a thousand runs; of fewer, as much more as chance moves a share. */
    private static final double BAND = 0.02 * Math.sqrt(1_000.0 / RUNS);

    /** The mean attraction of what is shown, over all users there could be, of a group that is as good as the other. */
    private static final double TRUTH = truth();

    private static double truth() {
        SplittableRandom random = new SplittableRandom(7);
        double sum = 0;
        int lists = 50_000;
        for (int list = 0; list < lists; list++) {
            List<Integer> items = order(random);
            for (int rank = 0; rank < EXAMINED.length; rank++) {
                sum += Math.pow(0.8, items.get(rank));
            }
        }
        return 0.65 * BEST * sum / lists / EXAMINED.length;
    }

    /** Seven items, mostly the attractive first, and never in the same order. */
    private static List<Integer> order(SplittableRandom random) {
        List<Integer> items = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6));
        double[] keys = new double[items.size()];
        for (int item = 0; item < keys.length; item++) {
            keys[item] = item + 4 * random.nextDouble();
        }
        items.sort(Comparator.comparingDouble(item -> keys[item]));
        return items;
    }

    /** Lists of one run of a shop: users who click much or little, items that attract much or little, in an order that the better lead. */
    private static final class Simulation {
        private final SplittableRandom random;
        private final List<int[]> entries = new ArrayList<>(); // user, pair, rank, group
        private final List<Boolean> clicks = new ArrayList<>();

        private Simulation(long seed, int users, int runs, double better, boolean bothForAll) {
            random = new SplittableRandom(seed);
            for (int user = 0; user < users; user++) {
                double eagerness = 0.3 + 0.7 * random.nextDouble();
                for (int run = 0; run < runs; run++) {
                    int group = bothForAll ? run % 2 : user % 2;
                    list(user, group, eagerness, group == 1 ? better : 1);
                }
            }
        }

        /** Five of the seven items. */
        private void list(int user, int group, double eagerness, double better) {
            List<Integer> items = order(random);
            for (int rank = 0; rank < EXAMINED.length; rank++) {
                int item = items.get(rank);
                double gamma = eagerness * better * BEST * Math.pow(0.8, item);
                // what one group shows is another pair, as if the models had no item in common
                entries.add(new int[] {user, 14 * user + 7 * group + item, rank, group});
                clicks.add(random.nextDouble() < EXAMINED[rank] * gamma);
            }
        }

        private int[] column(int index) {
            return entries.stream().mapToInt(entry -> entry[index]).toArray();
        }

        private ClickRates rates() {
            boolean[] clicked = new boolean[clicks.size()];
            for (int i = 0; i < clicked.length; i++) {
                clicked[i] = clicks.get(i);
            }
            return ClickRates.of(new Shown(column(0), column(1), column(2), clicked), column(3));
        }
    }

    /** Shares of runs. */
    private record Held(double rate, double difference, double significant) {}

    private static Held held(int runs, double better, boolean bothForAll) {
        int rate = 0;
        int difference = 0;
        int significant = 0;
        for (int run = 0; run < runs; run++) {
            ClickRates rates = new Simulation(run, 200, 6, better, bothForAll).rates();
            rate += holds(rates.corrected(1).interval(), better * TRUTH);
            RateDifference one = rates.difference(1, 0);
            difference += holds(one.interval(), (better - 1) * TRUTH);
            significant += one.pValue() < 0.05 ? 1 : 0;
        }
        return new Held((double) rate / runs, (double) difference / runs, (double) significant / runs);
    }

    private static int holds(Interval interval, double truth) {
        return interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }

    /** The two groups have users of their own, or all users see both. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areWithinTheirIntervalsInNineteenOfTwentyRuns(boolean bothForAll) {
        Held held = held(RUNS, 1, bothForAll);
        assertThat(held.rate()).isCloseTo(0.95, within(BAND));
        assertThat(held.difference()).isCloseTo(0.95, within(BAND));
        assertThat(held.significant()).isCloseTo(0.05, within(BAND));
    }

    /** Where one is better by a fifth, this is found more often where users are compared with themselves. */
    @Test
    void findADifferenceThatThereIs() {
        Held apart = held(RUNS / 2, 1.2, false);
        Held paired = held(RUNS / 2, 1.2, true);
        assertThat(apart.difference()).isCloseTo(0.95, within(2 * BAND));
        assertThat(paired.difference()).isCloseTo(0.95, within(2 * BAND));
        assertThat(paired.significant()).isGreaterThan(apart.significant());
    }

    @Test
    void showHowUsersLookAtPlacesThoughTheBestItemsComeFirst() {
        double[] examination = new Simulation(1, 5_000, 6, 1, true).rates().examination();
        for (int rank = 0; rank < EXAMINED.length; rank++) {
            assertThat(examination[rank]).as("rank %d", rank).isCloseTo(EXAMINED[rank], within(0.05));
        }
    }

    private static Shown shown(int[] users, int[] pairs, int[] ranks, boolean... clicked) {
        return new Shown(users, pairs, ranks, clicked);
    }

    @Test
    void areNotCorrectedWhereNothingMoved() {
        ClickRates rates = ClickRates.of(
                shown(new int[] {0, 0, 1, 1}, new int[] {0, 1, 2, 3}, new int[] {0, 1, 0, 1}, true, false, true, true),
                new int[] {0, 0, 0, 0});
        assertThat(rates.examination()).isEmpty();
        assertThat(rates.ctr(0).value()).isEqualTo(0.75);
        assertThat(rates.corrected(0).known()).isFalse();
        assertThat(rates.difference(0, 0).pValue()).isNaN();
    }

    @Test
    void needNoCorrectionAtTheFirstPlaceAndAreBoundedWithoutAClick() {
        ClickRates rates = ClickRates.of(
                shown(new int[] {0, 1, 2, 3}, new int[] {0, 1, 2, 3}, new int[4], true, false, false, false),
                new int[] {0, 0, 0, 1});
        assertThat(rates.corrected(0).value())
                .isEqualTo(1 / 3.0)
                .isEqualTo(rates.ctr(0).value());
        assertThat(rates.ctr(1).interval()).isEqualTo(new Interval(0, 0.975));
        assertThat(rates.ctr(2).known()).isFalse();
        assertThat(List.of(rates.impressions(0), rates.clicks(0), rates.users(0), rates.users(2)))
                .containsExactly(3, 1, 3, 0);
    }
}

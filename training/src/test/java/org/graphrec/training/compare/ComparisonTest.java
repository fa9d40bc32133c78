// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

    private static final int USERS = 80;

    private static final int ITEMS = 48;

    private static final int COLOURS = 4;

    private static final List<ComparisonMethod> FAST = List.of(
            ComparisonMethod.of("popularity"),
            ComparisonMethod.of("content"),
            ComparisonMethod.of("userKnn"),
            ComparisonMethod.of("itemKnn"),
            ComparisonMethod.of("mf"));

    /** Users like the items of their colour. A tenth of the rows is marked to be predicted. */
    private static final class Graph {
        private final List<int[]> rows = new ArrayList<>();
        private final List<Float> ratings = new ArrayList<>();
        private final List<Double> parts = new ArrayList<>();

        Graph(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int user = 0; user < USERS; user++) {
                for (int item = 0; item < ITEMS; item++) {
                    boolean same = user % COLOURS == item % COLOURS;
                    if (random.nextDouble() < (same ? 0.8 : 0.1)) {
                        add(user, item, same ? 4 + random.nextInt(2) : 1 + random.nextInt(3), random.nextInt(10) == 0);
                    }
                }
            }
        }

        void add(int user, int item, int rating, boolean held) {
            rows.add(new int[] {user, item});
            ratings.add((float) rating);
            parts.add(held ? 1.0 : 0.0);
        }

        InteractionLog log() {
            return log(0);
        }

        /** With a number added to each rating. */
        InteractionLog log(float shift) {
            float[] values = new float[ratings.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = ratings.get(i) + shift;
            }
            return InteractionLog.of(
                    USERS,
                    ITEMS,
                    new InteractionLog.Columns(
                            rows.stream().mapToInt(row -> row[0]).toArray(),
                            rows.stream().mapToInt(row -> row[1]).toArray(),
                            null,
                            values,
                            null,
                            parts.stream().mapToDouble(part -> part).toArray()));
        }
    }

    private static Matrix texts() {
        SplittableRandom random = new SplittableRandom(9);
        Matrix texts = new Matrix(ITEMS, 8);
        for (int item = 0; item < ITEMS; item++) {
            for (int d = 0; d < 8; d++) {
                texts.values()[texts.offset(item) + d] =
                        (float) ((d == item % COLOURS ? 2 : 0) + 0.5 * random.nextGaussian());
            }
        }
        return texts;
    }

    private static ComparisonOptions options(List<ComparisonMethod> methods, SplitOptions split, int concurrency) {
        return new ComparisonOptions(
                methods,
                split,
                EnumSet.allOf(Metric.class),
                5,
                List.of(3L),
                Double.NaN,
                null,
                new TrainingOptions(0.1, 20, 16, 1, concurrency));
    }

    private static ComparisonReport run(InteractionLog log, ComparisonOptions options) {
        return Comparison.run(log, texts(), options, Monitor.SILENT);
    }

    @Test
    void oneRowPerMethodAndSegmentWithEverythingMeasured() {
        SplitOptions split = new SplitOptions(SplitKind.RANDOM, 0.2, 1, 0.15, 0.1);
        ComparisonReport report = run(new Graph(1).log(), options(FAST, split, 2));
        assertThat(report.rows()).hasSize(FAST.size() * Segment.values().length);
        for (ComparisonRow row : report.rows()) {
            assertThat(row.values().keySet()).as("%s", row).containsAll(EnumSet.allOf(Metric.class));
            assertThat(row.values().values()).allMatch(Double::isFinite);
            row.intervals()
                    .forEach((metric, interval) -> assertThat(row.values().get(metric))
                            .as("%s of %s", metric, row.method())
                            .isBetween(interval.low() - 1e-9, interval.high() + 1e-9));
            assertThat(row.pValues().values()).allMatch(p -> p >= 0 && p <= 1);
            assertThat(row.comparedWith().keySet()).isEqualTo(row.pValues().keySet());
            assertThat(row.likeThreshold()).isBetween(2.0, 4.5);
        }
        assertThat(report.examples()).hasSize(3);
        assertThat(report.examples().get(0).lists()).containsOnlyKeys(FAST);
    }

    @Test
    void everythingIsTheSameBitsAtAnyConcurrency() {
        InteractionLog log = new Graph(2).log();
        List<ComparisonRow> one =
                run(log, options(FAST, SplitOptions.folds(3), 1)).rows();
        List<ComparisonRow> four =
                run(log, options(FAST, SplitOptions.folds(3), 4)).rows();
        for (int i = 0; i < one.size(); i++) {
            assertThat(one.get(i).values()).isEqualTo(four.get(i).values());
            assertThat(one.get(i).intervals()).isEqualTo(four.get(i).intervals());
            assertThat(one.get(i).pValues()).isEqualTo(four.get(i).pValues());
            assertThat(one.get(i).parameters()).isEqualTo(four.get(i).parameters());
        }
    }

    /** Whatever is held out may be replaced by anything else, and what was fitted stays the same to the last bit. */
    @Test
    void whatIsHeldOutNeverReachesAFit() {
        Graph graph = new Graph(4);
        Graph other = new Graph(4);
        SplittableRandom random = new SplittableRandom(8);
        for (int row = 0; row < other.rows.size(); row++) {
            if (other.parts.get(row) == 1) {
                other.ratings.set(row, (float) (1 + random.nextInt(5)));
            }
        }
        for (int row = other.rows.size() - 1; row >= 0; row--) {
            if (other.parts.get(row) == 1 && random.nextBoolean()) {
                other.rows.remove(row);
                other.ratings.remove(row);
                other.parts.remove(row);
            }
        }
        List<ComparisonMethod> methods = ComparisonMethod.defaults(true, false, true, true);
        SplitOptions given = SplitOptions.of(SplitKind.GIVEN);
        List<ComparisonRow> these = run(graph.log(), options(methods, given, 2)).rows();
        List<ComparisonRow> those = run(other.log(), options(methods, given, 2)).rows();
        for (int i = 0; i < these.size(); i++) {
            assertThat(these.get(i).parameters()).isEqualTo(those.get(i).parameters());
        }
        Partition one = Partition.of(graph.log(), given, 0).get(0);
        Partition two = Partition.of(other.log(), given, 0).get(0);
        assertThat(one.held().size()).isGreaterThan(two.held().size());
        for (ComparisonMethod method : methods) {
            if (method.rates()) {
                double[][] predicted = new double[2][];
                for (int i = 0; i < 2; i++) {
                    predicted[i] = method.ratings()
                            .orElseThrow()
                            .fitting()
                            .fit(
                                    (i == 0 ? one : two).trainingRatings(),
                                    texts(),
                                    options(methods, given, 2).training(),
                                    Monitor.SILENT)
                            .predictor()
                            .predict(one.heldRatings(), 2, Monitor.SILENT);
                }
                assertThat(predicted[0]).as(method.cypherName()).isEqualTo(predicted[1]);
            }
        }
    }

    /** Ratings from -2 to 2, or from -14 to -10, are rated as those from 1 to 5 are. */
    @ParameterizedTest
    @ValueSource(floats = {-3, -15})
    void ratingsBelowZeroAreRatings(float shift) {
        Graph graph = new Graph(12);
        List<ComparisonMethod> methods =
                ComparisonMethod.all().stream().filter(ComparisonMethod::rates).toList();
        SplitOptions given = SplitOptions.of(SplitKind.GIVEN);
        Partition plain = Partition.of(graph.log(), given, 0).get(0);
        Partition shifted = Partition.of(graph.log(shift), given, 0).get(0);
        for (ComparisonMethod method : methods) {
            double[] before = rated(method, plain, options(methods, given, 2).training());
            double[] after = rated(method, shifted, options(methods, given, 2).training());
            for (int i = 0; i < before.length; i++) {
                assertThat(after[i] - shift).as(method.cypherName()).isCloseTo(before[i], within(4e-4));
            }
        }
        List<ComparisonRow> these = run(graph.log(), options(FAST, given, 2)).rows();
        List<ComparisonRow> those =
                run(graph.log(shift), options(FAST, given, 2)).rows();
        for (int i = 0; i < these.size(); i++) {
            for (Metric metric : List.of(Metric.RMSE, Metric.MAE, Metric.ACCURACY)) {
                assertThat(those.get(i).values().get(metric))
                        .as("%s of %s", metric, these.get(i).method())
                        .isCloseTo(these.get(i).values().get(metric), within(1e-3));
            }
        }
    }

    private static double[] rated(ComparisonMethod method, Partition partition, TrainingOptions options) {
        return method.ratings()
                .orElseThrow()
                .fitting()
                .fit(partition.trainingRatings(), texts(), options, Monitor.SILENT)
                .predictor()
                .predict(partition.heldRatings(), 2, Monitor.SILENT);
    }

    /** A graph that says everything twice, once on each side of the split, would hand out the answers. */
    @Test
    void aRepeatedInteractionGivesNothingAway() {
        Graph once = new Graph(5);
        Graph twice = new Graph(5);
        for (int row = 0; row < once.rows.size(); row++) {
            int[] pair = once.rows.get(row);
            twice.add(pair[0], pair[1], 3, once.parts.get(row) == 0);
        }
        Partition partition =
                Partition.of(twice.log(), SplitOptions.defaults(), 1).get(0);
        assertThat(partition.training().size() + partition.held().size()).isEqualTo(once.rows.size());
    }

    /** Times that count down to each user's last item point at it, and tell nothing once the split is random. */
    @Test
    void timesThatPointAtTheHeldOutItemsDoNotHelpWhenTheSplitIsRandom() {
        Graph graph = new Graph(6);
        InteractionLog plain = graph.log();
        float[] ratings = plain.ratings(IntStream.range(0, plain.size()).toArray());
        int[] users = new int[plain.size()];
        int[] items = new int[plain.size()];
        double[] times = new double[plain.size()];
        for (int row = 0; row < plain.size(); row++) {
            users[row] = plain.user(row);
            items[row] = plain.item(row);
            times[row] = plain.item(row);
        }
        InteractionLog timed =
                InteractionLog.of(USERS, ITEMS, new InteractionLog.Columns(users, items, null, ratings, times, null));
        List<ComparisonRow> without =
                run(plain, options(FAST, SplitOptions.defaults(), 2)).rows();
        List<ComparisonRow> with =
                run(timed, options(FAST, SplitOptions.defaults(), 2)).rows();
        for (int i = 0; i < with.size(); i++) {
            assertThat(with.get(i).values()).isEqualTo(without.get(i).values());
        }
    }

    @Test
    void whatKnowsTheColoursIsAheadOfWhatDoesNot() {
        ComparisonReport report = run(new Graph(7).log(), options(FAST, SplitOptions.folds(5), 2));
        ComparisonRow popularity = report.rows().get(0);
        ComparisonRow content = report.rows().get(1);
        assertThat(content.values().get(Metric.NDCG))
                .isGreaterThan(popularity.values().get(Metric.NDCG));
        assertThat(content.values().get(Metric.ACCURACY))
                .isGreaterThan(popularity.values().get(Metric.ACCURACY));
        assertThat(popularity.pValues().get(Metric.NDCG)).isLessThan(0.001);
    }

    @Test
    void comparesWithTheBaselineNamedOrElseTheBest() {
        ComparisonOptions best = options(FAST, SplitOptions.defaults(), 2);
        for (Metric metric : Set.of(Metric.RMSE, Metric.NDCG)) {
            List<ComparisonRow> rows = run(new Graph(7).log(), best).rows();
            ComparisonRow winner = rows.stream()
                    .filter(row -> !row.pValues().containsKey(metric))
                    .findFirst()
                    .orElseThrow();
            for (ComparisonRow row : rows) {
                double gain = winner.values().get(metric) - row.values().get(metric);
                assertThat(metric.higherIsBetter() ? gain : -gain).isGreaterThanOrEqualTo(0);
            }
        }
        ComparisonOptions named = new ComparisonOptions(
                FAST,
                best.split(),
                best.metrics(),
                5,
                best.seeds(),
                4,
                ComparisonMethod.of("content"),
                best.training());
        for (ComparisonRow row : run(new Graph(7).log(), named).rows()) {
            assertThat(row.comparedWith().values()).isSubsetOf(ComparisonMethod.of("content"));
            assertThat(row.comparedWith().isEmpty()).isEqualTo(row.method().equals(ComparisonMethod.of("content")));
            assertThat(row.likeThreshold()).isEqualTo(4);
        }
    }

    @Test
    void saysWhatIsMissing() {
        InteractionLog unrated = InteractionLog.of(
                1, 2, new InteractionLog.Columns(new int[] {0, 0}, new int[] {0, 1}, null, null, null, null));
        assertThatThrownBy(
                        () -> Comparison.run(unrated, null, options(FAST, SplitOptions.defaults(), 1), Monitor.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The metrics `rmse`, `mae` and `accuracy` need ratings, but the interactions have none.");
    }

    @Test
    void methodsThatCannotBeMeasuredAreNotAmongTheUsual() {
        assertThat(ComparisonMethod.defaults(false, true, true, true))
                .doesNotContain(ComparisonMethod.of("content"), ComparisonMethod.of("textgcn"));
        assertThat(ComparisonMethod.defaults(true, true, false, true))
                .doesNotContain(ComparisonMethod.of("lightgcn"), ComparisonMethod.of("itemGraph"));
        assertThat(ComparisonMethod.defaults(true, false, true, false))
                .doesNotContain(ComparisonMethod.of("recentPopularity"));
        assertThat(ComparisonMethod.defaults(true, true, true, false))
                .doesNotContain(ComparisonMethod.of("svdpp"))
                .contains(ComparisonMethod.of("lightgcn"), ComparisonMethod.of("recentPopularity"));
        assertThat(ComparisonMethod.all())
                .allSatisfy(method ->
                        assertThat(ComparisonMethod.of(method.cypherName())).isEqualTo(method));
    }
}

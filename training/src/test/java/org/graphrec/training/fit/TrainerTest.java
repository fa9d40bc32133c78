// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.tune.TrainingOptions;
import org.graphrec.training.tune.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

    private static final TrainingOptions OPTIONS = new TrainingOptions(0.1, 10, 16, 1, 2);

    @Test
    void reportsTheTrialItChose() {
        Fit fit = Trainer.fit(
                Architectures.auto(), RandomInteractions.of(300, 200, 4000, 5), null, OPTIONS, Monitor.SILENT);
        assertThat(fit.trials()).extracting(Trial::architecture).contains("itemGraph", "popularity");
        assertThat(fit.metrics()).containsOnlyKeys("ndcg@20", "recall@20", "hitRate@20", "mrr@20");
        assertThat(fit.trials())
                .anyMatch(trial -> fit.metrics().get("ndcg@20") == trial.ndcg()
                        && trial.architecture().equals(fit.model().architecture()));
        assertThat(fit.metrics().get("ndcg@20"))
                .isGreaterThanOrEqualTo(fit.trials().get(0).ndcg());
    }

    @Test
    void usesTextWhereNothingElseCanKnow() {
        // the six items of a user share a text, and nobody else takes them: a held-out item has no co-occurrence at all
        int items = 600;
        int[] users = new int[items];
        int[] taken = new int[items];
        Matrix features = new Matrix(items, 100);
        for (int item = 0; item < items; item++) {
            users[item] = item / 6;
            taken[item] = item;
            features.values()[features.offset(item) + item / 6] = 1;
        }
        Interactions interactions = Interactions.of(100, items, users, taken, null, null);
        Fit with = Trainer.fit(Architectures.auto(), interactions, features, OPTIONS, Monitor.SILENT);
        Fit without = Trainer.fit(Architectures.auto(), interactions, null, OPTIONS, Monitor.SILENT);
        assertThat(with.metrics().get("recall@20")).isCloseTo(1, within(1e-9));
        assertThat(without.metrics().get("recall@20")).isLessThan(0.1);
    }

    @Test
    void reachesColdItemsThroughTheirTexts() {
        int size = 20;
        Interactions board = Checkerboard.interactions(size);
        int[] users = new int[board.size()];
        for (int user = 0; user < size; user++) {
            Arrays.fill(users, board.byUser().offsets()[user], board.byUser().offsets()[user + 1], user);
        }
        Interactions withCold =
                Interactions.of(size, size + 1, users, board.byUser().targets(), null, null);
        Matrix features = Checkerboard.features(size + 1); // the new item is even
        TrainingOptions options = new TrainingOptions(0.1, 5, 16, 1, 2);
        ItemGraph graph =
                (ItemGraph) Trainer.fit(Architectures.of("itemGraph"), withCold, features, options, Monitor.SILENT)
                        .model();
        assertThat(graph.cold(size)).isTrue();
        float[] scores = new float[size + 1];
        graph.score(withCold.history(0), scores);
        assertThat(scores[size]).isPositive();
        graph.score(new History(new int[] {size}, null), scores);
        assertThat(scores[2])
                .as("what a history of the cold item alone leads to")
                .isPositive();
    }

    @Test
    void learnsWhichTextsATasteGoesTo() {
        // each user takes what is of his two kinds; the texts tell the kind of an item, and no two kinds have words in
        // common.
        // For an item that nobody has, the words of the history know one kind at a time; the taste knows both
        int kinds = 6;
        int items = 240;
        Matrix features = RandomInteractions.features(items, 24, 7);
        List<int[]> pairs = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(4);
        for (int item = 0; item < items; item++) {
            features.values()[features.offset(item) + item % kinds] += 4;
        }
        for (int user = 0; user < 300; user++) {
            for (int item = 0; item < items * 9 / 10; item++) {
                if ((item % kinds) / 2 == user % 3 && random.nextInt(3) > 0) {
                    pairs.add(new int[] {user, item});
                }
            }
        }
        Interactions interactions = Interactions.of(
                300,
                items,
                pairs.stream().mapToInt(pair -> pair[0]).toArray(),
                pairs.stream().mapToInt(pair -> pair[1]).toArray(),
                null,
                null);
        Model model = Trainer.fit(Architectures.auto(), interactions, features, OPTIONS, Monitor.SILENT)
                .model();
        assertThat(model.parameters()).containsKey("coldItems");
        float[] scores = new float[items];
        // a history of one kind alone
        model.score(new History(new int[] {0, 6, 12}, null), scores);
        double[] means = new double[kinds];
        for (int item = items * 9 / 10; item < items; item++) {
            means[item % kinds] += scores[item];
        }
        // the other kind of the taste, of which the history has no word, above those of other tastes
        for (int kind = 2; kind < kinds; kind++) {
            assertThat(means[1]).as("kind 1 above kind %d", kind).isGreaterThan(means[kind]);
        }
    }

    @Test
    void leavesOutWhatTheMemoryDoesNotAllow() {
        Interactions interactions = RandomInteractions.of(300, 200, 4000, 5);
        assertThat(Trainer.fit(Architectures.auto(), interactions, null, OPTIONS, Monitor.SILENT)
                        .trials())
                .extracting(Trial::architecture)
                .contains("itemGraph", "ease");
        assertThat(Trainer.fit(
                                Architectures.auto(),
                                interactions,
                                null,
                                OPTIONS.withMemoryBudgetBytes(1),
                                Monitor.SILENT)
                        .trials())
                .extracting(Trial::architecture)
                .contains("itemGraph")
                .doesNotContain("ease");
    }

    @Test
    void usersWithManyItemsSayLessWhereTheirItemsAreChosenAtRandom() {
        double atRandom = (double) withCollectors(true).model().parameters().get("userExponent");
        double together = (double) withCollectors(false).model().parameters().get("userExponent");
        assertThat(atRandom).isGreaterThan(0.5).isGreaterThan(together);
    }

    /** 1000 users with 5 items each and 60 collectors with 60: one kind stays within a group of items, the other takes any, or most. */
    private static Fit withCollectors(boolean collectorsAtRandom) {
        int items = 600;
        int groups = 10;
        SplittableRandom random = new SplittableRandom(8);
        List<int[]> pairs = new ArrayList<>();
        for (int user = 0; user < 1060; user++) {
            boolean collector = user >= 1000;
            for (int i = 0; i < (collector ? 60 : 5); i++) {
                int any = random.nextInt(items);
                boolean atRandom = collector ? collectorsAtRandom : !collectorsAtRandom && i > 1;
                pairs.add(new int[] {user, atRandom ? any : any / groups * groups + user % groups});
            }
        }
        return Trainer.fit(
                Architectures.of("itemGraph"),
                Interactions.of(
                        1060,
                        items,
                        pairs.stream().mapToInt(pair -> pair[0]).toArray(),
                        pairs.stream().mapToInt(pair -> pair[1]).toArray(),
                        null,
                        null),
                null,
                new TrainingOptions(0.2, 100, 0, 1, 2),
                Monitor.SILENT);
    }

    @Test
    void scalesTheStrongestEdgeToOneAndKeepsTopKEdges() {
        ItemGraph graph = itemGraph(RandomInteractions.of(300, 200, 4000, 5));
        Csr edges = graph.similarities();
        float strongest = 0;
        for (int edge = 0; edge < edges.edges(); edge++) {
            assertThat(edges.weight(edge)).isPositive();
            strongest = Math.max(strongest, edges.weight(edge));
        }
        assertThat(strongest).isEqualTo(1);
        for (int item = 0; item < edges.rows(); item++) {
            assertThat(edges.degree(item)).isLessThanOrEqualTo(10);
            for (int edge = edges.offsets()[item]; edge < edges.offsets()[item + 1]; edge++) {
                assertThat(edges.targets()[edge]).isNotEqualTo(item);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1})
    void refusesWhatIsNoLike(float weight) {
        Interactions interactions = Interactions.of(1, 2, new int[2], new int[] {0, 1}, new float[] {2, weight}, null);
        assertThatThrownBy(() -> Trainer.fit(Architectures.auto(), interactions, null, OPTIONS, Monitor.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The weight of an interaction must be greater than 0 for a model that ranks but was `"
                        + weight + "`. Leave out what is not liked, or fit ratings, which may be any number.");
    }

    @Test
    void learnsThatOnlyTheLastItemMatters() {
        // after item i always comes item i + 1 (mod 30); a history is a walk with a random start, as told by the times
        int[] users = new int[400 * 8];
        int[] items = new int[users.length];
        double[] times = new double[users.length];
        for (int i = 0; i < users.length; i++) {
            users[i] = i / 8;
            items[i] = (i / 8 * 7 + i % 8) % 30;
            times[i] = i % 8;
        }
        Interactions interactions = Interactions.of(400, 30, users, items, null, times);
        Fit fit = Trainer.fit(
                Architectures.of("itemGraph"),
                interactions,
                null,
                new TrainingOptions(0.1, 10, 8, 1, 2),
                Monitor.SILENT);
        assertThat((Double) fit.model().parameters().get("recencyDecay")).isPositive();
    }

    @Test
    void ignoresFeaturesThatAreAllZero() {
        Interactions interactions = Checkerboard.interactions(20);
        Fit fit = Trainer.fit(Architectures.auto(), interactions, new Matrix(20, 4), OPTIONS, Monitor.SILENT);
        assertThat(fit.model().architecture()).isEqualTo("itemGraph");
    }

    @Test
    void refusesFeaturesThatAreNotFinite() {
        Matrix features = new Matrix(20, 1);
        features.values()[7] = Float.NaN;
        assertThatThrownBy(() -> Trainer.fit(
                        Architectures.auto(), Checkerboard.interactions(20), features, OPTIONS, Monitor.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Every value of `itemFeatures` must be finite but value 7 was `NaN`.");
    }

    @Test
    void refusesContentWithoutFeatures() {
        TrainingOptions options = new TrainingOptions(0.1, 10, 16, 1, 2);
        assertThatThrownBy(() -> Trainer.fit(
                        Architectures.of("content"), Checkerboard.interactions(20), null, options, Monitor.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The architecture `content` needs item features, but there are none.");
    }

    @Test
    void stopsSoonAfterTheMonitorDoes() {
        RecordingMonitor monitor = new RecordingMonitor(200);
        assertThatThrownBy(() -> Trainer.fit(
                        Architectures.auto(), RandomInteractions.of(300, 200, 4000, 5), null, OPTIONS, monitor))
                .isInstanceOf(CancellationException.class);
        // a few tasks under way ask once more each; a whole fit asks thousands of times
        assertThat(monitor.asked).isBetween(200, 250);
    }

    @Test
    void reportsItsPhases() {
        RecordingMonitor monitor = new RecordingMonitor(Integer.MAX_VALUE);
        Trainer.fit(Architectures.auto(), RandomInteractions.of(300, 200, 4000, 5), null, OPTIONS, monitor);
        assertThat(monitor.phases)
                .startsWith("Split", "Spectral", "Co-occurrence", "Tune")
                .contains("Ease", "Tune factors", "Fuse");
    }

    private static ItemGraph itemGraph(Interactions interactions) {
        TrainingOptions options = new TrainingOptions(0.1, 10, 16, 1, 2);
        return (ItemGraph) Trainer.fit(Architectures.of("itemGraph"), interactions, null, options, Monitor.SILENT)
                .model();
    }

    private static final class RecordingMonitor implements Monitor {

        private final List<String> phases = new ArrayList<>();
        private final int polls;
        private int asked;

        RecordingMonitor(int polls) {
            this.polls = polls;
        }

        @Override
        public void phase(String name, long work) {
            phases.add(name);
        }

        @Override
        public void advance(long units) {}

        @Override
        public synchronized boolean running() {
            return asked++ < polls;
        }
    }
}

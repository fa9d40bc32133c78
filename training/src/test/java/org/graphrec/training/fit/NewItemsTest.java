// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.content.Content;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.NewItem;
import org.graphrec.training.model.NewItems;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every architecture makes of items that come after its training. */
class NewItemsTest {
    private static final int USERS = 300;
    private static final int ITEMS = 200;
    private static final int GROUPS = 5;
    private static final Interactions INTERACTIONS = RandomInteractions.of(USERS, ITEMS, 4000, 5);
    private static final Matrix FEATURES = Vectors.unitRows(RandomInteractions.features(ITEMS, 20, 3));

    private static final Map<String, Model> FITTED = new HashMap<>();

    @ParameterizedTest
    @MethodSource("org.graphrec.training.registry.Fittable#once")
    void leaveTheScoresOfTheOthersAsTheyAre(Architecture architecture) {
        Model model = fit(architecture);
        Model with = with(model);
        assertThat(with.items()).isEqualTo(ITEMS + GROUPS);
        float[] before = new float[ITEMS];
        float[] after = new float[ITEMS + GROUPS];
        for (int user = 0; user < 20; user++) {
            model.score(INTERACTIONS.history(user), before);
            with.score(INTERACTIONS.history(user), after);
            assertThat(Arrays.copyOf(after, ITEMS)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("org.graphrec.training.registry.Fittable#personal")
    void areFoundByWhoLikesItemsWithSuchTexts(Architecture architecture) {
        Model with = with(fit(architecture));
        int found = 0;
        float[] scores = new float[with.items()];
        for (int user = 0; user < USERS; user++) {
            with.score(INTERACTIONS.history(user), scores);
            int best = ITEMS;
            for (int item = ITEMS; item < scores.length; item++) {
                best = scores[item] > scores[best] ? item : best;
            }
            found += best - ITEMS == user % GROUPS ? 1 : 0;
        }
        assertThat(found).as("users whose group's new item is the best of five").isGreaterThan(USERS / 2);
        assertThat(with.cold(ITEMS)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("org.graphrec.training.registry.Fittable#personal")
    void speakForItemsWithSuchTexts(Architecture architecture) {
        Model with = with(fit(architecture));
        float[] scores = new float[with.items()];
        for (int group = 0; group < GROUPS; group++) {
            with.score(new History(new int[] {ITEMS + group}, null), scores);
            double own = 0;
            double all = 0;
            for (int item = 0; item < ITEMS; item++) {
                own += item % GROUPS == group ? scores[item] : 0;
                all += scores[item];
            }
            assertThat(own / ITEMS * GROUPS).isGreaterThan(all / ITEMS);
        }
    }

    @ParameterizedTest
    @MethodSource("org.graphrec.training.registry.Fittable#personal")
    void addToAScoreWhatContributionsSay(Architecture architecture) {
        Model with = with(fit(architecture));
        SplittableRandom random = new SplittableRandom(8);
        float[] scores = new float[with.items()];
        for (int h = 0; h < 50; h++) {
            int[] items = random.ints(0, with.items()).distinct().limit(9).toArray();
            items[4] = ITEMS + h % GROUPS;
            History history = new History(items, null, new float[] {1, 2, 1, 0.5f, -0.7f, 1, 1, 1, -0.2f});
            with.score(history, scores);
            for (int item = h % 7; item < scores.length; item += 7) {
                double sum = Arrays.stream(with.contributions(history, item)).sum();
                assertThat(sum).isCloseTo(scores[item], within(1e-5 * Math.max(1, Math.abs(scores[item]))));
            }
        }
    }

    @Test
    void areInContentWhatTheyWouldBeIfKnown() {
        HistoryWeighting weighting = new HistoryWeighting(0.5, false);
        Matrix all = new Matrix(ITEMS + GROUPS, FEATURES.columns());
        System.arraycopy(FEATURES.values(), 0, all.values(), 0, FEATURES.values().length);
        Matrix texts = texts();
        System.arraycopy(texts.values(), 0, all.values(), all.offset(ITEMS), texts.values().length);
        History history = new History(new int[] {3, ITEMS + 1, 8}, null);
        float[] expected = new float[all.rows()];
        float[] scores = new float[all.rows()];
        new Content(all, new BitSet(), weighting).score(history, expected);
        with(new Content(FEATURES, new BitSet(), weighting)).score(history, scores);
        assertThat(scores).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"itemKnn", "mf"})
    void doNotMakeOlderItemsOlderThanTheyAre(String architecture) {
        Model with = with(fit(Architectures.of(architecture)));
        float[] once = new float[with.items()];
        float[] twice = new float[with.items()];
        // the ten items that stand for a new one count as one step in time: so its weight may vanish and nothing else
        // moves
        with.score(new History(new int[] {7, ITEMS, 9}, null, new float[] {1, 0, 1}), once);
        with.score(new History(new int[] {7, 9}, null, null, new int[] {3, 1}), twice);
        assertThat(once).containsExactly(twice, within(1e-5f));
    }

    private static Model fit(Architecture architecture) {
        TrainingOptions options = new TrainingOptions(0.1, 20, 16, 1, 2);
        return FITTED.computeIfAbsent(
                architecture.cypherName(),
                key -> Trainer.fit(architecture, INTERACTIONS, FEATURES, options, Monitor.SILENT)
                        .model());
    }

    private static Model with(Model model) {
        BitSet cold = new BitSet();
        for (int item = 0; item < ITEMS; item++) {
            cold.set(item, model.cold(item));
        }
        Matrix texts = texts();
        List<NewItem> items = IntStream.range(0, texts.rows())
                .mapToObj(row -> new NewItem(
                        Arrays.copyOfRange(texts.values(), texts.offset(row), texts.offset(row) + texts.columns())))
                .toList();
        return model.with(new NewItems(FEATURES, cold, items), 2, Monitor.SILENT);
    }

    /** One text a group, without noise. */
    private static Matrix texts() {
        Matrix texts = new Matrix(GROUPS, FEATURES.columns());
        for (int group = 0; group < GROUPS; group++) {
            for (int d = group; d < texts.columns(); d += GROUPS) {
                texts.values()[texts.offset(group) + d] = (float) Math.sqrt((double) GROUPS / texts.columns());
            }
        }
        return texts;
    }
}

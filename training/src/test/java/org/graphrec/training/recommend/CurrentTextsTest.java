// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.graphrec.training.architecture.content.Content;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An item whose text has changed counts by what it says now, and what was learnt stays as learnt. */
class CurrentTextsTest {
    private static final int COLD = RandomModels.ITEMS - 2;

    private static final List<String> BY_TEXT = List.of("content", "blend", "blend by text", "powers of texts");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSameTextsChangeNothing(long seed) {
        RandomModels random = new RandomModels(seed);
        for (Map.Entry<String, Model> entry : random.all().entrySet()) {
            for (int i = 0; i < 5; i++) {
                History history = random.history();
                assertThat(scores(entry.getValue().withTexts(random.texts), history))
                        .as(entry.getKey())
                        .isEqualTo(scores(entry.getValue(), history));
                assertThat(scores(random.withNewItems(entry.getValue()).withTexts(random.texts), history))
                        .as(entry.getKey())
                        .isEqualTo(scores(random.withNewItems(entry.getValue()), history));
            }
        }
    }

    /** A cold item with the text of another has its score, where texts alone decide. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aChangedTextCountsWhereTextsAreRead(long seed) {
        RandomModels random = new RandomModels(seed);
        Matrix current = changed(random.texts, COLD, random.texts, COLD - 1);
        Map<String, Model> models = random.all();
        History history = new History(new int[] {1, 2, 3}, null);
        for (Map.Entry<String, Model> entry : models.entrySet()) {
            float[] before = scores(entry.getValue(), history);
            float[] after = scores(entry.getValue().withTexts(current), history);
            if (BY_TEXT.contains(entry.getKey())) {
                assertThat(after).as(entry.getKey()).isNotEqualTo(before);
            } else {
                assertThat(after).as(entry.getKey()).isEqualTo(before);
            }
        }
        float[] content = scores(models.get("content").withTexts(current), history);
        assertThat(content[COLD]).isEqualTo(content[COLD - 1]);
    }

    /** The item is in the history: with the text of another it speaks for what the other speaks for. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aChangedTextCountsInAHistory(long seed) {
        RandomModels random = new RandomModels(seed);
        Model content = random.all().get("content");
        Model current = content.withTexts(changed(random.texts, COLD, random.texts, 5));
        float[] asTheOther = scores(content, new History(new int[] {5}, null));
        float[] asItself = scores(current, new History(new int[] {COLD}, null));
        for (int item = 0; item < COLD; item++) {
            assertThat(asItself[item]).isCloseTo(asTheOther[item], within(1e-6f));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void anItemThatLostItsTextIsScoredAsOneWithout(long seed) {
        RandomModels random = new RandomModels(seed);
        Model blend = random.all().get("blend by text");
        Model current = blend.withTexts(changed(random.texts, COLD, new Matrix(1, random.texts.columns()), 0));
        History history = new History(new int[] {1, 2, 3}, null);
        assertThat(scores(blend, history)[COLD]).isNotZero();
        assertThat(scores(current, history)[COLD]).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void reasonsSumToTheScoreAndAnItemGraphIsSplitAsItWasTrained(long seed) {
        RandomModels random = new RandomModels(seed);
        Matrix current = changed(random.texts, 3, random.texts, 9);
        for (Map.Entry<String, Model> entry : random.all().entrySet()) {
            BatchRecommender before = recommender(random, entry.getValue(), random.texts);
            BatchRecommender after = recommender(random, entry.getValue().withTexts(current), current);
            for (int i = 0; i < 6; i++) {
                Request request = random.request(i % 2 == 0, true);
                for (Scored row : after.recommend(request.withK(5))) {
                    Explanation explanation = after.explainer(request).explain(request, row.item());
                    assertThat(explanation.score()).as(entry.getKey()).isCloseTo(row.score(), within(1e-4));
                    if (!BY_TEXT.contains(entry.getKey()) && request.query() == null) {
                        assertThat(explanation)
                                .as(entry.getKey())
                                .isEqualTo(before.explainer(request).explain(request, row.item()));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void refusesTextsOfAnotherSize(long seed) {
        RandomModels random = new RandomModels(seed);
        Content content = (Content) random.all().get("content");
        assertThatThrownBy(() -> content.withTexts(new Matrix(3, random.texts.columns())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("features");
    }

    private static BatchRecommender recommender(RandomModels random, Model model, Matrix current) {
        ServedModel served =
                new ServedModel(model, random.popularity, StackedMatrix.of(current), StackedMatrix.of(random.texts));
        return new BatchRecommender(served, RankingPolicy.SCORE, 1);
    }

    private static Matrix changed(Matrix texts, int item, Matrix from, int row) {
        Matrix changed =
                new Matrix(texts.rows(), texts.columns(), Arrays.copyOf(texts.values(), texts.values().length));
        System.arraycopy(from.values(), from.offset(row), changed.values(), changed.offset(item), texts.columns());
        return changed;
    }

    private static float[] scores(Model model, History history) {
        float[] scores = new float[model.items()];
        model.score(history, scores);
        return scores;
    }
}

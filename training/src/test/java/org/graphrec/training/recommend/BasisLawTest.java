// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What owes nothing to a history never looks as if it did. */
class BasisLawTest {
    private static final double ANY = Double.NEGATIVE_INFINITY;

    private static final int REQUESTS = 12;

    /** Above and below this, rounding leaves no doubt of which. */
    private static final double SURE = 1e-6;

    /** Item 0 speaks for 1 and 2, and 3 for 1; who has how many: 4 the most, 2 the fewest. */
    private static final ItemGraph GRAPH = new ItemGraph(
            Csr.fromEdges(6, 6, new int[] {0, 0, 3}, new int[] {1, 2, 1}, new float[] {1, 0.5f, 1}),
            new BitSet(),
            HistoryWeighting.NONE,
            Map.of());

    private static final Popularity POPULARITY = new Popularity(new int[] {5, 4, 1, 6, 9, 7});

    private static final ServedModel SERVED = ServedModel.of(GRAPH, POPULARITY, null);

    @FunctionalInterface
    private interface Law {
        void holds(RandomModels random, String name, BatchRecommender recommender, Model model, double discount);
    }

    private static void check(long seed, Law law) {
        RandomModels random = new RandomModels(seed);
        Map<String, Model> fitted = random.all();
        Map<String, Model> models = new LinkedHashMap<>(fitted);
        fitted.forEach((name, model) -> models.put(name + " with new items", random.withNewItems(model)));
        models.forEach((name, model) -> {
            for (double discount : new double[] {0, 0.4}) {
                law.holds(random, name, recommender(random, model, new RankingPolicy(0, discount)), model, discount);
            }
        });
    }

    private static BatchRecommender recommender(RandomModels random, Model model, RankingPolicy policy) {
        boolean more = model.items() > RandomModels.ITEMS;
        ServedModel served = ServedModel.of(
                model,
                more ? (Popularity) random.withNewItems(random.popularity) : random.popularity,
                more ? random.features() : StackedMatrix.of(random.texts));
        return new BatchRecommender(served, policy, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void withoutAQueryWhatIsSpokenForComesFirstAndThePopularAfterIt(long seed) {
        check(seed, (random, name, recommender, model, discount) -> {
            for (int i = 0; i < REQUESTS; i++) {
                Request request = random.request(false, i % 3 == 0);
                List<Scored> rows = recommender.recommend(request);
                if (request.history().size() == 0) {
                    assertThat(rows).extracting(Scored::basis).containsOnly(Basis.POPULARITY);
                    continue;
                }
                float[] scores = new float[model.items()];
                model.score(request.history(), scores);
                assertThat(rows)
                        .as(name)
                        .hasSize(request.eligible().rows(model.items()).cardinality());
                for (Scored row : rows) {
                    double most = Arrays.stream(model.contributions(request.history(), row.item()))
                            .max()
                            .orElse(0);
                    if (row.basis() == Basis.POPULARITY) {
                        assertThat(most).as(name).isLessThan(SURE);
                        assertThat(row.score()).isLessThanOrEqualTo(0);
                    } else {
                        assertThat(most).as(name).isGreaterThan(-SURE);
                        assertThat(row.basis()).isEqualTo(model.cold(row.item()) ? Basis.TEXT : Basis.HISTORY);
                    }
                    if (discount == 0) {
                        assertThat(row.score()).isEqualTo(scores[row.item()] + 0.0f);
                    }
                }
                List<Scored> personal = rows.stream()
                        .filter(row -> row.basis() != Basis.POPULARITY)
                        .toList();
                List<Scored> popular = rows.subList(personal.size(), rows.size());
                assertThat(rows.subList(0, personal.size())).isEqualTo(personal);
                assertThat(personal)
                        .isSortedAccordingTo(Comparator.comparingDouble((Scored row) -> -row.score())
                                .thenComparingInt(Scored::item));
                assertThat(popular)
                        .isSortedAccordingTo(
                                Comparator.comparingInt((Scored row) -> -random.popularity.count(row.item()))
                                        .thenComparingInt(Scored::item));
            }
        });
    }

    /** However few are wanted, they are the first of all; and a least score takes out just what is below it, and the popular. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void theFirstOfAllAreTheSameHoweverManyAreWanted(long seed) {
        check(seed, (random, name, recommender, model, discount) -> {
            for (int i = 0; i < REQUESTS; i++) {
                Request request = random.request(false, i % 3 == 0);
                List<Scored> all = recommender.recommend(request);
                for (int k : new int[] {1, 3, 10, 30}) {
                    assertThat(recommender.recommend(request.withK(k)))
                            .as(name)
                            .isEqualTo(all.subList(0, Math.min(k, all.size())));
                    assertThat(recommender.rank(request, k)).isEqualTo(all.subList(0, Math.min(k, all.size())));
                }
                if (request.history().size() > 0) {
                    for (double least : new double[] {-0.3, 0, 0.2}) {
                        assertThat(recommender.recommend(request.withMinScore(least)))
                                .as(name)
                                .isEqualTo(all.stream()
                                        .filter(row -> row.basis() != Basis.POPULARITY && row.score() >= least)
                                        .toList());
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void theRankExplainedIsThePlaceInTheList(long seed) {
        check(seed, (random, name, recommender, model, discount) -> {
            for (int i = 0; i < REQUESTS; i++) {
                Request request = random.request(i % 2 == 0, i % 3 == 0);
                Explainer explainer = recommender.explainer(request);
                List<Scored> rows = recommender.recommend(request);
                for (int r = 0; r < rows.size(); r += 7) {
                    assertThat(explainer.rank(request, rows.get(r).item()))
                            .as(name)
                            .isEqualTo(r + 1L);
                    assertThat(explainer.explain(request, rows.get(r).item()).score())
                            .as(name)
                            .isCloseTo(rows.get(r).score(), within(1e-4));
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 10})
    void withAQueryTheOrderIsThatOfTheScoresAndTheBasisSaysWhatAdded(long seed) {
        check(seed, (random, name, recommender, model, discount) -> {
            for (int i = 0; i < REQUESTS; i++) {
                Request request = random.request(true, i % 3 == 0);
                List<Scored> rows = recommender.recommend(request);
                assertThat(rows)
                        .isSortedAccordingTo(Comparator.comparingDouble((Scored row) -> -row.score())
                                .thenComparingInt(Scored::item));
                Function<Scored, Explanation> explained =
                        row -> recommender.explainer(request).explain(request, row.item());
                for (Scored row : rows) {
                    double most = explained.apply(row).reasons().stream()
                            .filter(reason -> reason.kind() == Reason.Kind.HISTORY)
                            .mapToDouble(Reason::contribution)
                            .max()
                            .orElse(0);
                    if (row.basis() == Basis.HISTORY) {
                        assertThat(most).as(name).isGreaterThan(-SURE);
                    } else {
                        assertThat(row.basis()).isEqualTo(Basis.TEXT);
                        assertThat(model.cold(row.item()) ? 0 : most).as(name).isLessThan(SURE);
                    }
                }
            }
        });
    }

    @Test
    void aHistoryOfDislikesAloneGivesThePopular() {
        History dislikes = new History(new int[] {0, 3}, null, new float[] {-1, -1});
        List<Scored> rows = recommended(dislikes, 4, ANY);
        assertThat(rows)
                .containsExactly(
                        new Scored(4, 0, Basis.POPULARITY),
                        new Scored(5, 0, Basis.POPULARITY),
                        new Scored(1, -2, Basis.POPULARITY),
                        new Scored(2, -0.5f, Basis.POPULARITY));
        assertThat(recommended(dislikes, 4, -100)).isEmpty();
    }

    /** Item 1 is liked for the one and disliked for the other; it stays before those that nothing speaks for. */
    @Test
    void whatIsSpokenForAndAgainstStaysBeforeThePopular() {
        History both = new History(new int[] {0, 3}, null, new float[] {1, -2});
        assertThat(recommended(both, 4, ANY))
                .containsExactly(
                        new Scored(2, 0.5f, Basis.HISTORY),
                        new Scored(1, -1, Basis.HISTORY),
                        new Scored(4, 0, Basis.POPULARITY),
                        new Scored(5, 0, Basis.POPULARITY));
        assertThat(recommended(both, 4, -1)).extracting(Scored::item).containsExactly(2, 1);
        assertThat(recommended(both, 4, -0.9)).extracting(Scored::item).containsExactly(2);
    }

    @Test
    void varietyIsChosenAmongWhatIsSpokenFor() {
        History one = new History(new int[] {0}, null);
        BatchRecommender recommender = new BatchRecommender(SERVED, new RankingPolicy(0.9, 0), 1);
        assertThat(recommender.recommend(Request.of(one, 4)))
                .extracting(Scored::item)
                .containsExactly(1, 2, 4, 5);
    }

    private static List<Scored> recommended(History history, int k, double minScore) {
        Request request = Request.of(history, k).withMinScore(minScore);
        return new ArrayList<>(new BatchRecommender(SERVED, RankingPolicy.SCORE, 1).recommend(request));
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.recommend.GroupRecommender.Aggregation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter never changes the order of what remains, nor a score. */
class FilterLawTest {
    private static final int REQUESTS = 12;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatRemainsKeepsItsOrderAndItsScores(long seed) {
        RandomModels random = new RandomModels(seed);
        for (Map.Entry<String, Model> entry : random.all().entrySet()) {
            for (double discount : new double[] {0, 0.4}) {
                ServedModel served =
                        ServedModel.of(entry.getValue(), random.popularity, StackedMatrix.of(random.texts));
                BatchRecommender recommender = new BatchRecommender(served, new RankingPolicy(0, discount), 1);
                for (int i = 0; i < REQUESTS; i++) {
                    Request all = random.request(i % 2 == 0, i % 3 == 0);
                    List<Scored> unfiltered = recommender.recommend(all);
                    Set<Integer> candidates = set(random.some());
                    Set<Integer> excluded = set(random.some());
                    Predicate<Scored> passes =
                            scored -> candidates.contains(scored.item()) && !excluded.contains(scored.item());
                    List<Scored> remaining = unfiltered.stream().filter(passes).toList();
                    assertThat(recommender.recommend(filtered(all, all.k(), candidates, excluded)))
                            .as(entry.getKey())
                            .isEqualTo(remaining);
                    assertThat(recommender.recommend(filtered(all, 4, candidates, excluded)))
                            .as(entry.getKey())
                            .isEqualTo(remaining.subList(0, Math.min(4, remaining.size())));
                }
            }
        }
    }

    private static Request filtered(Request all, int k, Set<Integer> candidates, Set<Integer> excluded) {
        BitSet without = new BitSet();
        excluded.forEach(without::set);
        BitSet ineligible = all.eligible().rows(RandomModels.ITEMS);
        ineligible.flip(0, RandomModels.ITEMS);
        return all.withK(k)
                .withEligible(Eligibility.among(toArray(candidates))
                        .without(without)
                        .without(ineligible.stream().toArray()));
    }

    private static int[] toArray(Set<Integer> items) {
        return items.stream().mapToInt(item -> item).toArray();
    }

    private static Set<Integer> set(int[] items) {
        return Arrays.stream(items).boxed().collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void soItIsForGroups(long seed) {
        RandomModels random = new RandomModels(seed);
        for (Model model : random.all().values()) {
            GroupRecommender recommender = new GroupRecommender(model);
            for (Aggregation aggregation : Aggregation.values()) {
                for (int i = 0; i < REQUESTS; i++) {
                    List<History> members = List.of(random.history(), random.history(), random.history());
                    Set<Integer> candidates = set(random.some());
                    List<Scored> remaining = recommender
                            .rank(members, aggregation, Eligibility.ALL, Monitor.SILENT)
                            .best(RandomModels.ITEMS)
                            .stream()
                            .filter(scored -> candidates.contains(scored.item()))
                            .toList();
                    GroupRanking ranking = recommender.rank(
                            members, aggregation, Eligibility.among(toArray(candidates)), Monitor.SILENT);
                    assertThat(ranking.best(RandomModels.ITEMS)).isEqualTo(remaining);
                    assertThat(ranking.best(4)).isEqualTo(remaining.subList(0, Math.min(4, remaining.size())));
                }
            }
        }
    }
}

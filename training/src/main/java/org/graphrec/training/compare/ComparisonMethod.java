// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.baseline.RatingMethod;
import org.graphrec.training.rating.BayesianRatings;
import org.graphrec.training.registry.Architectures;

/**
 * A method of recommending, as it stands in the table: how it ranks, how it predicts ratings, or both. Every one has its
 * hyper-parameters chosen on a holdout of its training part.
 *
 * @param cypherName the name used in Cypher, for example {@code itemKnn}
 * @param ranking the architecture that ranks; empty when it only predicts ratings
 * @param entry how it takes part
 */
public record ComparisonMethod(String cypherName, Optional<Architecture> ranking, ComparisonEntry entry) {

    /** By family, and in a family those first that are compared by default. */
    private static final List<ComparisonMethod> ALL = Stream.concat(
                    Stream.concat(Architectures.all().stream(), Stream.of(new RecentPopularity()))
                            .flatMap(architecture -> architecture.comparison().stream()
                                    .map(entry -> new ComparisonMethod(
                                            architecture.cypherName(), Optional.of(architecture), entry))),
                    Stream.of(new ComparisonMethod(
                            "svdpp",
                            Optional.empty(),
                            ComparisonEntry.of(Family.MODEL_BASED).withRatings(BayesianRatings.SVDPP))))
            .sorted(Comparator.<ComparisonMethod, Family>comparing(
                            method -> method.entry().family())
                    .thenComparing(method -> !method.entry().byDefault()))
            .toList();

    /** What textbooks call methods of this kind, for example {@code item-based CF}. */
    public String family() {
        return entry.family().shown();
    }

    /** Whether it ranks items. */
    public boolean ranks() {
        return ranking.isPresent();
    }

    /** How it predicts ratings; empty when it only ranks. */
    public Optional<RatingMethod> ratings() {
        return entry.ratings();
    }

    /** Whether it predicts ratings. */
    public boolean rates() {
        return ratings().isPresent();
    }

    /** Whether it is about texts, and so needs features. */
    public boolean readsTexts() {
        return ranking.map(Architecture::readsTexts).orElse(false);
    }

    /** Whether it is about when interactions happened, and so needs their times. */
    public boolean readsTimes() {
        return cypherName.equals(RecentPopularity.NAME);
    }

    /** All methods, in the order of the rows of a comparison. */
    public static List<ComparisonMethod> all() {
        return ALL;
    }

    /** All names. */
    public static List<String> names() {
        return ALL.stream().map(ComparisonMethod::cypherName).toList();
    }

    /** The method of this name, which must be one of {@link #names}. */
    public static ComparisonMethod of(String cypherName) {
        return ALL.stream()
                .filter(method -> method.cypherName.equals(cypherName))
                .findFirst()
                .orElseThrow();
    }

    /**
     * What is compared when no methods are named: all that can be fitted to such data and measured so, but for the slowest.
     *
     * @param ordered whether the split leaves times to learn from
     */
    public static List<ComparisonMethod> defaults(boolean features, boolean ordered, boolean ranked, boolean rated) {
        return ALL.stream()
                .filter(method -> method.entry.byDefault())
                .filter(method -> features || !method.readsTexts())
                .filter(method -> ordered || !method.readsTimes())
                .filter(method -> (ranked && method.ranks()) || (rated && method.rates()))
                .toList();
    }

    @Override
    public String toString() {
        return cypherName;
    }
}

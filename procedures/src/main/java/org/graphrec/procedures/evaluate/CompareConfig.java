// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.evaluate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.ContextSelection;
import org.graphrec.training.compare.Comparison;
import org.graphrec.training.compare.ComparisonMethod;
import org.graphrec.training.compare.ComparisonOptions;
import org.graphrec.training.compare.Metric;
import org.graphrec.training.compare.SplitKind;
import org.graphrec.training.fit.LikeThreshold;
import org.graphrec.training.tune.TrainingOptions;

/**
 * A call of {@code rec.compare}.
 *
 * @param selection which nodes and relationships of the projection
 * @param ratingProperty the relationship property of ratings, or null
 * @param splitProperty that of the side of a given split, or null
 * @param context what else to learn from
 * @param options what to compare
 * @param configuration the values in force
 */
public record CompareConfig(
        Bipartite.Selection selection,
        String ratingProperty,
        String splitProperty,
        ContextSelection context,
        ComparisonOptions options,
        Map<String, Object> configuration) {
    /** Reads a configuration, with every problem of the call in one error. */
    public static CompareConfig read(Map<String, Object> map) {
        return read(new Config(map));
    }

    /** The same after the caller has read keys of his own. */
    public static CompareConfig read(Config config) {
        Bipartite.Selection selection = Bipartite.Selection.read(config);
        String ratingProperty = config.string("ratingProperty", null);
        Set<Metric> metrics = metrics(config, ratingProperty);
        SplitConfig split = SplitConfig.ofComparison(config, selection.relationshipTimeProperty());
        boolean ordered =
                selection.relationshipTimeProperty() != null && split.options().kind() != SplitKind.RANDOM;
        List<ComparisonMethod> methods = methods(config, selection, ordered, metrics);
        int k = config.integer("k", 10, 1, SplitConfig.MOST_LISTED);
        double threshold = config.number("likeThreshold", Double.NaN, -Double.MAX_VALUE, Double.MAX_VALUE);
        ComparisonMethod baseline = baseline(config, methods);
        List<Long> seeds = seeds(config);
        ContextSelection context = ContextSelection.read(config);
        TrainingOptions defaults = TrainingOptions.defaults();
        double seconds = config.number("timeBudgetSeconds", defaults.timeBudgetSeconds(), 0.001, 1e9);
        TrainingOptions training = new TrainingOptions(
                        config.number("validationFraction", defaults.validationFraction(), 0.001, 0.5),
                        config.integer("topK", defaults.topK(), 0, 10_000),
                        config.integer("rank", defaults.rank(), 0, 4_096),
                        seeds.get(0),
                        config.integer("concurrency", 4, 1, 1024))
                .withTimeBudgetSeconds(seconds);
        config.check();
        return new CompareConfig(
                selection,
                ratingProperty,
                split.property(),
                context,
                new ComparisonOptions(methods, split.options(), metrics, k, seeds, threshold, baseline, training),
                SplitConfig.effective(config));
    }

    /** What a call goes through, in order. */
    public List<String> phases() {
        return Stream.concat(Stream.of("Read", LikeThreshold.PHASE), Comparison.phases(options).stream())
                .toList();
    }

    private static Set<Metric> metrics(Config config, String ratingProperty) {
        List<String> names = config.choices("metrics", Metric.names());
        if (names.isEmpty()) {
            Set<Metric> all = EnumSet.allOf(Metric.class);
            all.removeIf(metric -> metric.ofRatings() && ratingProperty == null);
            return all;
        }
        Set<Metric> metrics = new LinkedHashSet<>(names.stream().map(Metric::of).toList());
        if (ratingProperty == null && metrics.stream().anyMatch(Metric::ofRatings)) {
            config.problem("No value specified for `ratingProperty`, which the metrics `rmse`, `mae` and `accuracy` are"
                    + " about. Name the relationship property of the ratings.");
        }
        return metrics;
    }

    private static List<ComparisonMethod> methods(
            Config config, Bipartite.Selection selection, boolean ordered, Set<Metric> metrics) {
        boolean features = !selection.features().properties().isEmpty();
        boolean ranked = metrics.stream().anyMatch(metric -> !metric.ofRatings());
        boolean rated = metrics.stream().anyMatch(Metric::ofRatings);
        List<ComparisonMethod> methods = config.choices("architectures", ComparisonMethod.names()).stream()
                .map(ComparisonMethod::of)
                .toList();
        if (methods.isEmpty()) {
            return ComparisonMethod.defaults(features, ordered, ranked, rated);
        }
        for (ComparisonMethod method : methods) {
            if (method.readsTexts() && !features) {
                config.problem("No value specified for `featureProperties`, which the architecture `"
                        + method.cypherName() + "` reads. Name the vectors of the items, such as `['embedding']`.");
            }
            if (method.readsTimes() && !ordered) {
                config.problem("The architecture `" + method.cypherName() + "` needs the times of interactions: name"
                        + " `relationshipTimeProperty`, and choose a split other than `random`, which uses no times.");
            }
            if (!(ranked && method.ranks()) && !(rated && method.rates())) {
                config.problem("The architecture `" + method.cypherName() + "` "
                        + (method.rates()
                                ? "only predicts ratings: set `ratingProperty`, and `metrics` to those of ratings or"
                                        + " leave it out."
                                : "predicts no ratings: leave it out, or ask for `metrics` of lists as well."));
            }
        }
        return methods;
    }

    private static ComparisonMethod baseline(Config config, List<ComparisonMethod> methods) {
        List<String> names = new ArrayList<>(List.of("best"));
        methods.forEach(method -> names.add(method.cypherName()));
        String name = config.choice("baseline", "best", names);
        return name.equals("best") ? null : ComparisonMethod.of(name);
    }

    private static List<Long> seeds(Config config) {
        List<Double> seeds = config.numbers("seeds");
        if (seeds != null && seeds.stream().anyMatch(seed -> seed != Math.rint(seed))) {
            config.problem("The value of `seeds` must be a list of Integers but was `" + seeds + "`.");
        }
        return seeds == null
                ? List.of(TrainingOptions.defaults().randomSeed())
                : seeds.stream().map(Double::longValue).toList();
    }
}

package org.graphrec.procedures.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.training.fit.Objective;
import org.graphrec.training.fit.TrainingOptions;
import org.graphrec.training.head.Context;
import org.graphrec.training.head.HeadKind;
import org.graphrec.training.head.HeadOptions;
import org.graphrec.training.model.Architecture;

/**
 * A training call.
 *
 * @param modelName the new model's name
 * @param selection which nodes and relationships of the projection
 * @param targetProperty the classes of items, where a head learns them as well; else null
 * @param keepHistories whether the model serves from the histories of the projection
 * @param likeThreshold a weight of at least this is a like; null: chosen on the holdout
 * @param options how to fit
 * @param configuration the values in force
 */
record TrainConfig(
        String modelName,
        Bipartite.Selection selection,
        String targetProperty,
        boolean keepHistories,
        Double likeThreshold,
        TrainingOptions options,
        Map<String, Object> configuration) {
    private static final int MOST_EDGES = 10_000;
    private static final int MOST_RANK = 4_096;

    static TrainConfig read(Map<String, Object> map) {
        TrainingOptions defaults = TrainingOptions.defaults();
        Config config = new Config(map);
        String modelName = config.requiredString("modelName");
        Objective objective = config.choice(
                                "objective",
                                Objective.RANKING.cypherName(),
                                List.of(Objective.RANKING.cypherName(), Objective.RATING.cypherName()))
                        .equals(Objective.RATING.cypherName())
                ? Objective.RATING
                : Objective.RANKING;
        String architecture = config.choice("architecture", Architecture.AUTO.cypherName(), architectures(objective));
        Bipartite.Selection selection = Bipartite.Selection.read(config);
        double validationFraction = config.number("validationFraction", defaults.validationFraction(), 0.001, 0.5);
        int topK = config.integer("topK", defaults.topK(), 0, MOST_EDGES);
        int rank = config.integer("rank", defaults.rank(), 0, MOST_RANK);
        long seed = config.seed("randomSeed", defaults.randomSeed());
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        double seconds = config.number("timeBudgetSeconds", defaults.timeBudgetSeconds(), 0.001, 1e9);
        boolean keepHistories =
                config.choice("history", "live", List.of("live", "projected")).equals("projected");
        Double likeThreshold = config.object("likeThreshold", "Float") == null
                ? null
                : (Double) config.number("likeThreshold", 0, -Double.MAX_VALUE, Double.MAX_VALUE);
        HeadOptions head = HeadKind.of(architecture)
                .map(kind -> HeadConfig.read(config, kind))
                .orElse(null);
        Set<HeadKind> automaticHeads =
                architecture.equals(Architecture.AUTO.cypherName()) && objective == Objective.RANKING
                        ? HeadConfig.kinds(config)
                        : Set.of();
        String targetProperty =
                head != null && head.context() == Context.MULTI_TASK ? config.requiredString("targetProperty") : null;
        config.check();
        Architecture chosen = Arrays.stream(Architecture.values())
                .filter(value -> value.cypherName().equals(architecture))
                .findFirst()
                .orElseThrow();
        if (chosen == Architecture.CONTENT && selection.features().properties().isEmpty()) {
            throw new IllegalArgumentException(
                    "No value specified for `featureProperties`, which the architecture `content`"
                            + " ranks by. Name the vectors of the items, such as `['embedding']`.");
        }
        return new TrainConfig(
                modelName,
                selection,
                targetProperty,
                keepHistories,
                likeThreshold,
                new TrainingOptions(chosen, validationFraction, topK, rank, seed, concurrency)
                        .withObjective(objective)
                        .withTimeBudgetSeconds(seconds)
                        .withHead(head)
                        .withAutomaticHeads(automaticHeads),
                config.effective());
    }

    /** Whether ratings are to be predicted, and not items ranked. */
    boolean ratings() {
        return options.objective() == Objective.RATING;
    }

    /** What there is for an objective: a rating is always a dot product, to which `auto` adds what the holdout favours. */
    private static List<String> architectures(Objective objective) {
        return Arrays.stream(Architecture.values())
                .filter(architecture -> objective == Objective.RANKING
                        || architecture == Architecture.AUTO
                        || architecture == Architecture.MF)
                .map(Architecture::cypherName)
                .toList();
    }
}

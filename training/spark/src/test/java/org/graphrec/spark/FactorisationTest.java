// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClusterOfProcesses.class)
class FactorisationTest {
    private static final Map<String, Object> SMALL =
            Map.of("factors", 8L, "iterations", 4L, "unobserved", 0.1, "regularization", 0.01);

    @Test
    void factorsOfMllibRankWhatWasHeldOutBetterThanPopularityDoes(JavaSparkContext spark) {
        Holdout holdout = Holdout.of(SmallGraph.interactions(false), 0.2, 1);
        Model model = new Factorisation(spark, new ConsoleProgress(System.out))
                .fit(SmallGraph.spread(spark, holdout.training(), 3), SMALL, new TrainingOptions(0.1, 0, 8, 42, 2))
                .model();
        assertThat(model.architecture()).isEqualTo("mf");
        assertThat(ndcg(model, holdout)).isGreaterThan(1.2 * ndcg(popularity(holdout.training()), holdout));
    }

    @Test
    void parametersThatMfDoesNotHaveAreRefused() {
        assertThatThrownBy(() -> Factorisation.chosen(Map.of("faktors", 8L)))
                .isInstanceOf(JobException.class)
                .hasMessage("The value of `--parameters` must have numbers above 0 for `factors`, `iterations`,"
                        + " `regularization`, `unobserved` with `--architecture mf` but has `faktors`: `8`.");
    }

    private static Model popularity(Interactions interactions) {
        return Popularity.of(interactions);
    }

    private static double ndcg(Model model, Holdout holdout) {
        return RankingEvaluation.evaluate(model::score, holdout.training(), holdout.held(), 20, 2, Monitor.SILENT)
                .ndcg();
    }
}

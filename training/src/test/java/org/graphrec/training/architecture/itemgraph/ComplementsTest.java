// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.RandomInteractions;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;

class ComplementsTest {
    private static final ItemGraphSettings START = ItemGraphSettings.start(100, 64);

    @Test
    void differFromTheBestInWhatDegreesCountAndInTheSpectralTermAlone() {
        ItemGraphSettings best = START.with(new Exponents(0.3, 0.4, 0.25, 0.5, 0.2))
                .withSpectralWeight(0)
                .withText(3, 2)
                .withWeighting(HistoryWeighting.NONE.withDecay(0.5));
        List<ItemGraphSettings> complements = best.complements(START);
        assertThat(complements)
                .hasSize(FitSize.COMPLEMENTS)
                .doesNotHaveDuplicates()
                .allSatisfy(settings -> assertThat(settings.with(best.exponents())
                                .withSpectralWeight(best.spectralWeight())
                                .withRank(best.rank())
                                .withDamping(best.damping()))
                        .isEqualTo(best))
                .allSatisfy(
                        settings -> assertThat(settings.exponents().strength()).isEqualTo(0.5));
    }

    @Test
    void doNotRepeatTheBest() {
        assertThat(START.complements(START)).hasSize(FitSize.COMPLEMENTS - 1).doesNotContain(START);
    }

    @Test
    void countInSumsAlone() {
        Fit fit = Trainer.fit(
                Architectures.of("itemGraph"),
                RandomInteractions.of(300, 120, 4000, 5),
                null,
                new TrainingOptions(0.1, 0, 16, 42, 2),
                Monitor.SILENT);
        assertThat(fit.model().architecture()).isEqualTo("itemGraph");
    }
}

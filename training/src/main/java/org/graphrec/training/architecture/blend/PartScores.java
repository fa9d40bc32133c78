// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.blend;

import java.util.List;
import org.graphrec.training.graph.History;
import org.graphrec.training.model.Model;

/** The scores of several models, one after the other; those whose scores are functions of one model's have that scored once. */
final class PartScores {
    private final List<Model> models;
    private final Model[] bases; // of each model; the same object where models share one
    private final boolean[] shared;

    PartScores(List<Model> models) {
        this.models = List.copyOf(models);
        this.bases = new Model[models.size()];
        this.shared = new boolean[bases.length];
        for (int p = 0; p < bases.length; p++) {
            bases[p] = models.get(p).base();
            for (int other = 0; other < p && !shared[p]; other++) {
                if (bases[other].scoresAs(bases[p])) {
                    bases[p] = bases[other];
                    shared[p] = true;
                    shared[other] = true;
                }
            }
        }
    }

    /** True when several histories at once take less time than one after the other. */
    boolean dense() {
        return models.stream().anyMatch(Model::dense);
    }

    /** The scores for some histories; for one thread. */
    Scoring of(List<History> histories) {
        return new Scoring(histories);
    }

    /** Keeps what the last model that others share gave. */
    final class Scoring {
        private final List<History> histories;
        private float[][] ofBase;
        private Model made;

        private Scoring(List<History> histories) {
            this.histories = histories;
        }

        /** Scores every item by the {@code p}-th model, with an array for each history. */
        void score(int p, float[][] scores) {
            Model model = models.get(p);
            if (!shared[p]) {
                model.scoreAll(histories, scores);
                return;
            }
            if (made != bases[p]) {
                made = bases[p];
                ofBase = ofBase == null ? new float[histories.size()][model.items()] : ofBase;
                made.scoreAll(histories, ofBase);
            }
            for (int i = 0; i < scores.length; i++) {
                System.arraycopy(ofBase[i], 0, scores[i], 0, model.items());
                model.ofBase(scores[i]);
            }
        }
    }
}

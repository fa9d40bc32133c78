// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.blend;

import java.util.List;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;

/** The weighted sum of the scores of some models, for one history or for several at once, with the same bits. */
final class SummedScores {
    private final List<Blend.Part> parts;
    private final PartScores models;

    SummedScores(List<Blend.Part> parts) {
        this.parts = parts;
        this.models = new PartScores(parts.stream().map(Blend.Part::model).toList());
    }

    /** True when several histories at once take less time than one after the other. */
    boolean dense() {
        return models.dense();
    }

    /** Overwrites the first elements of an array for each history. */
    void of(List<History> histories, float[][] scores) {
        if (histories.isEmpty()) {
            return;
        }
        int items = parts.get(0).model().items();
        for (float[] those : scores) {
            Require.atLeast("size of scores", those.length, items);
        }
        float[][] own = new float[scores.length][items];
        PartScores.Scoring scoring = models.of(histories);
        for (int p = 0; p < parts.size(); p++) {
            scoring.score(p, own);
            for (int i = 0; i < scores.length; i++) {
                add((float) parts.get(p).factor(), own[i], p == 0, scores[i]);
            }
        }
    }

    private static void add(float factor, float[] own, boolean first, float[] scores) {
        if (first) {
            for (int item = 0; item < own.length; item++) {
                scores[item] = factor * own[item];
            }
        } else {
            for (int item = 0; item < own.length; item++) {
                scores[item] = Math.fma(factor, own[item], scores[item]);
            }
        }
    }
}

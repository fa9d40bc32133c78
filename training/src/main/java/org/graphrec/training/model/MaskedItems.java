// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.model;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.graphrec.training.graph.History;

/** A model that gives some of its items a score of 0 and has no interactions of them. */
public final class MaskedItems implements Model {
    private final Model model;
    private final int[] masked;
    private final BitSet cold;

    /** The same as {@code model} but for the items in {@code masked}. */
    public MaskedItems(Model model, BitSet masked) {
        this.model = model;
        this.masked = masked.stream().toArray();
        this.cold = (BitSet) masked.clone();
    }

    @Override
    public String architecture() {
        return model.architecture();
    }

    @Override
    public int items() {
        return model.items();
    }

    @Override
    public void score(History history, float[] scores) {
        model.score(history, scores);
        for (int item : masked) {
            scores[item] = 0;
        }
    }

    @Override
    public void scoreAll(List<History> histories, float[][] scores) {
        model.scoreAll(histories, scores);
        for (int i = 0; i < histories.size(); i++) {
            for (int item : masked) {
                scores[i][item] = 0;
            }
        }
    }

    @Override
    public boolean dense() {
        return model.dense();
    }

    @Override
    public Parts parts(History history) {
        Parts parts = model.parts(history);
        return item -> cold.get(item) ? new double[history.evidence()] : parts.of(item);
    }

    @Override
    public boolean cold(int item) {
        return cold.get(item) || model.cold(item);
    }

    @Override
    public Map<String, Object> parameters() {
        return model.parameters();
    }

    @Override
    public boolean personal() {
        return model.personal();
    }
}

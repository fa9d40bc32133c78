// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.neighbourhood;

import java.util.Arrays;
import java.util.Map;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Parts;

/**
 * What users near a user have, and behind all of it, by their texts, the items that none of them has. The score of such an item is the
 * cosine of its text with the sum of those of the history, where that is above 0, times the smallest score above 0 that a walk gives to any item;
 * times 1 where no walk comes anywhere. So texts never come before walks, and there is no weight between the two to choose.
 */
public final class NeighbourhoodWithTexts implements Model {
    private final NeighbourhoodModel walks;
    private final Matrix features;

    /**
     * A model over the items of another.
     *
     * @param features [items, dimension], unit rows, or zero rows of items without a text; not copied
     */
    public NeighbourhoodWithTexts(NeighbourhoodModel walks, Matrix features) {
        Require.size("row of features", features.rows(), walks.items());
        this.walks = walks;
        this.features = features;
    }

    @Override
    public String architecture() {
        return walks.architecture();
    }

    @Override
    public int items() {
        return walks.items();
    }

    @Override
    public void score(History history, float[] scores) {
        walks.score(history, scores);
        float scale = scale(scores);
        float[] taste = taste(history);
        double length = length(taste);
        for (int item = 0; item < items(); item++) {
            if (cold(item)) {
                double cosine = length == 0
                        ? 0
                        : Vectors.dot(features.values(), features.offset(item), taste, 0, taste.length) / length;
                scores[item] = (float) (scale * Math.max(0, cosine));
            }
        }
    }

    /** The sum of the vectors of a history, each as much as it counts. */
    private float[] taste(History history) {
        float[] taste = new float[features.columns()];
        for (int i = 0; i < history.size(); i++) {
            int from = features.offset(history.item(i));
            for (int d = 0; d < taste.length; d++) {
                taste[d] += history.emphasis(i) * features.values()[from + d];
            }
        }
        return taste;
    }

    private static double length(float[] vector) {
        return Math.sqrt(Vectors.dot(vector, 0, vector, 0, vector.length));
    }

    /** The smallest score above 0 of a walk, or 1. */
    private float scale(float[] walked) {
        float least = Float.POSITIVE_INFINITY;
        for (int item = 0; item < items(); item++) {
            least = walked[item] > 0 ? Math.min(least, walked[item]) : least;
        }
        return Float.isFinite(least) ? least : 1;
    }

    @Override
    public Parts parts(History history) {
        float[] walked = new float[items()];
        walks.score(history, walked);
        float scale = scale(walked);
        Parts ofWalks = walks.parts(history);
        double length = length(taste(history));
        return item -> {
            if (!cold(item)) {
                return ofWalks.of(item);
            }
            double[] parts = new double[history.evidence()];
            for (int i = 0; i < history.size() && length > 0; i++) {
                int source = features.offset(history.item(i));
                float product = Vectors.dot(
                        features.values(), source, features.values(), features.offset(item), features.columns());
                parts[i] = scale * history.emphasis(i) * product / length;
            }
            return Arrays.stream(parts).sum() > 0 ? parts : new double[parts.length];
        };
    }

    @Override
    public double[] textContributions(History history, int item, StackedMatrix trained) {
        return cold(item) ? contributions(history, item) : new double[history.size()];
    }

    @Override
    public boolean cold(int item) {
        return walks.cold(item);
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of();
    }
}

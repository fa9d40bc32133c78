package org.graphrec.training.neighbourhood;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import org.graphrec.training.Require;
import org.graphrec.training.architecture.content.Content;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Parts;

/**
 * What users near a user have, and behind all of it, by their texts, the items that none of them has. The score of such an item is the
 * cosine of its text with those of the history, where that is above 0, times the smallest score above 0 that a walk gives to any item;
 * times 1 where no walk comes anywhere. So texts never come before walks, and there is no weight between the two to choose.
 */
public final class NeighbourhoodWithTexts implements Model {
    private final NeighbourhoodModel walks;
    private final Content texts;

    /**
     * A model over the items of another.
     *
     * @param features [items, dimension], unit rows, or zero rows of items without a text; not copied
     */
    public NeighbourhoodWithTexts(NeighbourhoodModel walks, Matrix features) {
        Require.size("row of features", features.rows(), walks.items());
        this.walks = walks;
        BitSet cold = new BitSet();
        for (int item = 0; item < walks.items(); item++) {
            cold.set(item, walks.cold(item));
        }
        this.texts = new Content(features, cold, HistoryWeighting.NONE);
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
        float[] cosines = new float[items()];
        texts.score(history, cosines);
        for (int item = 0; item < cosines.length; item++) {
            if (cold(item)) {
                scores[item] = scale * Math.max(0, cosines[item]);
            }
        }
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
        Parts ofTexts = texts.parts(history);
        return item -> {
            if (!cold(item)) {
                return ofWalks.of(item);
            }
            double[] parts = ofTexts.of(item);
            double factor = Arrays.stream(parts).sum() > 0 ? scale : 0;
            return Arrays.stream(parts).map(part -> factor * part).toArray();
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

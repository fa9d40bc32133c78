// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.content;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.InnerProducts;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.PositiveProducts;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.NewItems;
import org.graphrec.training.model.Parts;

/**
 * Likeness of texts alone: the cosine between an item's vector and the user's, which is the weighted mean of the unit vectors
 * of the history; from -1 to 1. With a power above 1 it is max(0, cosine)^power, which is for sums with other scores: it keeps
 * the order of the nearest texts, and silences the rest. It is 0 for an item without text, and for every item when the history has no text.
 */
public final class Content implements Model {

    /** By how much a cosine below 0 is surely none above. */
    private static final float ROUNDING = 1e-4f;

    private final StackedMatrix features;
    private final BitSet cold;
    private final HistoryWeighting weighting;
    private final double power;

    /** A model that scores by the cosine itself. */
    public Content(Matrix features, BitSet cold, HistoryWeighting weighting) {
        this(features, cold, weighting, 1);
    }

    /**
     * A model over item vectors.
     *
     * @param features [items, dimension], unit rows or zero rows; not copied
     * @param cold the items without interactions at training
     * @param weighting how much each item of a history counts
     * @param power of the cosine, at least 1
     */
    public Content(Matrix features, BitSet cold, HistoryWeighting weighting, double power) {
        this(StackedMatrix.of(features), cold, weighting, power);
    }

    /** The same over a stack that models may share. */
    public Content(StackedMatrix features, BitSet cold, HistoryWeighting weighting, double power) {
        this.features = features;
        this.cold = (BitSet) cold.clone();
        this.weighting = weighting;
        this.power = Require.between("power", power, 1.0, 100.0);
    }

    /** The same with another power of the cosine. */
    public Content withPower(double other) {
        return new Content(features, cold, weighting, other);
    }

    /** New items are scored as all are, by their texts. */
    @Override
    public Content with(NewItems items, int concurrency, Monitor monitor) {
        return new Content(features.over(items.texts()), cold, weighting, power);
    }

    @Override
    public Content withTexts(Matrix current) {
        return new Content(features.withFirst(current), cold, weighting, power);
    }

    @Override
    public String architecture() {
        return ContentArchitecture.NAME;
    }

    @Override
    public int items() {
        return features.rows();
    }

    /** [items, dimension], unit rows or zero rows. */
    public Matrix features() {
        return features.first();
    }

    /** How much each item of a history counts. */
    public HistoryWeighting weighting() {
        return weighting;
    }

    @Override
    public void score(History history, float[] scores) {
        Require.atLeast("size of scores", scores.length, items());
        cosines(history).all(scores);
        ofBase(scores);
    }

    @Override
    public void scoreAll(List<History> histories, float[][] scores) {
        InnerProducts.all(histories.stream().map(this::cosines).toList(), scores);
        for (int i = 0; i < histories.size(); i++) {
            ofBase(scores[i]);
        }
    }

    @Override
    public boolean dense() {
        return true;
    }

    /** The cosine itself. */
    @Override
    public Model base() {
        return power == 1 ? this : withPower(1);
    }

    @Override
    public void ofBase(float[] scores) {
        if (power != 1) {
            Vectors.power(scores, features.rows(), power);
        }
    }

    @Override
    public boolean scoresAs(Model other) {
        return other instanceof Content content
                && content.features.sharesRows(features)
                && content.weighting.equals(weighting)
                && content.power == power;
    }

    /** The cosines, where they are the scores. */
    @Override
    public Optional<InnerProducts> products(History history) {
        return power == 1 ? Optional.of(cosines(history)) : Optional.empty();
    }

    private InnerProducts cosines(History history) {
        float[] user = user(history);
        Vectors.normalise(user, 0, user.length);
        return new InnerProducts(features, null, user);
    }

    /** The power of the cosine. */
    public double power() {
        return power;
    }

    /** A power of the cosine is split in proportion to what each item adds to the cosine. */
    @Override
    public Parts parts(History history) {
        float[] user = user(history);
        double length = Math.sqrt(Vectors.dot(user, 0, user, 0, user.length));
        return new Parts() {
            @Override
            public double[] of(int item) {
                double[] parts = new double[history.size()];
                for (int i = 0; i < parts.length && length > 0; i++) {
                    parts[i] = weighting.weight(history, i) * features.dot(history.item(i), item) / length;
                }
                if (power != 1) {
                    double sum = Math.max(0, Arrays.stream(parts).sum());
                    double factor = Math.pow(sum, power - 1);
                    Arrays.setAll(parts, i -> parts[i] * factor);
                }
                return parts;
            }

            @Override
            public void narrow(BitSet items) {
                if (power == 1) {
                    new PositiveProducts(features, weighted(history)).narrow(items);
                } else {
                    float[] scores = new float[items()];
                    cosines(history).all(scores);
                    items.stream().filter(item -> scores[item] < -ROUNDING).forEach(items::clear);
                }
            }
        };
    }

    @Override
    public double[] textContributions(History history, int item, StackedMatrix trained) {
        return contributions(history, item);
    }

    @Override
    public Optional<Model> transferred(Interactions interactions, Matrix texts, int concurrency, Monitor monitor) {
        Require.size("row of itemFeatures", texts.columns(), features.columns());
        return Optional.of(new Content(texts, interactions.coldItems(), weighting, power));
    }

    /** The history's vectors, each as it counts. */
    private float[][] weighted(History history) {
        float[][] weighted = new float[history.size()][features.columns()];
        for (int i = 0; i < weighted.length; i++) {
            features.addRow(weighting.weight(history, i), history.item(i), weighted[i]);
        }
        return weighted;
    }

    /** The weighted sum of the history's vectors. */
    private float[] user(History history) {
        float[] user = new float[features.columns()];
        for (int i = 0; i < history.size(); i++) {
            features.addRow(weighting.weight(history, i), Require.index("item", history.item(i), items()), user);
        }
        return user;
    }

    @Override
    public boolean cold(int item) {
        return Require.index("item", item, items()) >= features.first().rows() || cold.get(item);
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of("recencyDecay", weighting.decay(), "weighted", weighting.weighted(), "power", power);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.vectors;

import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.gradient.ItemPropagation;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.InnerProducts;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.PositiveProducts;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.EpochReport;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.NewItems;
import org.graphrec.training.model.Parts;
import org.graphrec.training.model.TextProjection;
import org.graphrec.training.model.TrainingReport;
import org.graphrec.training.propagate.CoOccurrence;

/**
 * Trained item vectors. A user is the weighted sum of the vectors of his history, whoever he is; the score of an item is the
 * cosine between the two, from -1 to 1. It is 0 for an item without a vector, and for every item when the history has none.
 *
 * <p>The length of an item's vector says how much the item counts in a history, and has no say in the item's own score.
 */
public final class ItemVectors implements Model {

    private final String architecture;
    private final StackedMatrix vectors;
    private final StackedMatrix scales;
    private final BitSet cold;
    private final HistoryWeighting weighting;
    private final int layers;
    private final Map<String, Object> parameters;
    private final TextProjection projection;
    private final List<EpochReport> epochs;

    /**
     * A model over vectors.
     *
     * @param architecture Cypher name of the architecture that trained them
     * @param vectors [items, dimension] after propagation; not copied
     * @param cold the items without interactions at training
     * @param weighting how much each item of a history counts
     * @param layers of propagation that they were trained with
     * @param parameters what the vectors were trained with, for {@link #parameters}
     * @param projection what makes vectors of texts; null where there is none
     * @param epochs how the training went
     */
    public ItemVectors(
            String architecture,
            Matrix vectors,
            BitSet cold,
            HistoryWeighting weighting,
            int layers,
            Map<String, Object> parameters,
            TextProjection projection,
            List<EpochReport> epochs) {
        this.architecture = architecture;
        this.vectors = StackedMatrix.of(vectors);
        this.cold = (BitSet) cold.clone();
        this.weighting = weighting;
        this.layers = layers;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        this.projection = projection;
        this.epochs = List.copyOf(epochs);
        this.scales = StackedMatrix.of(scales(vectors));
    }

    private ItemVectors(ItemVectors known, Matrix more) {
        this.architecture = known.architecture;
        this.vectors = known.vectors.over(more);
        this.scales = known.scales.over(scales(more));
        this.cold = known.cold;
        this.weighting = known.weighting;
        this.layers = known.layers;
        this.parameters = known.parameters;
        this.projection = known.projection;
        this.epochs = known.epochs;
    }

    /** What makes each row a unit row; 0 for a zero row. */
    private static Matrix scales(Matrix vectors) {
        Matrix scales = new Matrix(vectors.rows(), 1);
        for (int item = 0; item < vectors.rows(); item++) {
            double squares = Vectors.dot(
                    vectors.values(), vectors.offset(item), vectors.values(), vectors.offset(item), vectors.columns());
            scales.values()[item] = squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
        }
        return scales;
    }

    /** The projection makes vectors of the new items' texts, where there is one. */
    @Override
    public Model with(NewItems items, int concurrency, Monitor monitor) {
        return projection == null
                ? Model.super.with(items, concurrency, monitor)
                : new ItemVectors(this, projection.apply(items.texts()));
    }

    @Override
    public String architecture() {
        return architecture;
    }

    @Override
    public int items() {
        return vectors.rows();
    }

    /** The item vectors, [items, dimension]. */
    public Matrix vectors() {
        return vectors.first();
    }

    /** How much each item of a history counts. */
    public HistoryWeighting weighting() {
        return weighting;
    }

    @Override
    public Optional<TextProjection> textProjection() {
        return Optional.ofNullable(projection);
    }

    /** The same with another report of how the training went. */
    public ItemVectors withEpochs(List<EpochReport> reports) {
        return new ItemVectors(architecture, vectors.first(), cold, weighting, layers, parameters, projection, reports);
    }

    /** How the training went; empty where there was none, or the model comes from a file. */
    public List<EpochReport> epochs() {
        return epochs;
    }

    @Override
    public List<TrainingReport> trainingReports() {
        return TrainingReport.of(architecture, epochs);
    }

    /** What was learnt of texts goes along; the other graph's interactions are what the vectors of its items are spread over. */
    @Override
    public Optional<Model> transferred(Interactions interactions, Matrix texts, int concurrency, Monitor monitor) {
        if (projection == null) {
            return Optional.empty();
        }
        Require.size("row of itemFeatures", texts.columns(), projection.inputs());
        CoOccurrence graph = new CoOccurrence(interactions, concurrency, monitor);
        BitSet others = graph.cold();
        ItemPropagation propagation = new ItemPropagation(graph, others, layers);
        return Optional.of(new ItemVectors(
                architecture,
                propagation.apply(projection.apply(texts)),
                others,
                weighting,
                layers,
                parameters,
                projection,
                epochs));
    }

    @Override
    public void score(History history, float[] scores) {
        Require.atLeast("size of scores", scores.length, items());
        cosines(history).all(scores);
    }

    @Override
    public void scoreAll(List<History> histories, float[][] scores) {
        InnerProducts.all(histories.stream().map(this::cosines).toList(), scores);
    }

    @Override
    public boolean dense() {
        return true;
    }

    @Override
    public Optional<InnerProducts> products(History history) {
        return Optional.of(cosines(history));
    }

    private InnerProducts cosines(History history) {
        float[] user = user(history);
        Vectors.normalise(user, 0, user.length);
        return new InnerProducts(vectors, scales, user);
    }

    @Override
    public Parts parts(History history) {
        float[] user = user(history);
        double length = Math.sqrt(Vectors.dot(user, 0, user, 0, user.length));
        return new Parts() {
            @Override
            public double[] of(int item) {
                double[] parts = new double[history.size()];
                for (int i = 0; i < parts.length && length > 0; i++) {
                    float product = vectors.dot(history.item(i), item);
                    parts[i] = weighting.weight(history, i) * product * scales.value(item) / length;
                }
                return parts;
            }

            @Override
            public void narrow(BitSet items) {
                new PositiveProducts(vectors, weighted(history)).narrow(items);
            }
        };
    }

    /** The history's vectors, each as it counts. */
    private float[][] weighted(History history) {
        float[][] weighted = new float[history.size()][vectors.columns()];
        for (int i = 0; i < weighted.length; i++) {
            vectors.addRow(weighting.weight(history, i), history.item(i), weighted[i]);
        }
        return weighted;
    }

    /** The weighted sum of the history's vectors. */
    private float[] user(History history) {
        float[] user = new float[vectors.columns()];
        for (int i = 0; i < history.size(); i++) {
            vectors.addRow(weighting.weight(history, i), Require.index("item", history.item(i), items()), user);
        }
        return user;
    }

    @Override
    public boolean cold(int item) {
        return Require.index("item", item, items()) >= vectors.first().rows() || cold.get(item);
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }
}

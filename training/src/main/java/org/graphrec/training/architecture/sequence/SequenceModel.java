// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.InnerProducts;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.EpochReport;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Parts;
import org.graphrec.training.model.TrainingReport;

/**
 * A trained head: the score of an item is the inner product of its vector with what the head makes of the history, any number.
 * Of an empty history it makes 0, so that every score is 0.
 *
 * <p>It runs in plain Java, whatever trained it.
 */
public final class SequenceModel implements Model {

    /** Orders in which a history is put together for {@link #contributions}; each is followed by its reverse. */
    private static final int ORDERS = 2;

    private final SequenceKind kind;
    private final SequenceTensors tensors;
    private final SequenceOptions options;
    private final HistoryEncoder encoder;
    private final StackedMatrix items;
    private final BitSet cold;
    private final Map<String, Object> parameters;
    private final List<EpochReport> epochs;

    /**
     * A model over a head's arrays, which are not copied.
     *
     * @param cold the items without interactions at training
     * @param parameters what it was trained with, for {@link #parameters}
     * @param epochs how the training went
     * @throws IllegalArgumentException when the arrays do not make such a head
     */
    public SequenceModel(
            SequenceKind kind,
            SequenceTensors tensors,
            SequenceOptions options,
            BitSet cold,
            Map<String, Object> parameters,
            List<EpochReport> epochs) {
        this.kind = kind;
        this.tensors = tensors;
        this.options = options;
        this.encoder = HistoryEncoder.of(kind, tensors, options);
        this.items = StackedMatrix.of(tensors.get("items", tensors.items().rows(), options.embeddingDimension()));
        this.cold = (BitSet) cold.clone();
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        this.epochs = List.copyOf(epochs);
    }

    @Override
    public String architecture() {
        return kind.cypherName();
    }

    /** Which head. */
    public SequenceKind kind() {
        return kind;
    }

    /** Its arrays. */
    public SequenceTensors tensors() {
        return tensors;
    }

    /** What it was built with. */
    public SequenceOptions options() {
        return options;
    }

    @Override
    public int items() {
        return items.rows();
    }

    /** How the training went; empty where the model comes from a file. */
    public List<EpochReport> epochs() {
        return epochs;
    }

    @Override
    public List<TrainingReport> trainingReports() {
        return TrainingReport.of(architecture(), epochs);
    }

    /** The same model with another report of its training. */
    public SequenceModel withEpochs(List<EpochReport> reports) {
        return new SequenceModel(kind, tensors, options, cold, parameters, reports);
    }

    /** What the head makes of a history, [dimension]. */
    public float[] user(History history) {
        for (int i = 0; i < history.size(); i++) {
            Require.index("item", history.item(i), items());
        }
        return history.size() == 0 ? new float[items.columns()] : encoder.encode(history);
    }

    @Override
    public void score(History history, float[] scores) {
        new InnerProducts(items, null, user(history)).all(scores);
    }

    @Override
    public void scoreAll(List<History> histories, float[][] scores) {
        InnerProducts.all(
                histories.stream()
                        .map(history -> new InnerProducts(items, null, user(history)))
                        .toList(),
                scores);
    }

    @Override
    public boolean dense() {
        return true;
    }

    @Override
    public Optional<InnerProducts> products(History history) {
        return Optional.of(new InnerProducts(items, null, user(history)));
    }

    /**
     * Shapley values by sampling (Castro, Gomez and Tejada 2009): the history is put together item by item in {@value #ORDERS}
     * random orders and their reverses, and an item's part is the mean of what the score rose by when it joined. A history that is
     * put together in part is read in its own order. Whatever the orders, the parts sum to the score, and the same history
     * gives the same parts.
     */
    @Override
    public Parts parts(History history) {
        int size = history.size();
        float[][] joined = new float[size][items.columns()];
        SplittableRandom random = new SplittableRandom(size);
        for (int order = 0; order < ORDERS; order++) {
            int[] joining = shuffled(size, random);
            join(history, joining, joined);
            for (int i = 0; i < size / 2; i++) {
                int other = joining[i];
                joining[i] = joining[size - 1 - i];
                joining[size - 1 - i] = other;
            }
            join(history, joining, joined);
        }
        return item -> {
            Require.index("item", item, items());
            double[] parts = new double[size];
            for (int i = 0; i < size; i++) {
                parts[i] = items.dot(item, joined[i]) / (2.0 * ORDERS);
            }
            return parts;
        };
    }

    /** Adds to each item's row what the user's vector changed by when it joined. */
    private void join(History history, int[] joining, float[][] joined) {
        boolean[] present = new boolean[history.size()];
        float[] before = new float[items.columns()];
        for (int i : joining) {
            present[i] = true;
            float[] after = user(part(history, present));
            for (int d = 0; d < before.length; d++) {
                joined[i][d] += after[d] - before[d];
            }
            before = after;
        }
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private static History part(History history, boolean[] present) {
        int[] kept = new int[history.size()];
        float[] emphases = new float[history.size()];
        int size = 0;
        for (int i = 0; i < present.length; i++) {
            if (present[i]) {
                kept[size] = history.item(i);
                emphases[size++] = history.emphasis(i);
            }
        }
        return new History(Arrays.copyOf(kept, size), null, Arrays.copyOf(emphases, size));
    }

    @Override
    public boolean cold(int item) {
        return cold.get(Require.index("item", item, items()));
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }
}

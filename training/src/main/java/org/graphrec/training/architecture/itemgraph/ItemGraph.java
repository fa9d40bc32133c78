// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.MaskedItems;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.NewItems;
import org.graphrec.training.model.Parts;

/**
 * A sparse graph of similarities between items. A user's score for item i is the sum over the history of w_j S_ji.
 *
 * <p>The score is linear in the history: the contribution of history item j is exactly w_j S_ji, and contributions sum to
 * the score. Its scale: the strongest edge of the graph has weight 1, so one history item of weight 1 contributes at most 1.
 * A score is 0 where no edge leads from the history to the item. Edges are below 0 in EASE alone.
 */
public final class ItemGraph implements Model {

    private final String architecture;
    private final Csr similarities;
    private final BitSet cold;
    private final HistoryWeighting weighting;
    private final Map<String, Object> parameters;
    private final TextTerm text;

    /**
     * A model over a graph.
     *
     * @param architecture Cypher name of the architecture that made the edges
     * @param similarities [items, items]; row j holds the edges from history item j to the items it speaks for
     * @param cold the items without interactions at training
     * @param weighting how much each item of a history counts
     * @param parameters what the graph was built with, for {@link #parameters}
     * @param text the part of the edges that texts made
     */
    public ItemGraph(
            String architecture,
            Csr similarities,
            BitSet cold,
            HistoryWeighting weighting,
            Map<String, Object> parameters,
            TextTerm text) {
        this.architecture = architecture;
        Require.size("similarities", similarities.columns(), similarities.rows());
        this.similarities = similarities;
        this.cold = (BitSet) cold.clone();
        this.weighting = weighting;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        this.text = text;
    }

    /** A graph of the architecture {@code itemGraph}. */
    public ItemGraph(
            Csr similarities, BitSet cold, HistoryWeighting weighting, Map<String, Object> parameters, TextTerm text) {
        this(ItemGraphArchitecture.NAME, similarities, cold, weighting, parameters, text);
    }

    /** A graph whose edges owe nothing to texts. */
    public ItemGraph(Csr similarities, BitSet cold, HistoryWeighting weighting, Map<String, Object> parameters) {
        this(similarities, cold, weighting, parameters, TextTerm.NONE);
    }

    /** The same edges with another weighting of histories. */
    public ItemGraph with(HistoryWeighting other, Map<String, Object> others) {
        return new ItemGraph(architecture, similarities, cold, other, others, text);
    }

    @Override
    public String architecture() {
        return architecture;
    }

    @Override
    public int items() {
        return similarities.rows();
    }

    /** The graph: row j holds the edges from history item j to the items it speaks for. */
    public Csr similarities() {
        return similarities;
    }

    /** How much each item of a history counts. */
    public HistoryWeighting weighting() {
        return weighting;
    }

    /** The weight of the edge from history item {@code from} to {@code to}; 0 where there is none. */
    public float edge(int from, int to) {
        int edge = Arrays.binarySearch(
                similarities.targets(),
                similarities.offsets()[from],
                similarities.offsets()[from + 1],
                to);
        return edge < 0 ? 0 : similarities.weight(edge);
    }

    /** The weight of the stronger of the two edges between items. */
    @Override
    public float similarity(int one, int other) {
        return Math.max(edge(one, other), edge(other, one));
    }

    @Override
    public double[] textContributions(History history, int item, StackedMatrix trained) {
        double[] texts = new double[history.size()];
        for (int i = 0; i < texts.length && trained != null; i++) {
            texts[i] = textContribution(history, i, item, trained);
        }
        return texts;
    }

    double textContribution(History history, int i, int item, StackedMatrix trained) {
        int from = history.item(i);
        return weighting.weight(history, i) * textPart(from, item, trained.dot(from, item));
    }

    /**
     * The part of an edge that comes from the likeness of texts; the rest of it comes from the graph.
     *
     * @param cosine of the two items' texts
     */
    public float textPart(int from, int to, float cosine) {
        return (float) Math.min(text.part(cosine, cold.get(from) || cold.get(to)), edge(from, to));
    }

    @Override
    public Model with(NewItems more, int concurrency, Monitor monitor) {
        return text.coldWeight() > 0
                ? new ItemGraphWithTexts(this, more)
                : Model.super.with(more, concurrency, monitor);
    }

    /** The part of the edges that texts made. */
    public TextTerm textTerm() {
        return text;
    }

    @Override
    public void score(History history, float[] scores) {
        Require.atLeast("size of scores", scores.length, items());
        Arrays.fill(scores, 0, items(), 0);
        for (int i = 0; i < history.size(); i++) {
            addEdges(Require.index("item", history.item(i), items()), weighting.weight(history, i), scores);
        }
    }

    /** Adds the edges from one item, times {@code weight}, to the scores of the items they lead to. */
    void addEdges(int item, float weight, float[] scores) {
        int[] targets = similarities.targets();
        int end = similarities.offsets()[item + 1];
        for (int edge = similarities.offsets()[item]; edge < end; edge++) {
            scores[targets[edge]] += weight * similarities.weight(edge);
        }
    }

    @Override
    public Parts parts(History history) {
        return new Parts() {
            @Override
            public double[] of(int item) {
                double[] parts = new double[history.size()];
                for (int i = 0; i < parts.length; i++) {
                    parts[i] = weighting.weight(history, i) * edge(history.item(i), item);
                }
                return parts;
            }

            @Override
            public void narrow(BitSet items) {
                BitSet reached = new BitSet(items());
                for (int i = 0; i < history.size(); i++) {
                    reach(history.item(i), weighting.weight(history, i), reached);
                }
                items.and(reached);
            }
        };
    }

    /** Marks the items for whose scores an item, times {@code weight}, has a part above 0. */
    void reach(int item, float weight, BitSet reached) {
        int end = similarities.offsets()[item + 1];
        for (int edge = similarities.offsets()[item]; edge < end; edge++) {
            if (weight * similarities.weight(edge) > 0) {
                reached.set(similarities.targets()[edge]);
            }
        }
    }

    @Override
    public Optional<Model> withoutInteractionsOf(BitSet items) {
        return Optional.of(new MaskedItems(this, items));
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

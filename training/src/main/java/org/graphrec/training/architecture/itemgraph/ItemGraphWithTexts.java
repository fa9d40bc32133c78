// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.NewItem;
import org.graphrec.training.model.NewItems;
import org.graphrec.training.model.Parts;

/**
 * An item graph with new items, which texts alone tie to the others, as they do items without interactions at training: from each
 * item of a history to each new one leads an edge by the cosine of their texts, and from a new one edges lead to the known ones
 * with the nearest texts. A score is a sum over the history, as in the graph.
 */
public final class ItemGraphWithTexts implements Model {
    private final ItemGraph graph;
    private final NewItems more;

    ItemGraphWithTexts(ItemGraph graph, NewItems more) {
        Require.size("known items", more.known(), graph.items());
        this.graph = graph;
        this.more = more;
    }

    /** The graph of the known items. */
    public ItemGraph graph() {
        return graph;
    }

    @Override
    public String architecture() {
        return graph.architecture();
    }

    @Override
    public int items() {
        return graph.items() + more.size();
    }

    @Override
    public void score(History history, float[] scores) {
        Require.atLeast("size of scores", scores.length, items());
        Arrays.fill(scores, 0, items(), 0);
        for (int i = 0; i < history.size(); i++) {
            int from = Require.index("item", history.item(i), items());
            float weight = graph.weighting().weight(history, i);
            if (from < graph.items()) {
                graph.addEdges(from, weight, scores);
            } else {
                NewItem.Nearest nearest = more.nearest(from - graph.items());
                for (int n = 0; n < nearest.items().length; n++) {
                    scores[nearest.items()[n]] += weight * text(nearest.cosines()[n]);
                }
            }
            for (int to = graph.items(); to < items(); to++) {
                scores[to] += weight * intoNew(from, to);
            }
        }
    }

    @Override
    public Parts parts(History history) {
        return new Parts() {
            @Override
            public double[] of(int item) {
                Require.index("item", item, items());
                double[] parts = new double[history.size()];
                for (int i = 0; i < parts.length; i++) {
                    parts[i] = graph.weighting().weight(history, i) * edge(history.item(i), item);
                }
                return parts;
            }

            @Override
            public void narrow(BitSet items) {
                BitSet reached = new BitSet(items());
                reached.set(graph.items(), items());
                for (int i = 0; i < history.size(); i++) {
                    int from = history.item(i);
                    if (from < graph.items()) {
                        graph.reach(from, graph.weighting().weight(history, i), reached);
                    } else {
                        IntStream.of(more.nearest(from - graph.items()).items()).forEach(reached::set);
                    }
                }
                items.and(reached);
            }
        };
    }

    /** The weight of the edge between two items, of which at least one is new, or that of the graph. */
    float edge(int from, int to) {
        if (to >= graph.items()) {
            return intoNew(from, to);
        }
        if (from < graph.items()) {
            return graph.edge(from, to);
        }
        NewItem.Nearest nearest = more.nearest(from - graph.items());
        for (int n = 0; n < nearest.items().length; n++) {
            if (nearest.items()[n] == to) {
                return text(nearest.cosines()[n]);
            }
        }
        return 0;
    }

    @Override
    public double[] textContributions(History history, int item, StackedMatrix trained) {
        double[] texts = new double[history.size()];
        for (int i = 0; i < texts.length && trained != null; i++) {
            int from = history.item(i);
            boolean known = Math.max(from, item) < graph.items();
            texts[i] = known
                    ? graph.textContribution(history, i, item, trained)
                    : graph.weighting().weight(history, i) * edge(from, item);
        }
        return texts;
    }

    private float intoNew(int from, int to) {
        return from == to ? 0 : text(more.features().dot(from, to));
    }

    private float text(float cosine) {
        return (float) graph.textTerm().part(cosine, true);
    }

    @Override
    public boolean cold(int item) {
        return item >= graph.items() || graph.cold(item);
    }

    @Override
    public Map<String, Object> parameters() {
        return graph.parameters();
    }
}

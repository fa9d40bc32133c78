// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.NewItem;
import org.graphrec.training.model.NewItems;
import org.junit.jupiter.api.Test;

class ColdScoresTest {

    private static final int ITEMS = 60;

    private static final int DIMENSION = 5;

    private static final int COLD_FROM = 50;

    private static final ColdScores.Weights WEIGHTS = new ColdScores.Weights(0.7, 0.5, 2);

    private static final History HISTORY = new History(new int[] {1, 4, 7, 20}, null);

    private final Matrix features = features();
    private final ItemGraph graph = graph();
    private final ColdScores cold = ColdScores.fit(features, coldItems(), WEIGHTS, 2, Monitor.SILENT);
    private final Blend blend = new Blend(List.of(new Blend.Part(graph, 3, 2)), cold);

    @Test
    void scoresColdItemsByTheRidgeRegressionOfTheOthers() {
        float[] own = scores(new Blend(List.of(new Blend.Part(graph, 3, 2))));
        float[] scores = scores(blend);
        double[] solution = gradientDescent(own);
        for (int item = 0; item < ITEMS; item++) {
            double expected = own[item];
            if (item >= COLD_FROM && item != ITEMS - 1) {
                expected = 0.5 * own[item] + 2 * predicted(solution, item);
            }
            assertThat(scores[item]).as("item %d", item).isCloseTo((float) expected, within(1e-4f));
        }
    }

    @Test
    void leavesItemsWithoutTextToTheModel() {
        assertThat(blend.byText(ITEMS - 1)).isFalse();
        assertThat(blend.byText(ITEMS - 2)).isTrue();
        assertThat(blend.byText(0)).isFalse();
    }

    @Test
    void addsUpFromTheHistory() {
        float[] scores = scores(blend);
        for (int item = 0; item < ITEMS; item++) {
            assertThat(Arrays.stream(blend.contributions(HISTORY, item)).sum()).isCloseTo(scores[item], within(1e-4));
        }
    }

    @Test
    void scoresANewItemAsAColdOneOfTheSameText() {
        float[] text = Arrays.copyOfRange(features.values(), features.offset(55), features.offset(56));
        NewItems more = new NewItems(features, coldItems(), List.of(new NewItem(text)));
        Model with = blend.with(more, 1, Monitor.SILENT);
        float[] scores = scores(with);
        assertThat(with.cold(ITEMS)).isTrue();
        float own = scores(graph.with(more, 1, Monitor.SILENT))[ITEMS];
        assertThat(scores[ITEMS] - 0.5f * 1.5f * own)
                .isCloseTo(scores[55] - 0.5f * 1.5f * scores(graph)[55], within(1e-4f));
        assertThat(Arrays.copyOf(scores, ITEMS)).isEqualTo(scores(blend));
        assertThat(Arrays.stream(with.contributions(HISTORY, ITEMS)).sum()).isCloseTo(scores[ITEMS], within(1e-4));
    }

    /** The minimiser of sum (s_n - f_n' y)^2 + ridge |y|^2 over the warm items, by many small steps. */
    private double[] gradientDescent(float[] own) {
        double[] y = new double[DIMENSION + 1];
        for (int step = 0; step < 200_000; step++) {
            double[] gradient = new double[y.length];
            for (int d = 0; d < y.length; d++) {
                gradient[d] = WEIGHTS.ridge() * y[d];
            }
            for (int item = 0; item < COLD_FROM; item++) {
                double error = predicted(y, item) - own[item];
                for (int d = 0; d < y.length; d++) {
                    gradient[d] += error * (d == DIMENSION ? 1 : features.values()[features.offset(item) + d]);
                }
            }
            for (int d = 0; d < y.length; d++) {
                y[d] -= 0.005 * gradient[d];
            }
        }
        return y;
    }

    private double predicted(double[] y, int item) {
        double sum = y[DIMENSION];
        for (int d = 0; d < DIMENSION; d++) {
            sum += y[d] * features.values()[features.offset(item) + d];
        }
        return sum;
    }

    private static float[] scores(Model model) {
        float[] scores = new float[model.items()];
        model.score(HISTORY, scores);
        return scores;
    }

    /** The last item has no text. */
    private static Matrix features() {
        SplittableRandom random = new SplittableRandom(3);
        Matrix features = new Matrix(ITEMS, DIMENSION);
        for (int i = 0; i < (ITEMS - 1) * DIMENSION; i++) {
            features.values()[i] = (float) random.nextGaussian();
        }
        return Vectors.unitRows(features);
    }

    /** Items from COLD_FROM on are cold; two of them have an edge from their texts. */
    private static ItemGraph graph() {
        SplittableRandom random = new SplittableRandom(5);
        int[] sources = new int[400];
        int[] targets = new int[400];
        float[] weights = new float[400];
        for (int edge = 0; edge < 400; edge++) {
            sources[edge] = random.nextInt(COLD_FROM);
            targets[edge] = random.nextInt(edge < 2 ? ITEMS : COLD_FROM);
            weights[edge] = random.nextFloat();
        }
        sources[0] = 4;
        targets[0] = 55;
        return new ItemGraph(
                Csr.fromEdges(ITEMS, ITEMS, sources, targets, weights), coldItems(), HistoryWeighting.NONE, Map.of());
    }

    private static BitSet coldItems() {
        BitSet cold = new BitSet();
        cold.set(COLD_FROM, ITEMS);
        return cold;
    }
}

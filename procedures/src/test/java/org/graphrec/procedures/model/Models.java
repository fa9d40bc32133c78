// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.live.LiveFeatures.Block;
import org.graphrec.procedures.live.ModelNodes;
import org.graphrec.procedures.live.NodeIdentity;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.live.NodeKey;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.FeatureSelection;
import org.graphrec.procedures.projection.ItemFeatures;
import org.graphrec.procedures.reading.Readings;
import org.graphrec.training.architecture.content.Content;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.classify.ClassificationMetrics;
import org.graphrec.training.classify.ClassifierFit;
import org.graphrec.training.classify.ClassifierTrial;
import org.graphrec.training.classify.SgcClassifier;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.rating.Draw;
import org.graphrec.training.rating.RatingFit;
import org.graphrec.training.rating.RatingModel;
import org.graphrec.training.rating.RatingScale;
import org.graphrec.training.rating.RatingTrial;
import org.graphrec.training.rating.UnratedItem;
import org.graphrec.training.tune.Trial;

/** Trained models for tests, made without training. */
final class Models {
    static final int ITEMS = 5;

    private Models() {}

    /** An item graph without features. */
    static TrainedModel itemGraph(String name, long seed) {
        Random random = new Random(seed);
        int[] sources = {0, 0, 1, 2, 3};
        int[] targets = {1, 2, 0, 4, 0};
        float[] weights = new float[sources.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat();
        }
        Csr graph = Csr.fromEdges(ITEMS, ITEMS, sources, targets, weights);
        BitSet cold = new BitSet();
        cold.set(4);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("edges", 5L);
        parameters.put("decay", 0.25);
        return of(
                name,
                new ItemGraph(graph, cold, new HistoryWeighting(0.25, true), parameters),
                ItemFeatures.NONE,
                null);
    }

    /** A content model over two properties. */
    static TrainedModel content(String name) {
        Random random = new Random(9);
        Matrix matrix = new Matrix(ITEMS, 3);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        Matrix unit = Vectors.unitRows(matrix);
        ItemFeatures features = new ItemFeatures(
                new LiveFeatures(List.of(new Block("title", 2, 1, "mini:abc"), new Block("image", 1, 4, ""))), unit);
        return of(name, new Content(unit, new BitSet(), HistoryWeighting.NONE), features, "Film");
    }

    /** A content model whose items are known by a key, and its users by their interactions. */
    static TrainedModel identified(String name) {
        TrainedModel plain = content(name);
        Csr byItem = Csr.fromEdges(ITEMS, 3, new int[] {0, 0, 1, 4}, new int[] {0, 2, 1, 2}, null);
        NodeIdentity items = new NodeIdentity(
                new NodeKey(List.of("isbn", "edition"), "00ff10"), new long[] {7, -8, 0, Long.MAX_VALUE, 1}, byItem);
        ModelNodes graph = plain.graph();
        return new TrainedModel(
                name,
                new ModelNodes(
                        new NodeIndex(ids(graph.users()), new NodeIdentity(null, null, byItem.transpose())),
                        new NodeIndex(ids(graph.items()), items),
                        graph.sourceLabel(),
                        graph.targetLabel(),
                        graph.relationshipTypes()),
                plain.features(),
                plain.live(),
                plain.fit(),
                plain.fallback(),
                plain.call());
    }

    private static long[] ids(NodeIndex index) {
        return IntStream.range(0, index.size()).mapToLong(index::id).toArray();
    }

    /** Two draws of a model of ratings; with text its new items follow theirs. */
    static RatingPredictor ratings(String name, boolean text) {
        Random random = new Random(text ? 3 : 4);
        List<Draw> draws = List.of(draw(random, text), draw(random, text));
        Map<String, Object> parameters = Map.of("factors", 2L, "implicit", text, "text", text, "sweeps", 30L);
        return new RatingPredictor(
                name,
                new ModelNodes(
                        new NodeIndex(new long[] {3, 8, Long.MAX_VALUE}),
                        new NodeIndex(new long[] {1, 2, 9, 10, 4_000_000_000L}),
                        "User",
                        "Film",
                        List.of("RATED")),
                Readings.plain("User", "Film", "RATED", "stars", null),
                new LiveFeatures(text ? List.of(new LiveFeatures.Block("title", 3, 1, "mini:abc")) : List.of()),
                new RatingFit(
                        new RatingModel(ITEMS, draws, new RatingScale(3.5, 1.1, 1, 5), parameters),
                        List.of(new RatingTrial(parameters, 0.9, Double.NaN, 1.5)),
                        Map.of("rmse", 0.9, "mae", 0.7)),
                new TrainingCall(
                        new Bipartite.Selection(
                                null, null, List.of("RATED"), null, null, new FeatureSelection(List.of(), List.of())),
                        Map.of("modelName", name, "objective", "rating"),
                        ZonedDateTime.of(2026, 11, 25, 10, 0, 0, 0, ZoneOffset.UTC),
                        12,
                        TrainingCall.Origin.UNKNOWN));
    }

    /** A classifier into three classes, measured on a test part or not. */
    static NodeClassifier classifier(String name, boolean tested) {
        Random random = new Random(5);
        Matrix weights = new Matrix(3, 2, new float[] {1, random.nextFloat(), -1, random.nextFloat(), 0, 2});
        Map<String, Object> parameters = Map.of("layers", 2L, "penalty", 1e-3);
        ClassificationMetrics none = new ClassificationMetrics(new long[0][], Double.NaN);
        ClassificationMetrics some = new ClassificationMetrics(new long[][] {{3, 1, 0}, {0, 2, 0}, {1, 0, 7}}, 1 / 3.0);
        return new NodeClassifier(
                name,
                new LiveFeatures(List.of(new LiveFeatures.Block("title", 2, 0.5, "mini:abc"))),
                List.of("CITES"),
                tested ? "weight" : null,
                tested ? List.of("AI", "Databases", "Systems") : List.of(-1L, 0L, 7L),
                new ClassifierFit(
                        new SgcClassifier(2, true, weights, new float[] {0, 0.5f, 1 / 3f}, parameters),
                        List.of(new ClassifierTrial(parameters, 0.9, 0.25, 1.5)),
                        some,
                        tested ? some : none),
                Map.of("modelName", name, "targetProperty", "topic"),
                ZonedDateTime.of(2026, 11, 25, 10, 0, 0, 0, ZoneOffset.UTC),
                14,
                tested
                        ? new NodeClassifier.Origin(
                                "papers", Map.of("users", "Paper"), new NodeIndex(new long[] {3, 5, 8}))
                        : NodeClassifier.Origin.UNKNOWN);
    }

    private static Draw draw(Random random, boolean text) {
        double[] precision = {5, 7, 1 / 3.0};
        return new Draw(
                factors(random, ITEMS, 3),
                factors(random, 1, ITEMS)[0],
                text ? factors(random, ITEMS, 3) : null,
                new double[] {0.1, -0.2, random.nextDouble()},
                precision,
                1.7,
                new UnratedItem(
                        factors(random, 1, 3)[0],
                        text ? factors(random, 3, 3) : null,
                        text ? new float[] {0.1f, 0.2f, 0.3f} : null,
                        precision));
    }

    private static float[][] factors(Random random, int rows, int columns) {
        float[][] factors = new float[rows][columns];
        for (float[] row : factors) {
            for (int c = 0; c < columns; c++) {
                row[c] = c == 0 && rows == ITEMS ? 1 : (float) random.nextGaussian();
            }
        }
        return factors;
    }

    private static TrainedModel of(String name, Model model, ItemFeatures features, String label) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("modelName", name);
        configuration.put("randomSeed", 42L);
        configuration.put("featureProperties", features.selection().properties());
        configuration.put("relationshipTimeProperty", "timestamp");
        List<Trial> trials = new ArrayList<>();
        trials.add(new Trial("itemGraph", Map.of("decay", 0.5), 0.123456789, 0.25, 1.5));
        trials.add(new Trial("popularity", Map.of(), Double.NaN, 0, 0.1));
        return new TrainedModel(
                name,
                new ModelNodes(
                        new NodeIndex(new long[] {3, 8, Long.MAX_VALUE}),
                        new NodeIndex(new long[] {1, 2, 9, 10, 4_000_000_000L}),
                        null,
                        label,
                        label == null ? List.of() : List.of("RATED", "WATCHED \u00e9`")),
                features,
                Readings.plain("User", "Film", "RATED", null, "timestamp"),
                new Fit(model, trials, Map.of("ndcg@20", 0.5, "recall@20", 1 / 3.0), 0.3, 12_345),
                new Popularity(new int[] {4, 3, 2, 1, 0}),
                new TrainingCall(
                        new Bipartite.Selection(
                                null,
                                null,
                                label == null ? List.of() : List.of("RATED", "WATCHED \u00e9`"),
                                null,
                                "timestamp",
                                features.selection()),
                        configuration,
                        ZonedDateTime.of(2026, 11, 25, 10, 0, 0, 123_456_789, ZoneOffset.UTC),
                        77,
                        TrainingCall.Origin.UNKNOWN));
    }
}

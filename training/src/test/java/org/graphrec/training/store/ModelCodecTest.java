// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.graphrec.base.Json;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.blend.Blend;
import org.graphrec.training.architecture.blend.ColdScores;
import org.graphrec.training.architecture.content.Content;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.architecture.itemgraph.TextTerm;
import org.graphrec.training.architecture.vectors.ItemVectors;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Model;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.registry.ModelCodec;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelCodecTest {
    private static final int USERS = 60;
    private static final int ITEMS = 40;
    private static final int DIMENSION = 6;

    /** Every architecture there is, as training makes it: a new one without a kind fails here. Heads need a jar to train them. */
    @ParameterizedTest
    @MethodSource("org.graphrec.training.registry.Fittable#here")
    void givesEveryScoreOfATrainedModelAgain(Architecture architecture) {
        Matrix features = features(1);
        Model model = trained(architecture, features);
        Model again = throughAFile(model, features);
        assertThat(again.getClass()).isEqualTo(model.getClass());
        assertThat(again.architecture()).isEqualTo(model.architecture());
        assertThat(again.parameters()).isEqualTo(model.parameters());
        if (model instanceof ItemVectors vectors && vectors.textProjection().isPresent()) {
            assertThat(((ItemVectors) again)
                            .textProjection()
                            .orElseThrow()
                            .apply(features)
                            .values())
                    .isEqualTo(vectors.textProjection()
                            .orElseThrow()
                            .apply(features)
                            .values());
        }
        assertThat(scores(again)).isEqualTo(scores(model));
        for (int item = 0; item < ITEMS; item++) {
            assertThat(again.cold(item)).isEqualTo(model.cold(item));
        }
    }

    @Test
    void keepsHowColdItemsAreScored() {
        Matrix features = features(1);
        BitSet cold = new BitSet();
        cold.set(3);
        cold.set(9);
        Csr graph = Csr.fromEdges(ITEMS, ITEMS, new int[] {0, 1, 1}, new int[] {1, 5, 3}, new float[] {1, 0.5f, 0.25f});
        Blend blend = new Blend(
                List.of(new Blend.Part(new ItemGraph(graph, cold, HistoryWeighting.NONE, Map.of()), 2, 3)),
                ColdScores.fit(features, cold, new ColdScores.Weights(0.1, 1, 3), 1, Monitor.SILENT));
        for (Matrix beside : Arrays.asList(features, null)) {
            Model again = throughAFile(blend, beside);
            assertThat(again.parameters()).isEqualTo(blend.parameters());
            assertThat(scores(again)).isEqualTo(scores(blend));
        }
    }

    @Test
    void keepsWeightsAndRecency() {
        BitSet cold = new BitSet();
        cold.set(2);
        int[] offsets = {0, 2, 2, 3};
        int[] targets = {1, 2, 0};
        float[] weights = {0.1f, Float.MIN_VALUE, 1};
        for (float[] given : Arrays.asList(weights, null)) {
            ItemGraph graph = new ItemGraph(
                    new Csr(3, 3, offsets, targets, given),
                    cold,
                    new HistoryWeighting(1 / 3.0, true),
                    Map.of("text", List.of(1L, 2.5, true, "x")),
                    new TextTerm(0.1, 1 / 3.0, 2, 1.5));
            ItemGraph again = (ItemGraph) throughAFile(graph, null);
            assertThat(again.weighting()).isEqualTo(graph.weighting());
            assertThat(again.similarities().weighted()).isEqualTo(given != null);
            assertThat(again.parameters()).isEqualTo(graph.parameters());
            History history = new History(new int[] {0, 2}, new float[] {0.3f, 7});
            float[] expected = new float[3];
            float[] actual = new float[3];
            graph.score(history, expected);
            again.score(history, actual);
            assertThat(actual).isEqualTo(expected);
            assertThat(again.cold(2)).isTrue();
            assertThat(again.textTerm()).isEqualTo(graph.textTerm());
        }
    }

    /** Files that earlier versions wrote are found by these names. */
    @Test
    void kindsAreCalledAsTheyAlwaysWere() {
        Matrix features = features(1);
        Map<Architecture, String> kinds = Map.of(
                Architectures.of("itemGraph"), "itemGraph",
                Architectures.of("ease"), "itemGraph",
                Architectures.of("content"), "content",
                Architectures.of("popularity"), "popularity",
                Architectures.of("userKnn"), "userKnn",
                Architectures.of("mf"), "mf",
                Architectures.of("lightgcn"), "itemVectors");
        kinds.forEach((architecture, kind) -> assertThat(ModelCodec.encode(trained(architecture, features), features)
                        .kind())
                .isEqualTo(kind));
    }

    @Test
    void storesVectorsOnceWhereTheyAreThoseOfTheItems() {
        Matrix features = features(1);
        Content content = new Content(features, new BitSet(), HistoryWeighting.NONE);
        assertThat(ModelCodec.encode(content, features).tensors()).containsOnlyKeys("cold");
        assertThat(((Content) throughAFile(content, features)).features()).isSameAs(features);
        assertThat(ModelCodec.encode(content, features(2)).tensors()).containsOnlyKeys("cold", "features");
        assertThat(ModelCodec.encode(content, null).tensors()).containsOnlyKeys("cold", "features");
        assertThatThrownBy(() -> ModelCodec.decode(ModelCodec.encode(content, features), null))
                .hasMessage("The model file is corrupt: the vectors of the items are missing.");
    }

    /** A file with right checksums may still have been made by somebody else: scoring trusts its arrays. */
    @Test
    void refusesPartsThatDoNotFit() {
        ItemGraph graph = new ItemGraph(
                new Csr(2, 2, new int[] {0, 1, 2}, new int[] {1, 0}, new float[] {1, 1}),
                new BitSet(),
                HistoryWeighting.NONE,
                Map.of());
        ModelParts parts = ModelCodec.encode(graph, null);
        requireRefused(Samples.with(parts, "targets", Tensor.of(new int[] {1, 2}, 2)));
        requireRefused(Samples.with(parts, "targets", Tensor.of(new int[] {1, -1}, 2)));
        requireRefused(Samples.with(parts, "targets", Tensor.of(new float[] {1, 0}, 2)));
        requireRefused(Samples.with(parts, "targets", Tensor.of(new int[] {1}, 1)));
        requireRefused(Samples.with(parts, "targets", null));
        requireRefused(Samples.with(parts, "offsets", Tensor.of(new int[] {0, 3, 2}, 3)));
        requireRefused(Samples.with(parts, "offsets", Tensor.of(new int[] {1, 1, 2}, 3)));
        requireRefused(Samples.with(parts, "offsets", Tensor.of(new int[0], 0)));
        requireRefused(Samples.with(parts, "weights", Tensor.of(new float[] {1, Float.NaN}, 2)));
        requireRefused(Samples.with(parts, "weights", Tensor.of(new float[] {1}, 1)));
        requireRefused(Samples.with(parts, "cold", Tensor.of(new byte[] {0, 2}, 2)));
        requireRefused(Samples.with(parts, "cold", Tensor.of(new byte[] {0}, 1)));
        requireRefused(new ModelParts("itemGraph", Map.of(), parts.tensors()));
        requireRefused(new ModelParts("other", parts.settings(), parts.tensors()));
        requireRefused(new ModelParts("popularity", Map.of(), Map.of("counts", Tensor.of(new int[] {-1}, 1))));
        Map<String, Object> settings = new HashMap<>(parts.settings());
        settings.put("text", Map.of());
        requireRefused(new ModelParts("itemGraph", settings, parts.tensors()));
        settings.put("text", Map.of("unit", 1L, "weight", 1.0, "coldWeight", 1.0, "power", 1.0));
        requireRefused(new ModelParts("itemGraph", settings, parts.tensors()));
        settings.put("text", parts.settings().get("text"));
        settings.put("recencyDecay", 1e9);
        requireRefused(new ModelParts("itemGraph", settings, parts.tensors()));
        Content content = new Content(features(1), new BitSet(), HistoryWeighting.NONE);
        requireRefused(Samples.with(
                ModelCodec.encode(content, null),
                "features",
                Tensor.of(new float[ITEMS * DIMENSION], ITEMS * DIMENSION)));
    }

    private static void requireRefused(ModelParts parts) {
        Samples.requireCorrupt(() -> ModelCodec.decode(parts, null));
    }

    private static Model throughAFile(Model model, Matrix features) {
        ModelParts parts = ModelCodec.encode(model, features);
        TensorStore store = new TensorStore(new MemoryStorage());
        Map<String, String> metadata = Map.of("kind", parts.kind(), "settings", Json.write(parts.settings()));
        store.put("m", new TensorFile(metadata, parts.tensors()), Monitor.SILENT);
        TensorFile file = store.get("m", Monitor.SILENT);
        return ModelCodec.decode(
                new ModelParts(
                        file.metadata().get("kind"),
                        Json.readObject(file.metadata().get("settings")),
                        file.tensors()),
                features);
    }

    private static float[][] scores(Model model) {
        Random random = new Random(5);
        float[][] scores = new float[50][ITEMS];
        for (float[] row : scores) {
            int[] items =
                    random.ints(0, ITEMS).distinct().limit(random.nextInt(9)).toArray();
            model.score(new History(items, null), row);
        }
        return scores;
    }

    private static Model trained(Architecture architecture, Matrix features) {
        Random random = new Random(3);
        int[] users = new int[600];
        int[] items = new int[600];
        double[] times = random.doubles(600).toArray();
        for (int i = 0; i < users.length; i++) {
            users[i] = random.nextInt(USERS);
            // the last item stays cold; both halves like their own
            items[i] = (random.nextInt((ITEMS - 1) / 2) * 2 + users[i] % 2) % (ITEMS - 1);
        }
        TrainingOptions defaults = TrainingOptions.defaults();
        TrainingOptions options = new TrainingOptions(defaults.validationFraction(), 10, 4, 7, 2);
        return Trainer.fit(
                        architecture,
                        Interactions.of(USERS, ITEMS, users, items, null, times),
                        features,
                        options,
                        Monitor.SILENT)
                .model();
    }

    private static Matrix features(long seed) {
        Random random = new Random(seed);
        Matrix matrix = new Matrix(ITEMS, DIMENSION);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return Vectors.unitRows(matrix);
    }
}

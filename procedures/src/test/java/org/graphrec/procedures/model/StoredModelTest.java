// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.graphrec.base.Json;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.live.NodeIdentity;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.training.Monitor;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.rating.PredictedRating;
import org.graphrec.training.store.FolderStorage;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;
import org.graphrec.training.store.TensorStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredModelTest {
    private static final ModelKey KEY = new ModelKey("db", "ada", "m");

    /** Arrays that some models do not have. */
    private static final Set<String> OPTIONAL = Set.of("model.weights", "ratings.implicit", "ratings.newItemCentre");

    @TempDir
    Path temporary;

    @Test
    void givesAModelAgainWithAllThatIsKnownOfIt() {
        for (TrainedModel model : List.of(Models.itemGraph("m", 1), Models.content("m"), Models.identified("m"))) {
            TrainedModel again = (TrainedModel) StoredModel.decode(KEY, StoredModel.encode(KEY, "ada", model));
            assertThat(again.name()).isEqualTo(model.name());
            assertThat(again.features().live()).isEqualTo(model.features().live());
            assertThat(again.call()).isEqualTo(model.call());
            assertThat(again.live()).isEqualTo(model.live());
            assertThat(again.info()).isEqualTo(model.info());
            assertThat(again.fit().trials()).isEqualTo(model.fit().trials());
            assertThat(again.fit().metrics()).isEqualTo(model.fit().metrics());
            assertThat(again.fit().estimatedBytes()).isEqualTo(model.fit().estimatedBytes());
            assertThat(again.graph().sourceLabel()).isEqualTo(model.graph().sourceLabel());
            assertThat(again.graph().targetLabel()).isEqualTo(model.graph().targetLabel());
            assertThat(again.graph().relationshipTypes())
                    .isEqualTo(model.graph().relationshipTypes());
            for (int row = 0; row < Models.ITEMS; row++) {
                assertThat(again.graph().items().id(row))
                        .isEqualTo(model.graph().items().id(row));
                assertThat(again.fallback().count(row))
                        .isEqualTo(model.fallback().count(row));
            }
            assertThat(again.graph().users().size())
                    .isEqualTo(model.graph().users().size());
            assertThat(scores(again)).isEqualTo(scores(model));
            if (!model.features().isEmpty()) {
                assertThat(again.features().matrix().values())
                        .isEqualTo(model.features().matrix().values());
            }
        }
    }

    @Test
    void remembersByWhatNodesAreKnown() {
        TrainedModel model = Models.identified("m");
        TrainedModel again = (TrainedModel) StoredModel.decode(KEY, StoredModel.encode(KEY, "ada", model));
        assertThat(again.info())
                .containsEntry("identity", Map.of("items", "properties `isbn`, `edition`", "users", "interactions"));
        NodeIdentity before = model.graph().items().identity();
        NodeIdentity after = again.graph().items().identity();
        assertThat(after.key()).isEqualTo(before.key());
        assertThat(after.hashes()).isEqualTo(before.hashes());
        assertThat(after.partners().offsets()).isEqualTo(before.partners().offsets());
        assertThat(after.partners().targets()).isEqualTo(before.partners().targets());
        assertThat(again.graph().users().identity().key()).isNull();
        assertThat(again.graph().users().identity().partners().targets())
                .isEqualTo(model.graph().users().identity().partners().targets());
    }

    @Test
    void givesARatingPredictorAgain() {
        for (RatingPredictor model : List.of(Models.ratings("m", false), Models.ratings("m", true))) {
            RatingPredictor again = (RatingPredictor) StoredModel.decode(KEY, StoredModel.encode(KEY, "ada", model));
            assertThat(again.info()).isEqualTo(model.info());
            assertThat(again.live()).isEqualTo(model.live());
            assertThat(again.features()).isEqualTo(model.features());
            assertThat(predictions(again)).isEqualTo(predictions(model));
        }
    }

    @Test
    void givesAClassifierAgain() {
        Matrix features = new Matrix(3, 2, new float[] {1, 2, -1, 0.5f, 3, 0});
        Csr path = Csr.fromEdges(3, 3, new int[] {0, 1, 1, 2}, new int[] {1, 0, 2, 1}, null);
        for (NodeClassifier model : List.of(Models.classifier("m", false), Models.classifier("m", true))) {
            NodeClassifier again = (NodeClassifier) StoredModel.decode(KEY, StoredModel.encode(KEY, "ada", model));
            assertThat(again.info()).isEqualTo(model.info());
            assertThat(again.features()).isEqualTo(model.features());
            assertThat(again.weightProperty()).isEqualTo(model.weightProperty());
            assertThat(again.classes()).isEqualTo(model.classes());
            assertThat(again.origin().declaration()).isEqualTo(model.origin().declaration());
            assertThat(again.withoutUser(4)).isSameAs(again);
            NodeClassifier without = again.withoutUser(5);
            if (model.origin().learned() == null) {
                assertThat(without).isSameAs(again);
            } else {
                assertThat(without.origin().learned().row(5)).isNegative();
                assertThat(without.origin().learned().row(3)).isZero();
            }
            assertThat(again.fit()
                            .model()
                            .probabilities(path, features, 1, Monitor.SILENT)
                            .values())
                    .isEqualTo(model.fit()
                            .model()
                            .probabilities(path, features, 1, Monitor.SILENT)
                            .values());
        }
    }

    /** Written by the version before there were types: `itemGraph-format1` and `content-format1` of {@link Models}. */
    @Test
    void readsWhatAnEarlierVersionStored() throws IOException {
        for (TrainedModel model : List.of(Models.itemGraph("m", 1), Models.content("m"))) {
            String name = model.fit().model().architecture() + "-format1";
            Path folder = Files.createTempDirectory(temporary, "earlier");
            try (InputStream file = getClass().getResourceAsStream(name + ".safetensors");
                    FolderStorage storage = FolderStorage.of(folder)) {
                Files.copy(file, folder.resolve(name + ".safetensors"));
                TensorFile earlier = new TensorStore(storage).get(name, Monitor.SILENT);
                assertThat(Files.readString(folder.resolve(name + ".safetensors"), StandardCharsets.ISO_8859_1))
                        .contains("\"graphrec_format\":\"1\"");
                TrainedModel again = (TrainedModel) StoredModel.decode(KEY, earlier);
                // that version knew no weight of queries
                Map<String, Object> info = new LinkedHashMap<>(model.info());
                info.put("queryWeight", Fit.UNTUNED_QUERY_WEIGHT);
                info.put(
                        "histories",
                        model.live().with(GraphReading.Source.STORED).info());
                assertThat(again.info()).isEqualTo(info);
                assertThat(scores(again)).isEqualTo(scores(model));
            }
        }
    }

    @Test
    void takesTheWeightsOfFeaturesFromTheCallOfAnEarlierVersion() {
        TensorFile file = StoredModel.encode(KEY, "ada", Models.content("m"));
        String document = StoredModel.document(file).replaceAll("\"weight\":[0-9.]+,|,\"weight\":[0-9.]+", "");
        assertThat(document).doesNotContain("\"weight\"");
        assertThat(weights(document, file)).containsExactly(1.0, 1.0);
        String weighted = document.replace("\"randomSeed\":42", "\"randomSeed\":42,\"featureWeights\":[2,0.5]");
        assertThat(weights(weighted, file)).containsExactly(2.0, 0.5);
        // what was transferred has them beside its features alone
        assertThat(weights(StoredModel.document(file), file)).containsExactly(1.0, 4.0);
    }

    private static List<Double> weights(String document, TensorFile file) {
        TensorFile changed = new TensorFile(Map.of("graphrec_model", document), file.tensors());
        return ((TrainedModel) StoredModel.decode(KEY, changed))
                .features().blocks().stream().map(LiveFeatures.Block::weight).toList();
    }

    /** What a later version has stored must stay where it is. */
    @Test
    void takesAnUnknownTypeForALaterVersions() {
        TensorFile file = StoredModel.encode(KEY, "ada", Models.itemGraph("m", 1));
        String later = StoredModel.document(file).replace("\"Recommender\"", "\"Clairvoyant\"");
        assertThatThrownBy(() -> StoredModel.entry(Map.of("graphrec_model", later)))
                .hasMessage("The model file has a type of model that this version does not know. Update the plugin.")
                .isInstanceOfSatisfying(
                        ModelFileException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(ModelFileException.Reason.NEWER));
    }

    @Test
    void listsWithoutTheArrays() {
        TensorFile file = StoredModel.encode(KEY, "ada", Models.content("m"));
        ModelEntry entry = StoredModel.entry(file.metadata());
        assertThat(entry.key()).isEqualTo(KEY);
        assertThat(entry.owner()).isEqualTo("ada");
        assertThat(entry.loaded()).isNull();
        assertThat(entry.stored()).isTrue();
        assertThat(entry.metadata().info())
                .containsEntry("architecture", "content")
                .containsEntry("interactions", 77L);
        assertThat(entry.metadata().configuration()).containsEntry("randomSeed", 42L);
    }

    @Test
    void doesNotTakeOneModelForAnother() {
        TensorFile file = StoredModel.encode(KEY, "ada", Models.itemGraph("m", 1));
        for (ModelKey other : List.of(
                new ModelKey("other", "ada", "m"),
                new ModelKey("db", "bob", "m"),
                new ModelKey("db", "", "m_public"))) {
            assertThatThrownBy(() -> StoredModel.decode(other, file))
                    .hasMessage("The model file is corrupt: it belongs to another model.");
        }
    }

    /** Whatever is wrong in a file with right checksums, it is refused as corrupt, and by no other error. */
    @Test
    void refusesADocumentOfAnyOtherShape() {
        TensorFile file = StoredModel.encode(KEY, "ada", Models.content("m"));
        for (CatalogModel model :
                List.of(Models.identified("m"), Models.ratings("m", true), Models.classifier("m", true))) {
            TensorFile whole = StoredModel.encode(KEY, "ada", model);
            Map<String, Object> document = Json.readObject(StoredModel.document(whole));
            int[] tried = {0};
            everyValueReplaced(document, changed -> {
                try {
                    StoredModel.decode(
                            KEY, new TensorFile(Map.of("graphrec_model", Json.write(changed)), whole.tensors()));
                } catch (ModelFileException refused) {
                    boolean otherType = "text".equals(changed.get("modelType"));
                    assertThat(refused.reason())
                            .isEqualTo(otherType ? ModelFileException.Reason.NEWER : ModelFileException.Reason.CORRUPT);
                }
                tried[0]++;
            });
            assertThat(tried[0]).isGreaterThan(200);
        }
        assertThatThrownBy(() -> StoredModel.decode(KEY, new TensorFile(Map.of(), file.tensors())))
                .hasMessage("The model file is corrupt: it does not hold a trained model.");
    }

    @Test
    void refusesTensorsThatAreMissingOrOfAnotherShape() {
        for (CatalogModel model : List.of(
                Models.itemGraph("m", 1),
                Models.content("m"),
                Models.identified("m"),
                Models.ratings("m", true),
                Models.classifier("m", true))) {
            TensorFile file = StoredModel.encode(KEY, "ada", model);
            for (String name : file.tensors().keySet()) {
                Map<String, Tensor> tensors = new HashMap<>(file.tensors());
                Tensor removed = tensors.remove(name);
                if (!OPTIONAL.contains(name)) {
                    requireCorrupt(file, tensors, name);
                }
                tensors.put(name, Tensor.of(new long[] {3, 2, 1}, 3));
                requireCorrupt(file, tensors, name);
                tensors.put(name, Tensor.of(new float[] {Float.NaN}, 1, 1));
                requireCorrupt(file, tensors, name);
                assertThat(removed).isNotNull();
            }
        }
    }

    @Test
    void keepsTheFileNameApartForEveryKey() {
        assertThat(List.of(
                                new ModelKey("db", "a", "m"),
                                new ModelKey("db", "", "am"),
                                new ModelKey("dba", "", "m"),
                                new ModelKey("d", "ba", "m"),
                                new ModelKey("db", "a", "n"))
                        .stream()
                        .map(ModelKey::fileKey)
                        .distinct())
                .hasSize(5)
                .allMatch(name -> name.matches("[0-9a-f]{64}"));
    }

    private static void requireCorrupt(TensorFile file, Map<String, Tensor> tensors, String name) {
        assertThatThrownBy(() -> StoredModel.decode(KEY, new TensorFile(file.metadata(), tensors)))
                .as(name)
                .isInstanceOf(ModelFileException.class);
    }

    /** Replaces each value of a document, however deep, by others in turn. */
    private static void everyValueReplaced(Map<String, Object> map, Consumer<Map<String, Object>> tryOut) {
        for (String key : List.copyOf(map.keySet())) {
            Map<String, Object> copy = new LinkedHashMap<>(map);
            copy.remove(key);
            tryOut.accept(copy);
            for (Object value : new Object[] {null, "text", -1L, 1e9, true, List.of(1L), Map.of("x", 1L)}) {
                copy.put(key, value);
                tryOut.accept(copy);
            }
            if (map.get(key) instanceof Map<?, ?> inner) {
                @SuppressWarnings("unchecked")
                Map<String, Object> innerMap = (Map<String, Object>) inner;
                everyValueReplaced(innerMap, changed -> {
                    Map<String, Object> outer = new LinkedHashMap<>(map);
                    outer.put(key, changed);
                    tryOut.accept(outer);
                });
            }
        }
    }

    private static PredictedRating[] predictions(RatingPredictor model) {
        float[] text = new float[model.features().dimension()];
        Arrays.fill(text, 0.5f);
        return model.fit()
                .model()
                .predict(
                        new History(new int[] {0, 3}, new float[] {5, 1}),
                        new int[] {0, 1, 2, 3, 4, -1, -1},
                        new float[][] {null, null, null, null, null, null, text});
    }

    private static float[] scores(TrainedModel model) {
        float[] scores = new float[Models.ITEMS];
        model.fit().model().score(new History(new int[] {0, 2, 3}, new float[] {1, 0.3f, 2}), scores);
        return scores;
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Samples;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;

class RatingModelCodecTest {
    private static final int USERS = 40;
    private static final int ITEMS = 30;
    private static final int DIMENSION = 5;

    private final SplittableRandom random = new SplittableRandom(1);
    private final RatingModel withTexts = trained(texts());
    private final RatingModel without = trained(null);

    @Test
    void givesEveryPredictionOfATrainedModelAgain() {
        float[] text = new float[DIMENSION];
        text[1] = 1;
        History history = new History(new int[] {3, 7, 11}, new float[] {1, 5, 4});
        int[] wanted = {0, 3, ITEMS - 1, -1, -1};
        float[][] wantedTexts = {null, null, null, text, null};
        for (RatingModel model : List.of(withTexts, without)) {
            RatingModel again = RatingModelCodec.decode(RatingModelCodec.encode(model));
            assertThat(again.items()).isEqualTo(ITEMS);
            assertThat(again.scale()).isEqualTo(model.scale());
            assertThat(again.parameters()).isEqualTo(model.parameters());
            assertThat(again.predict(history, wanted, wantedTexts))
                    .isEqualTo(model.predict(history, wanted, wantedTexts));
        }
        assertThat(RatingModelCodec.encode(withTexts).tensors()).containsKeys("newItemCentre", "newItemCoefficients");
        assertThat(RatingModelCodec.encode(without).tensors()).doesNotContainKey("newItemCentre");
    }

    @Test
    void givesAModelWithoutDrawsAgain() {
        RatingModel none = new RatingModel(ITEMS, List.of(), without.scale(), Map.of());
        RatingModel again = RatingModelCodec.decode(RatingModelCodec.encode(none));
        assertThat(again.draws()).isEmpty();
        assertThat(again.predict(new History(new int[] {1}, new float[] {2}), 0))
                .isEqualTo(none.predict(new History(new int[] {1}, new float[] {2}), 0));
    }

    /** A file with right checksums may still have been made by somebody else: predicting trusts its arrays. */
    @Test
    void refusesPartsThatDoNotFit() {
        ModelParts parts = RatingModelCodec.encode(withTexts);
        for (String name : parts.tensors().keySet()) {
            Tensor tensor = parts.tensors().get(name);
            // without the one of it there is no implicit feedback, or no text: a model all the same
            if (!name.equals("implicit") && !name.equals("newItemCentre")) {
                requireRefused(Samples.with(parts, name, null));
            }
            requireRefused(Samples.with(parts, name, Tensor.of(new float[0], 0)));
            if (!name.equals("priors")) {
                float[] values = tensor.floats().clone();
                requireRefused(Samples.with(
                        parts, name, Tensor.of(Arrays.copyOf(values, values.length + 1), values.length + 1)));
                values[0] = Float.NaN;
                requireRefused(Samples.with(parts, name, Tensor.of(values, shape(tensor))));
            }
        }
        double[] priors = parts.tensor("priors").doubles();
        int columns = parts.tensor("newItemMeans").shape().get(1);
        int[] shape = shape(parts.tensor("priors"));
        // two precisions a column and the noise must be above zero, means need not
        for (int at :
                new int[] {columns, 2 * columns - 1, 2 * columns, 3 * columns - 1, 3 * columns, priors.length - 1}) {
            double[] changed = priors.clone();
            changed[at] = 0;
            requireRefused(Samples.with(parts, "priors", Tensor.of(changed, shape)));
            changed[at] = Double.POSITIVE_INFINITY;
            requireRefused(Samples.with(parts, "priors", Tensor.of(changed, shape)));
        }
        double[] changed = priors.clone();
        changed[0] = Double.NaN;
        requireRefused(Samples.with(parts, "priors", Tensor.of(changed, shape)));
        changed[0] = 0;
        assertThat(RatingModelCodec.decode(Samples.with(parts, "priors", Tensor.of(changed, shape)))
                        .items())
                .isEqualTo(ITEMS);
        requireRefused(new ModelParts("other", parts.settings(), parts.tensors()));
        for (String name : parts.settings().keySet()) {
            Map<String, Object> settings = new HashMap<>(parts.settings());
            settings.remove(name);
            requireRefused(new ModelParts("ratings", settings, parts.tensors()));
        }
        Map<String, Object> settings = new HashMap<>(parts.settings());
        settings.put("items", ITEMS + 1L);
        requireRefused(new ModelParts("ratings", settings, parts.tensors()));
        settings.put("items", -1L);
        requireRefused(new ModelParts("ratings", settings, parts.tensors()));
    }

    private static void requireRefused(ModelParts parts) {
        Samples.requireCorrupt(() -> RatingModelCodec.decode(parts));
    }

    private static int[] shape(Tensor tensor) {
        return tensor.shape().stream().mapToInt(Integer::intValue).toArray();
    }

    private RatingModel trained(Matrix texts) {
        int[] users = random.ints(400, 0, USERS).toArray();
        int[] items = random.ints(400, 0, ITEMS).toArray();
        float[] ratings = new float[400];
        for (int i = 0; i < ratings.length; i++) {
            ratings[i] = 1 + (users[i] + items[i]) % 5;
        }
        TrainingOptions options = new TrainingOptions(0.1, 10, 4, 1, 2);
        return RatingTrainer.fit(
                        Interactions.of(USERS, ITEMS, users, items, ratings, null), texts, options, Monitor.SILENT)
                .model();
    }

    private Matrix texts() {
        Matrix texts = new Matrix(ITEMS, DIMENSION);
        for (int i = 0; i < texts.values().length; i++) {
            texts.values()[i] = (float) random.nextDouble(-1, 1);
        }
        return Vectors.unitRows(texts);
    }
}

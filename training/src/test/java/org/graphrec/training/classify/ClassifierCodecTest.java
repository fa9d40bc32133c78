// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Samples;
import org.graphrec.training.store.Tensor;
import org.junit.jupiter.api.Test;

class ClassifierCodecTest {
    private static final int DIMENSION = 3;
    private static final int HIDDEN = 4;
    private static final int CLASSES = 2;
    private static final Map<String, Object> PARAMETERS = Map.of("layers", 2L);

    private final SplittableRandom random = new SplittableRandom(1);
    private final GraphClassifier gcn = new GraphClassifier(
            "gcn",
            new GraphLayer(matrix(DIMENSION, HIDDEN), matrix(1, HIDDEN), null, null),
            new GraphLayer(matrix(HIDDEN, CLASSES), matrix(1, CLASSES), null, null),
            PARAMETERS);
    private final GraphClassifier gat = new GraphClassifier(
            "gat",
            new GraphLayer(matrix(DIMENSION, HIDDEN), matrix(1, HIDDEN), matrix(2, 2), matrix(2, 2)),
            new GraphLayer(matrix(HIDDEN, CLASSES), matrix(1, CLASSES), matrix(1, CLASSES), matrix(1, CLASSES)),
            PARAMETERS);
    private final SgcClassifier sgc = new SgcClassifier(
            2, true, matrix(CLASSES, DIMENSION), matrix(1, CLASSES).values(), PARAMETERS);

    @Test
    void givesEveryProbabilityOfAClassifierAgain() {
        Csr graph = Csr.fromEdges(4, 4, new int[] {0, 1, 1, 2, 3, 2}, new int[] {1, 0, 2, 1, 2, 3}, null);
        Matrix features = matrix(4, DIMENSION);
        for (Classifier model : List.of(gcn, gat, sgc)) {
            Classifier again = ClassifierCodec.decode(ClassifierCodec.encode(model));
            assertThat(again.architecture()).isEqualTo(model.architecture());
            assertThat(again.parameters()).isEqualTo(model.parameters());
            assertThat(again.classes()).isEqualTo(CLASSES);
            assertThat(again.dimension()).isEqualTo(DIMENSION);
            assertThat(again.probabilities(graph, features, 2, Monitor.SILENT).values())
                    .isEqualTo(model.probabilities(graph, features, 2, Monitor.SILENT)
                            .values());
        }
    }

    /** A file with right checksums may still have been made by somebody else: classifying trusts its arrays. */
    @Test
    void refusesPartsThatDoNotFit() {
        for (Classifier model : List.of(gcn, gat, sgc)) {
            ModelParts parts = ClassifierCodec.encode(model);
            for (String name : parts.tensors().keySet()) {
                // without its own end of the attention a layer is a convolution
                if (!name.endsWith(".source")) {
                    requireRefused(Samples.with(parts, name, null));
                }
                requireRefused(Samples.with(parts, name, Tensor.of(new float[] {1, 2, 3, 4, 5}, 1, 5)));
                float[] values = parts.tensor(name).floats().clone();
                values[0] = Float.NaN;
                int[] shape = parts.tensor(name).shape().stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
                requireRefused(Samples.with(parts, name, Tensor.of(values, shape)));
            }
            Set<String> required = new HashSet<>(parts.settings().keySet());
            // files of earlier versions read the last hop, and do not say so
            required.remove("averaged");
            for (String name : required) {
                Map<String, Object> settings = new HashMap<>(parts.settings());
                settings.remove(name);
                requireRefused(new ModelParts(parts.kind(), settings, parts.tensors()));
            }
            requireRefused(new ModelParts("other", parts.settings(), parts.tensors()));
        }
    }

    private static void requireRefused(ModelParts parts) {
        Samples.requireCorrupt(() -> ClassifierCodec.decode(parts));
    }

    private Matrix matrix(int rows, int columns) {
        Matrix matrix = new Matrix(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextDouble(-1, 1);
        }
        return matrix;
    }
}

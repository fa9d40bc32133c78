// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.SparkFiles;
import org.graphrec.training.Monitor;
import org.graphrec.training.handover.Handover;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.recommend.BatchRecommender;
import org.graphrec.training.recommend.RankingPolicy;
import org.graphrec.training.recommend.ServedModel;
import org.graphrec.training.store.FolderStorage;
import org.graphrec.training.store.TensorStore;

/** A model's file, read once by each executor for all of its tasks. */
final class ModelOnExecutor {
    static final String SUFFIX = ".safetensors";

    private static String loadedName;
    private static BatchRecommender loaded;

    private ModelOnExecutor() {}

    /** Reads a file that Spark has sent here. */
    static synchronized BatchRecommender of(String fileName) {
        if (!fileName.equals(loadedName)) {
            Handover handover = read(Path.of(SparkFiles.get(fileName)));
            ServedModel served = ServedModel.of(
                    handover.fit().model(),
                    handover.fallback(),
                    StackedMatrix.of(handover.nodes().vectors()));
            loaded = new BatchRecommender(served, RankingPolicy.SCORE, 1);
            loadedName = fileName;
        }
        return loaded;
    }

    /** Reads and verifies a file. */
    static Handover read(Path file) {
        String name = file.getFileName().toString();
        try (FolderStorage storage = FolderStorage.of(file.getParent())) {
            return Handover.of(
                    new TensorStore(storage).get(name.substring(0, name.length() - SUFFIX.length()), Monitor.SILENT));
        } catch (IOException failed) {
            throw new JobException(
                    "The file of the model cannot be read: " + failed.getClass().getSimpleName() + ".", failed);
        }
    }
}

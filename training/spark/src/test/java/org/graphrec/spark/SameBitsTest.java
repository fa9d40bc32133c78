// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.ItemGraphArchitecture;
import org.graphrec.training.architecture.itemgraph.PairSource;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A model that executors in processes of their own computed has the bits of one that was trained in one process, as the plugin does. */
@ExtendWith(ClusterOfProcesses.class)
class SameBitsTest {
    private static final TrainingOptions OPTIONS = new TrainingOptions(0.1, 20, 16, 42, 2);
    private static final Interactions PLAIN = SmallGraph.interactions(false);
    private static final Interactions WEIGHTED = SmallGraph.interactions(true);
    private static final Matrix VECTORS = SmallGraph.vectors();

    private static JavaSparkContext spark;
    private static Fit ofOneProcess;

    @BeforeAll
    static void train(JavaSparkContext cluster) {
        spark = cluster;
        ofOneProcess = Trainer.fit(new ItemGraphArchitecture(), WEIGHTED, VECTORS, OPTIONS, Monitor.SILENT);
    }

    @Test
    void whatAHoldoutChoosesAndWhatIsFittedByBroadcast() {
        Fit spread = Trainer.fit(
                new ItemGraphArchitecture(
                        (interactions, concurrency, monitor) -> new BroadcastPairs(spark, interactions, 3, monitor)),
                WEIGHTED,
                VECTORS,
                OPTIONS,
                Monitor.SILENT);
        assertThat(spread.model().parameters()).isEqualTo(ofOneProcess.model().parameters());
        assertThat(spread.metrics()).isEqualTo(ofOneProcess.metrics());
        assertThat(spread.queryWeight()).isEqualTo(ofOneProcess.queryWeight());
        assertThat(tensors(spread.model())).isEqualTo(tensors(ofOneProcess.model()));
    }

    @Test
    void fixedParametersByShuffleWhateverTheNumberOfPartitions() {
        for (int partitions : List.of(1, 4)) {
            Model spread = fixed(
                    new ShuffledPairs(
                            spark, SmallGraph.spread(spark, WEIGHTED, partitions), partitions, Monitor.SILENT),
                    VECTORS,
                    ofOneProcess.model().parameters());
            assertThat(tensors(spread)).as("%d partitions", partitions).isEqualTo(tensors(ofOneProcess.model()));
        }
    }

    @Test
    void everyTermOfTheGraphCountsSomewhere() {
        Map<String, Object> parameters =
                new LinkedHashMap<>(ofOneProcess.model().parameters());
        parameters.putAll(Map.of(
                "userExponent", 0.5, "spectralWeight", 0.3, "damping", 0.25, "edgeStrength", 0.35, "weighted", true));
        parameters.put("rank", 16L);
        Model expected = fixed(held(WEIGHTED), VECTORS, parameters);
        assertThat(expected.parameters()).containsEntry("edgeStrength", 0.35);
        assertThat(tensors(fixed(new BroadcastPairs(spark, WEIGHTED, 5, Monitor.SILENT), VECTORS, parameters)))
                .isEqualTo(tensors(expected));
        assertThat(tensors(fixed(
                        new ShuffledPairs(spark, SmallGraph.spread(spark, WEIGHTED, 5), 4, Monitor.SILENT),
                        VECTORS,
                        parameters)))
                .isEqualTo(tensors(expected));
        assertThat(tensors(expected)).isNotEqualTo(tensors(ofOneProcess.model()));
    }

    /** {@code -Drec.executor.kills=20} for more kills, {@code -Drec.seed=N} for the same moments again. */
    @Test
    void executorsThatAreKilledAtRandomMoments() throws InterruptedException {
        int kills = Integer.getInteger("rec.executor.kills", 2);
        long seed = Long.getLong("rec.seed", System.nanoTime());
        System.out.println("Kills executors " + kills + " times: -Drec.seed=" + seed);
        Map<String, Object> parameters = ofOneProcess.model().parameters();
        Model expected = fixed(held(PLAIN), null, parameters);
        AtomicInteger killed = new AtomicInteger();
        Thread killer = new Thread(() -> kill(kills, new SplittableRandom(seed), killed));
        killer.start();
        do {
            SpreadHistories histories = SmallGraph.spread(spark, PLAIN, 6);
            assertThat(tensors(fixed(new ShuffledPairs(spark, histories, 5, Monitor.SILENT), null, parameters)))
                    .isEqualTo(tensors(expected));
            assertThat(tensors(fixed(new BroadcastPairs(spark, PLAIN, 5, Monitor.SILENT), null, parameters)))
                    .isEqualTo(tensors(expected));
        } while (killer.isAlive());
        killer.join();
        assertThat(killed.get()).as("executors killed").isEqualTo(kills);
    }

    private static void kill(int kills, SplittableRandom random, AtomicInteger killed) {
        try {
            while (killed.get() < kills) {
                Thread.sleep(random.nextInt(100, 2_000));
                List<ProcessHandle> running = ClusterOfProcesses.executors();
                if (!running.isEmpty()) {
                    running.get(random.nextInt(running.size())).destroyForcibly();
                    killed.incrementAndGet();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** The plugin's own way: threads of one process. */
    private static PairSource held(Interactions interactions) {
        return ItemGraphArchitecture.held(interactions, OPTIONS.concurrency(), Monitor.SILENT);
    }

    private static Model fixed(PairSource source, Matrix vectors, Map<String, Object> parameters) {
        return ItemGraphArchitecture.fit(source, vectors, parameters, OPTIONS, Monitor.SILENT);
    }

    private static Map<String, String> tensors(Model model) {
        return ModelTensors.of(model, null);
    }
}

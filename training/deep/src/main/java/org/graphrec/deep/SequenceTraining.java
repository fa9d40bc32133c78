// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.sequence.DeepTrainer;
import org.graphrec.training.architecture.sequence.SequenceContext;
import org.graphrec.training.architecture.sequence.SequenceKind;
import org.graphrec.training.architecture.sequence.SequenceModel;
import org.graphrec.training.architecture.sequence.SequenceOptions;
import org.graphrec.training.architecture.sequence.SequenceTask;
import org.graphrec.training.model.EpochReport;

/**
 * Trains a head: each step takes a batch of histories, cuts it into {@value #SHARDS} shards whatever the concurrency, and adds their
 * gradients in order. The rows of the items a step needs are made first, in shards as well, and their gradients go back the same
 * way.
 */
final class SequenceTraining {

    /** Parts of a batch, each on one thread. */
    static final int SHARDS = 4;

    private final SequenceTask task;
    private final SequenceOptions options;
    private final Monitor monitor;
    private final ItemTower tower;
    private final HistoryNetwork head;
    private final TrainableWeights itemParameters;
    private final TrainableWeights headParameters;
    private final Sequences sequences;
    private final ClassSplit classes;
    private final int[] place;
    private int steps;

    SequenceTraining(SequenceTask task) {
        this.task = task;
        this.options = task.options();
        this.monitor = task.monitor();
        this.place = new int[task.interactions().items()];
        this.tower = new ItemTower(task);
        this.head = HistoryNetwork.of(task.kind(), options, task.interactions().timed());
        this.classes = options.context() == SequenceContext.MULTI_TASK
                ? new ClassSplit(task.classes(), task.randomSeed())
                : null;
        this.itemParameters = new TrainableWeights(task.randomSeed());
        tower.declare(itemParameters);
        if (classes != null) {
            itemParameters.dense("class", options.embeddingDimension(), classes.count());
        }
        this.headParameters = new TrainableWeights(task.randomSeed() + 1);
        head.declare(headParameters);
        int contexts = (tower.columns().hasText() ? 1 : 0) + (tower.columns().hasGraph() ? 1 : 0);
        if (task.kind() == SequenceKind.TRANSFORMER && contexts > 0) {
            headParameters.constant("contextLogits", contexts, options.attentionHeads(), 0, true);
        }
        this.sequences = new Sequences(task.interactions(), options.historyLength(), options.batchSize());
    }

    /** Runs the epochs, as {@link DeepTrainer#train}. */
    DeepTrainer.Trained run(ToDoubleFunction<SequenceModel> ndcg) {
        monitor.phase("Train", (long) sequences.batches() * options.epochs());
        SequenceSnapshot snapshot = new SequenceSnapshot(task, tower, head, itemParameters, headParameters, classes);
        List<EpochReport> reports = new ArrayList<>();
        SequenceModel best = null;
        int bestEpoch = options.epochs();
        double most = Double.NEGATIVE_INFINITY;
        for (int epoch = 1; epoch <= options.epochs(); epoch++) {
            double loss = epoch(epoch);
            double measured = Double.NaN;
            if (ndcg != null) {
                SequenceModel model = snapshot.model(epoch, reports);
                measured = ndcg.applyAsDouble(model);
                if (measured > most) {
                    best = model;
                    bestEpoch = epoch;
                    most = measured;
                }
            }
            reports.add(new EpochReport(epoch, loss, measured));
            monitor.report(line(epoch, loss, measured));
            if (ndcg != null && epoch - bestEpoch >= options.patience()) {
                break;
            }
        }
        SequenceModel model = best == null ? snapshot.model(bestEpoch, reports) : best.withEpochs(reports);
        return new DeepTrainer.Trained(model, bestEpoch);
    }

    private String line(int epoch, double loss, double ndcg) {
        return String.format(Locale.ROOT, "Epoch %d of %d: loss %.4f", epoch, options.epochs(), loss)
                + (Double.isNaN(ndcg) ? "" : String.format(Locale.ROOT, ", NDCG@20 %.4f", ndcg));
    }

    /** Goes through all histories once; returns the mean loss. */
    private double epoch(int epoch) {
        SplittableRandom random = new SplittableRandom(task.randomSeed() * 1_000_003 + epoch);
        List<int[][]> batches = sequences.epoch(random);
        double loss = 0;
        for (int[][] batch : batches) {
            monitor.assertRunning();
            loss += step(batch, random.split());
            monitor.advance(1);
        }
        return loss / Math.max(1, batches.size());
    }

    /** One step; returns the mean loss of a row. */
    private double step(int[][] batch, SplittableRandom random) {
        int[] negatives = negatives(random);
        int[] used = used(batch, negatives);
        for (int i = 0; i < used.length; i++) {
            place[used[i]] = i;
        }
        int[][] placed = Arrays.stream(batch)
                .map(sequence ->
                        Arrays.stream(sequence).map(item -> place[item]).toArray())
                .toArray(int[][]::new);
        long[] others = Arrays.stream(negatives).mapToLong(item -> place[item]).toArray();
        SplittableRandom[] randoms = new SplittableRandom[2 * SHARDS];
        for (int i = 0; i < randoms.length; i++) {
            randoms[i] = random.split();
        }
        steps++;
        try (Tensors tensors = new Tensors()) {
            ItemShard[] items = new ItemShard[SHARDS];
            float[] table =
                    new float[Math.multiplyExact(used.length, tower.columns().width())];
            parallel(used.length, s -> {
                items[s] = tensors.keep(() -> {
                    ItemShard shard = new ItemShard(
                            tower,
                            itemParameters,
                            used,
                            cut(used.length, s),
                            cut(used.length, s + 1),
                            randoms[s],
                            options.dropout());
                    shard.copyInto(table, tower.columns().width());
                    return shard;
                });
            });
            float[] tableGradient = new float[table.length];
            double loss = histories(placed, others, table, randoms, tableGradient);
            List<Map<String, float[]>> gradients = slots();
            float[][] own = new float[SHARDS][];
            parallel(used.length, s -> {
                tensors.keep(() -> {
                    items[s].backward(tableGradient, tower.columns(), classes);
                    own[s] = items[s].ownGradient();
                    return gradients.set(s, items[s].gradients(itemParameters));
                });
            });
            itemParameters.step(present(gradients), steps, options.learningRate(), options.penaltyL2());
            for (int s = 0; s < SHARDS; s++) {
                if (own[s] != null) {
                    tower.step(used, items[s].from(), own[s], steps);
                }
            }
            return loss;
        }
    }

    /** Goes forward and back through the head; adds to the gradient of the table. */
    private double histories(
            int[][] placed, long[] negatives, float[] table, SplittableRandom[] randoms, float[] tableGradient) {
        int rows =
                Arrays.stream(placed).mapToInt(sequence -> sequence.length - 1).sum();
        List<Map<String, float[]>> gradients = slots();
        float[][] tables = new float[SHARDS][];
        double[] losses = new double[SHARDS];
        parallel(placed.length, s -> {
            Tensors.within(() -> {
                HistoryShard shard = new HistoryShard(
                        headParameters,
                        options,
                        tower.columns(),
                        Arrays.copyOfRange(placed, cut(placed.length, s), cut(placed.length, s + 1)),
                        table,
                        randoms[SHARDS + s]);
                losses[s] = shard.backward(head, negatives, place.length - 1, rows, placed.length);
                tables[s] = shard.tableGradient();
                return gradients.set(s, shard.gradients(headParameters));
            });
        });
        headParameters.step(present(gradients), steps, options.learningRate(), options.penaltyL2());
        for (float[] part : tables) {
            for (int i = 0; part != null && i < part.length; i++) {
                tableGradient[i] += part[i];
            }
        }
        return Arrays.stream(losses).sum();
    }

    private static List<Map<String, float[]>> slots() {
        List<Map<String, float[]>> slots = new ArrayList<>();
        for (int s = 0; s < SHARDS; s++) {
            slots.add(null);
        }
        return slots;
    }

    private static List<Map<String, float[]>> present(List<Map<String, float[]>> slots) {
        return slots.stream().filter(java.util.Objects::nonNull).toList();
    }

    /** Runs the shards of {@code size} elements that have any. */
    private void parallel(int size, IntConsumer shard) {
        Gradients.forShards(SHARDS, task.concurrency(), monitor, s -> {
            if (cut(size, s) < cut(size, s + 1)) {
                shard.accept(s);
            }
        });
    }

    private static int cut(int size, int s) {
        return Gradients.cut(size, s, SHARDS);
    }

    /** Distinct items, uniformly drawn; all of them where there are no more. */
    private int[] negatives(SplittableRandom random) {
        int count = Math.min(place.length, options.negativeSamples());
        if (count == place.length) {
            return java.util.stream.IntStream.range(0, count).toArray();
        }
        return random.ints(0, place.length).distinct().limit(count).toArray();
    }

    private static int[] used(int[][] batch, int[] negatives) {
        return java.util.stream.IntStream.concat(
                        Arrays.stream(batch).flatMapToInt(Arrays::stream), Arrays.stream(negatives))
                .distinct()
                .sorted()
                .toArray();
    }
}

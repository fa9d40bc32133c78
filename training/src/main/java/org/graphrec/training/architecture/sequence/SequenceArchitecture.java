// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.graphrec.training.DeepJars;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.architecture.Settings;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.propagate.CoOccurrence;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.TrainingOptions;
import org.graphrec.training.tune.Trials;

/**
 * Trains a head through the {@link DeepTrainer} on the class path, as its options say: the holdout stops it, and the refit runs as
 * many epochs as were best there.
 */
public final class SequenceArchitecture implements Architecture {

    /** Users on whom each epoch is measured. */
    private static final int USERS_PER_EPOCH = 2000;

    /** Epochs where there is no holdout to tell. */
    private static final int EPOCHS_UNTUNED = 10;

    private static final int POWER_ITERATIONS = 2;

    private final SequenceKind kind;
    private final SequenceOptions options;

    /** A network with the default options. */
    public SequenceArchitecture(SequenceKind kind) {
        this(kind, SequenceOptions.defaults(kind));
    }

    /** A network with these options. */
    public SequenceArchitecture(SequenceKind kind, SequenceOptions options) {
        this.kind = kind;
        this.options = options;
    }

    @Override
    public String cypherName() {
        return kind.cypherName();
    }

    @Override
    public Architecture configured(Settings settings) {
        return new SequenceArchitecture(kind, SequenceSettings.read(settings, kind));
    }

    @Override
    public boolean learnsClasses() {
        return options.context() == SequenceContext.MULTI_TASK;
    }

    @Override
    public boolean needsJar() {
        return true;
    }

    @Override
    public Optional<String> refusal(Task task) {
        if (DeepTrainer.find().isEmpty()) {
            return Optional.of("The architecture `" + kind.cypherName() + "` is trained by a jar of its own, which is"
                    + " missing. Put " + DeepJars.NAMES + " into the server's folder `plugins` and restart; or take"
                    + " `lightgcn`, `textgcn` or `auto`, which need neither.");
        }
        if (learnsClasses() && task.classes() == null) {
            return Optional.of(
                    "The fusion `multiTask` needs the classes of items, but there are none. Name their property as"
                            + " `targetProperty`.");
        }
        return Optional.empty();
    }

    /** Never unasked: it takes minutes, and what AUTO chooses must not depend on a jar. */
    @Override
    public boolean automatic(Inputs inputs) {
        return false;
    }

    @Override
    public double expectedSeconds(Task task) {
        double rows = Math.min(task.interactions().size(), (double) task.users() * options.historyLength());
        double operations = 6.0
                * options.embeddingDimension()
                * (options.negativeSamples() + 12.0 * options.layers() * options.embeddingDimension());
        return 1e-10 * 30 * rows * operations;
    }

    @Override
    public Candidate tune(Task task, Trials trials) {
        if (trials.pointless()) {
            SequenceOptions untuned = options.withEpochs(Math.min(options.epochs(), EPOCHS_UNTUNED));
            return Candidate.untuned(
                    train(task, trials.training(), untuned, null).model(),
                    all -> train(task, all, untuned, null).model());
        }
        DeepTrainer.Trained[] best = new DeepTrainer.Trained[1];
        RankingReport measured = trials.run(() -> {
                    best[0] = train(task, trials.training(), options, model -> trials.ndcg(model, USERS_PER_EPOCH));
                    return best[0].model();
                })
                .mean();
        SequenceOptions chosen = options.withEpochs(best[0].epochs());
        // the report of the training that was measured says more than that of the refit
        SequenceModel model = best[0].model();
        return new Candidate(
                model, measured, all -> train(task, all, chosen, null).model().withEpochs(model.epochs()));
    }

    @Override
    public List<String> tuningPhases(Inputs inputs) {
        return List.of("Spectral", "Train");
    }

    @Override
    public List<String> fittingPhases(Inputs inputs) {
        return List.of("Spectral", "Train");
    }

    @Override
    public long peakBytes(FitSize size) {
        return size.all() + additionalBytes(size);
    }

    @Override
    public ModelFormat<SequenceModel> format() {
        return new SequenceFormat(kind);
    }

    @Override
    public Optional<ComparisonEntry> comparison() {
        return Optional.of(ComparisonEntry.of(kind.sequential() ? Family.DEEP_SEQUENCE : Family.DEEP_GRAPH_NETWORK)
                .onlyWhenNamed());
    }

    /** Vectors of items with both moments of Adam, and the tables of two models with contexts and panels. */
    @Override
    public long additionalBytes(FitSize size) {
        return size.items() * (3L + 2 * 6) * options.embeddingDimension() * Float.BYTES;
    }

    @Override
    public long nativeBytes(int items, int featureDimension) {
        return DeepTrainer.find()
                .map(trainer -> trainer.nativeBytes(items, featureDimension, options))
                .orElse(0L);
    }

    private DeepTrainer.Trained train(
            Task task, Interactions interactions, SequenceOptions options, ToDoubleFunction<SequenceModel> ndcg) {
        Monitor monitor = task.monitor();
        DeepTrainer trainer = DeepTrainer.find().orElseThrow();
        return trainer.train(
                new SequenceTask(
                        kind,
                        interactions,
                        task.features(),
                        spectral(interactions, options.embeddingDimension(), task.options(), monitor),
                        task.classes(),
                        options,
                        task.options().randomSeed(),
                        task.options().concurrency(),
                        monitor),
                ndcg);
    }

    /** The leading right singular vectors of the graph, scaled so that a component is about 1. */
    private static Matrix spectral(Interactions interactions, int dimension, TrainingOptions options, Monitor monitor) {
        Matrix spectral = new Matrix(interactions.items(), dimension);
        if (interactions.size() == 0) {
            return spectral;
        }
        CoOccurrence graph = new CoOccurrence(interactions, options.concurrency(), monitor);
        monitor.phase("Spectral", RandomizedSvd.products(POWER_ITERATIONS));
        float[][] rows = RandomizedSvd.of(
                        graph, dimension, POWER_ITERATIONS, options.randomSeed(), options.concurrency(), monitor)
                .rightVectors();
        float scale = (float) Math.sqrt(rows.length);
        for (int item = 0; item < rows.length; item++) {
            for (int d = 0; d < rows[item].length && graph.degree(item) > 0; d++) {
                spectral.values()[spectral.offset(item) + d] = scale * rows[item][d];
            }
        }
        return spectral;
    }
}

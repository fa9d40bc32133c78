package org.graphrec.training.fit;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.head.Context;
import org.graphrec.training.head.HeadKind;
import org.graphrec.training.head.HeadOptions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.model.Architecture;
import org.graphrec.training.model.HeadModel;
import org.graphrec.training.spi.HeadTask;
import org.graphrec.training.spi.HeadTrainer;

/**
 * Trains a head through the {@link HeadTrainer} on the class path, as its options say: the holdout stops it, and the refit runs as
 * many epochs as were best there.
 */
final class HeadFitter implements Fitter {

    /** Users on whom each epoch is measured. */
    private static final int USERS_PER_EPOCH = 2000;

    /** Epochs where there is no holdout to tell. */
    private static final int EPOCHS_UNTUNED = 10;

    private static final int POWER_ITERATIONS = 2;

    private final HeadKind kind;

    HeadFitter(HeadKind kind) {
        this.kind = kind;
    }

    @Override
    public Architecture architecture() {
        return Architecture.of(kind.cypherName());
    }

    /** The options in force for a head. */
    static HeadOptions options(TrainingOptions options, HeadKind kind) {
        return options.head() != null ? options.head() : HeadOptions.defaults(kind);
    }

    private HeadOptions head(Task task) {
        return options(task.options(), kind);
    }

    @Override
    public Optional<String> refusal(Task task) {
        if (HeadTrainer.find().isEmpty()) {
            return Optional.of("The architecture `" + kind.cypherName() + "` is trained by a jar of its own, which is"
                    + " missing. Put " + HeadTrainer.JARS + " into the server's folder `plugins` and restart; or take"
                    + " `lightgcn`, `textgcn` or `auto`, which need neither.");
        }
        if (head(task).context() == Context.MULTI_TASK && task.classes() == null) {
            return Optional.of(
                    "The fusion `multiTask` needs the classes of items, but there are none. Name their property as"
                            + " `targetProperty`.");
        }
        return Optional.empty();
    }

    /** Never unasked: it takes minutes, and what AUTO chooses must not depend on a jar. */
    @Override
    public boolean automatic(Task task) {
        return false;
    }

    @Override
    public double expectedSeconds(Task task) {
        HeadOptions options = head(task);
        double rows = Math.min(task.interactions().size(), (double) task.users() * options.historyLength());
        double operations = 6.0
                * options.embeddingDimension()
                * (options.negativeSamples() + 12.0 * options.layers() * options.embeddingDimension());
        return 1e-10 * 30 * rows * operations;
    }

    @Override
    public Contender tune(Task task, Trials trials) {
        HeadOptions options = head(task);
        if (trials.pointless()) {
            HeadOptions untuned = options.withEpochs(Math.min(options.epochs(), EPOCHS_UNTUNED));
            return new Contender(
                    train(task, trials.training(), untuned, null),
                    new RankingReport(1, 0, 0, 0, 0, 0),
                    all -> train(task, all, untuned, null));
        }
        HeadModel[] best = new HeadModel[1];
        RankingReport measured = trials.run(() -> {
                    best[0] = train(task, trials.training(), options, model -> trials.ndcg(model, USERS_PER_EPOCH));
                    return best[0];
                })
                .mean();
        HeadOptions chosen = options.withEpochs(((Long) best[0].parameters().get("epochs")).intValue());
        // the report of the training that was measured says more than that of the refit
        return new Contender(
                best[0], measured, all -> train(task, all, chosen, null).withEpochs(best[0].epochs()));
    }

    private HeadModel train(
            Task task, Interactions interactions, HeadOptions options, ToDoubleFunction<HeadModel> ndcg) {
        Monitor monitor = task.monitor();
        HeadTrainer trainer = HeadTrainer.find().orElseThrow();
        return trainer.train(
                new HeadTask(
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

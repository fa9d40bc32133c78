// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.vectors;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.gradient.FreeVectors;
import org.graphrec.training.gradient.ItemEncoder;
import org.graphrec.training.gradient.ItemPropagation;
import org.graphrec.training.gradient.ProjectionEncoder;
import org.graphrec.training.gradient.VectorOptions;
import org.graphrec.training.gradient.VectorTraining;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.model.EpochReport;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.TextProjection;
import org.graphrec.training.propagate.CoOccurrence;
import org.graphrec.training.rating.BayesianRatings;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.TrainingOptions;
import org.graphrec.training.tune.Trials;

/**
 * Item vectors trained on the graph, {@link ItemVectors}: {@code lightgcn} from the leading singular vectors of the graph, {@code textgcn} from texts: few temperatures and decays are
 * tried on the holdout, each stopped when the holdout says so; the refit runs as many epochs as were best there.
 */
public final class VectorsArchitecture implements Architecture {

    private static final int DIMENSION = 64;

    static final int LAYERS = 2;

    private static final int NEGATIVES = 256;

    private static final int MAX_EPOCHS = 100;

    private static final int PATIENCE = 5;

    /** Epochs where there is no holdout to tell. */
    private static final int EPOCHS_UNTUNED = 10;

    /** Users on whom each epoch is measured. */
    private static final int USERS_PER_EPOCH = 1000;

    private static final double[] TEMPERATURES = {0.1, 0.2};

    private static final double[] DECAYS = {0.5, 1};

    private static final double[] SERVED_DECAYS = {0, 0.2, 0.5, 0.7, 1, 1.5, 2};

    private final String name;
    private final boolean text;

    private VectorsArchitecture(String name, boolean text) {
        this.name = name;
        this.text = text;
    }

    /** From the leading singular vectors of the graph. */
    public static VectorsArchitecture lightgcn() {
        return new VectorsArchitecture("lightgcn", false);
    }

    /** From texts. */
    public static VectorsArchitecture textgcn() {
        return new VectorsArchitecture("textgcn", true);
    }

    /** What is chosen on the holdout. */
    private record Setting(double temperature, double decay, int epochs, double servedDecay) {

        Setting withEpochs(int epochs) {
            return new Setting(temperature, decay, epochs, servedDecay);
        }

        Setting withServedDecay(double servedDecay) {
            return new Setting(temperature, decay, epochs, servedDecay);
        }
    }

    @Override
    public String cypherName() {
        return name;
    }

    @Override
    public boolean automatic(Inputs inputs) {
        return false;
    }

    @Override
    public boolean readsTexts() {
        return text;
    }

    @Override
    public Optional<String> refusal(Task task) {
        return text && task.features() == null
                ? Optional.of("The architecture `textgcn` needs item features, but there are none.")
                : Optional.empty();
    }

    @Override
    public double expectedSeconds(Task task) {
        double sparse = 8.0 * task.interactions().size() * DIMENSION;
        double dense =
                text ? 2.5 * task.items() * hidden(task) * (task.features().columns() + DIMENSION) : 0;
        double steps = Math.min(50, 1.0 * task.users() / batchSize(task.users()) + 1);
        return 1e-10 * 4 * 30 * steps * (sparse + dense);
    }

    @Override
    public Candidate tune(Task task, Trials trials) {
        boolean timed = task.interactions().timed();
        double decay = timed ? DECAYS[0] : 0;
        if (trials.pointless()) {
            Setting untuned = new Setting(TEMPERATURES[TEMPERATURES.length - 1], decay, EPOCHS_UNTUNED, decay);
            return Candidate.untuned(
                    train(task, trials.training(), untuned, null).model(),
                    all -> train(task, all, untuned, null).model());
        }
        Search search = new Search(task, trials);
        for (double temperature : TEMPERATURES) {
            search.train(new Setting(temperature, decay, MAX_EPOCHS, decay));
        }
        for (int i = 1; i < DECAYS.length && timed; i++) {
            search.train(new Setting(search.best.temperature(), DECAYS[i], MAX_EPOCHS, DECAYS[i]));
        }
        if (timed) {
            search.serve(SERVED_DECAYS);
        }
        Setting best = search.best;
        List<EpochReport> epochs = search.model.epochs();
        // those that were measured
        return new Candidate(
                search.model,
                search.measured,
                all -> train(task, all, best, null).model().withEpochs(epochs));
    }

    @Override
    public List<String> tuningPhases(Inputs inputs) {
        int trainings = TEMPERATURES.length + (inputs.times() ? DECAYS.length - 1 : 0);
        return IntStream.range(0, trainings)
                .boxed()
                .flatMap(i -> fittingPhases(inputs).stream())
                .toList();
    }

    @Override
    public List<String> fittingPhases(Inputs inputs) {
        return text ? List.of("Train " + name) : List.of("Spectral", "Train " + name);
    }

    @Override
    public long peakBytes(FitSize size) {
        return size.all();
    }

    @Override
    public ModelFormat<ItemVectors> format() {
        return new ItemVectorsFormat(name);
    }

    @Override
    public Optional<ComparisonEntry> comparison() {
        return Optional.of(
                (text
                        ? ComparisonEntry.of(Family.TEXT_GRAPH_NETWORK)
                                .withRatings(BayesianRatings.WITH_TEXTS)
                                .onlyWhenNamed()
                        : ComparisonEntry.of(Family.GRAPH_NETWORK)));
    }

    /** A model with the setting of its best epoch. */
    private record Trained(ItemVectors model, Setting setting) {}

    /** The best so far on the holdout. */
    private final class Search {

        private final Task task;
        private final Trials trials;
        private Setting best;
        private ItemVectors model;
        private RankingReport measured;

        Search(Task task, Trials trials) {
            this.task = task;
            this.trials = trials;
        }

        void train(Setting setting) {
            consider(() -> VectorsArchitecture.this.train(
                    task, trials.training(), setting, model -> trials.ndcg(model, USERS_PER_EPOCH)));
        }

        /** Tries other decays for the trained vectors. */
        void serve(double[] decays) {
            ItemVectors trained = model;
            Setting setting = best;
            for (double decay : decays) {
                Setting other = setting.withServedDecay(decay);
                consider(() -> new Trained(
                        new ItemVectors(
                                name,
                                trained.vectors(),
                                trials.training().coldItems(),
                                new HistoryWeighting(decay, false),
                                LAYERS,
                                parameters(other),
                                trained.textProjection().orElse(null),
                                trained.epochs()),
                        other));
            }
        }

        private void consider(Supplier<Trained> build) {
            Trained[] built = new Trained[1];
            RankingReport report = trials.run(() -> {
                        built[0] = build.get();
                        return built[0].model();
                    })
                    .mean();
            if (best == null || report.ndcg() > measured.ndcg()) {
                best = built[0].setting();
                model = built[0].model();
                measured = report;
            }
        }
    }

    /** Trains with a setting; {@code ndcg} stops it, or it runs all epochs of the setting. */
    private Trained train(Task task, Interactions interactions, Setting setting, ToDoubleFunction<ItemVectors> ndcg) {
        TrainingOptions options = task.options();
        Monitor monitor = task.monitor();
        CoOccurrence graph = new CoOccurrence(interactions, options.concurrency(), monitor);
        BitSet cold = graph.cold();
        ItemEncoder encoder = text ? projection(task) : free(graph, cold, options, monitor);
        TextProjection projection = encoder instanceof ProjectionEncoder texts ? texts.projection() : null;
        VectorTraining training = new VectorTraining(
                interactions,
                encoder,
                new ItemPropagation(graph, cold, LAYERS),
                VectorOptions.defaults()
                        .with()
                        .temperature(setting.temperature())
                        .learningRate(text ? 5e-4 : 5e-3)
                        .negatives(NEGATIVES)
                        .batchSize(batchSize(interactions.users()))
                        .maxEpochs(setting.epochs())
                        .patience(PATIENCE)
                        .maskedShare(text ? 0.2 : 0)
                        .weighting(new HistoryWeighting(setting.decay(), false))
                        .randomSeed(options.randomSeed())
                        .concurrency(options.concurrency())
                        .build(),
                monitor);
        monitor.phase("Train " + name, (long) training.steps() * setting.epochs());
        ToDoubleFunction<float[][]> measure = ndcg == null
                ? null
                : vectors -> ndcg.applyAsDouble(model(vectors, cold, setting, projection, List.of()));
        int epochs = training.run(measure);
        Setting trained = setting.withEpochs(epochs);
        return new Trained(model(training.vectors(), cold, trained, projection, training.epochs()), trained);
    }

    private ItemVectors model(
            float[][] rows, BitSet cold, Setting setting, TextProjection projection, List<EpochReport> epochs) {
        Matrix vectors = new Matrix(rows.length, DIMENSION);
        for (int item = 0; item < rows.length; item++) {
            System.arraycopy(rows[item], 0, vectors.values(), vectors.offset(item), DIMENSION);
        }
        HistoryWeighting weighting = new HistoryWeighting(setting.servedDecay(), false);
        return new ItemVectors(name, vectors, cold, weighting, LAYERS, parameters(setting), projection, epochs);
    }

    private static Map<String, Object> parameters(Setting setting) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("dimension", (long) DIMENSION);
        parameters.put("layers", (long) LAYERS);
        parameters.put("temperature", setting.temperature());
        parameters.put("epochs", (long) setting.epochs());
        parameters.put("trainedDecay", setting.decay());
        parameters.put("recencyDecay", setting.servedDecay());
        return parameters;
    }

    private static ItemEncoder projection(Task task) {
        TextProjection projection = TextProjection.random(
                task.features().columns(),
                hidden(task),
                DIMENSION,
                task.options().randomSeed());
        return new ProjectionEncoder(projection, task.features(), task.options().concurrency(), task.monitor());
    }

    /** The leading right singular vectors of the graph, and a little noise; zero for cold items. */
    private static ItemEncoder free(CoOccurrence graph, BitSet cold, TrainingOptions options, Monitor monitor) {
        monitor.phase("Spectral", RandomizedSvd.products(2));
        float[][] spectral = RandomizedSvd.of(graph, DIMENSION, 2, options.randomSeed(), options.concurrency(), monitor)
                .rightVectors();
        float scale = (float) Math.sqrt((double) spectral.length / DIMENSION);
        SplittableRandom random = new SplittableRandom(options.randomSeed());
        float[][] vectors = new float[spectral.length][DIMENSION];
        for (int item = 0; item < vectors.length; item++) {
            for (int d = 0; d < DIMENSION && !cold.get(item); d++) {
                float lead = d < spectral[item].length ? scale * spectral[item][d] : 0;
                vectors[item][d] = lead + (float) random.nextDouble(-0.01, 0.01);
            }
        }
        return new FreeVectors(vectors, DIMENSION);
    }

    private static int hidden(Task task) {
        return Math.max(DIMENSION, task.features().columns() / 2);
    }

    private static int batchSize(int users) {
        return Math.min(1024, Math.max(32, users / 16));
    }
}

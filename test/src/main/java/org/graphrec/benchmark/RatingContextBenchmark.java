// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.graphrec.data.DataException;
import org.graphrec.data.Dataset;
import org.graphrec.demo.Output;
import org.graphrec.training.Monitor;
import org.graphrec.training.compare.PairedTest;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.rating.FoldedIn;
import org.graphrec.training.rating.RatingTrainer;
import org.graphrec.training.tune.TrainingOptions;

/**
 * What genres, casts, directors and years are worth where ratings are predicted: for all ratings of ml-100k in five folds, and for films
 * that are held out whole. In this process, by the training alone; what is to be chosen is chosen on a part of the training part. The
 * fold of a rating is {@code new SplittableRandom(1_000_003 + user * 100_003 + film).nextInt(5)}; the films held out are those of {@link
 * ContextSplit#ofItems} for seeds 1 to 5, with texts unless
 * {@code rec.texts} is {@code false}. Users are compared in pairs over all folds, by their sums of squared errors. Reads {@code
 * rec.data}, {@code rec.tasks} ({@code folds}, {@code cold}) and {@code rec.splits} (how many of the five).
 */
public final class RatingContextBenchmark {
    private static final int FOLDS = 5;

    private final int splits = Integer.getInteger("rec.splits", FOLDS);
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final Output output;
    private final ContextData data;
    private final float[] ratings;
    private final Context context;

    private RatingContextBenchmark(Output output, boolean texts) {
        this.output = output;
        this.data = ContextData.movieLens100K(texts);
        Dataset films = RatedData.load("ml-100k", Path.of(System.getProperty("rec.data", "../shared/data"), "ml-100k"));
        this.ratings = new float[films.interactions().size()];
        for (int i = 0; i < ratings.length; i++) {
            ratings[i] = ((Double) films.interactions().get(i).properties().get("rating")).floatValue();
        }
        List<Relation> relations = new ArrayList<>(data.context().relations());
        relations.add(years(films));
        this.context = new Context(relations);
    }

    /** Ends the JVM with 1 after one line that says what is wrong, where something is. */
    public static void main(String[] arguments) {
        var output = new Output(System.out, 1);
        List<String> tasks =
                List.of(System.getProperty("rec.tasks", "folds,cold").split(",", -1));
        try {
            boolean texts = !System.getProperty("rec.texts", "true").equals("false");
            var benchmark = new RatingContextBenchmark(output, texts && tasks.contains("cold"));
            output.line(
                    "| what | beside | RMSE | | % | p | training, processor s | |\n|---|---|---|---|---|---|---|---|");
            if (tasks.contains("folds")) {
                benchmark.folds();
            }
            if (tasks.contains("cold")) {
                benchmark.cold();
            }
        } catch (DataException | IllegalArgumentException e) {
            output.line("\nError: " + e.getMessage());
            System.exit(1);
        }
    }

    /** A film's year, its decade, and the ten years around the turn of one: bands that overlap, so that near years have one in common. */
    private Relation years(Dataset films) {
        Map<String, Integer> nodes = new HashMap<>();
        List<int[]> edges = new ArrayList<>();
        for (Map<String, Object> film : films.items()) {
            String year = (String) film.getOrDefault("year", "");
            if (year.matches("\\d{4}")) {
                int number = Integer.parseInt(year);
                for (String node : List.of(year, number / 10 + "0s", "around " + (number + 5) / 10 + "0")) {
                    edges.add(new int[] {
                        data.items().get((String) film.get("id")), nodes.computeIfAbsent(node, key -> nodes.size())
                    });
                }
            }
        }
        return ContextData.relation(
                "year", Relation.Ends.ITEM_NODE, data.items().size(), nodes.size(), edges);
    }

    /** All ratings, each predicted by a model of the other folds; without texts. */
    private void folds() {
        int[] users = keys(data.users());
        int[] items = keys(data.items());
        var row = new Row("ml-100k, five folds");
        for (int fold = 0; fold < splits; fold++) {
            int now = fold;
            row.add(
                    i -> new SplittableRandom(1_000_003L
                                            + users[data.pairs().get(i)[0]] * 100_003L
                                            + items[data.pairs().get(i)[1]])
                                    .nextInt(FOLDS)
                            == now,
                    null);
        }
        output.line(row.toString());
    }

    /** Films held out whole, by texts and the rest of the graph beside texts alone. */
    private void cold() {
        var row = new Row(
                "ml-100k, films without ratings, " + (data.features() == null ? "without texts" : "with texts"));
        for (int seed = 1; seed <= splits; seed++) {
            Csr held = ContextSplit.ofItems(data, seed).test().byItem();
            row.add(i -> held.degree(data.pairs().get(i)[1]) > 0, data.features());
        }
        output.line(row.toString());
    }

    private static int[] keys(Map<String, Integer> numbers) {
        int[] keys = new int[numbers.size()];
        numbers.forEach((key, row) -> keys[row] = Integer.parseInt(key));
        return keys;
    }

    private Interactions part(IntPredicate taken) {
        int[] rows = IntStream.range(0, ratings.length).filter(taken).toArray();
        float[] weights = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            weights[i] = ratings[rows[i]];
        }
        return Interactions.of(
                data.users().size(),
                data.items().size(),
                IntStream.of(rows).map(row -> data.pairs().get(row)[0]).toArray(),
                IntStream.of(rows).map(row -> data.pairs().get(row)[1]).toArray(),
                weights,
                null);
    }

    /** Errors with and without the rest of the graph, over all splits. */
    private final class Row {
        private final String name;
        private final double[][] squares = new double[2][data.users().size()];
        private final int[] counts = new int[data.users().size()];
        private final double[] seconds = new double[2];

        Row(String name) {
            this.name = name;
        }

        void add(IntPredicate isHeld, Matrix texts) {
            Interactions alone = part(isHeld.negate());
            Interactions held = part(isHeld);
            for (int user = 0; user < counts.length; user++) {
                counts[user] += held.byUser().degree(user);
            }
            add(0, alone.with(context), held, texts);
            add(1, alone, held, texts);
        }

        private void add(int which, Interactions known, Interactions held, Matrix texts) {
            long start = ContextBenchmark.processorTime();
            var model = RatingTrainer.fit(known, texts, TrainingOptions.defaults(), Monitor.SILENT)
                    .model();
            seconds[which] += (ContextBenchmark.processorTime() - start) / 1e9 / splits;
            double[] predicted = new FoldedIn(model, known).predict(held, threads, Monitor.SILENT);
            Csr byUser = held.byUser();
            double fold = 0;
            for (int user = 0; user < byUser.rows(); user++) {
                for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                    double error = predicted[edge] - byUser.weight(edge);
                    squares[which][user] += error * error;
                    fold += error * error;
                }
            }
            if (Boolean.getBoolean("rec.parameters")) {
                output.line(String.format(
                        Locale.ROOT,
                        "%s, %s: %.4f %s",
                        name,
                        which == 0 ? "with" : "without",
                        Math.sqrt(fold / byUser.edges()),
                        model.parameters()));
            }
        }

        @Override
        public String toString() {
            double one = Math.sqrt(
                    Arrays.stream(squares[0]).sum() / Arrays.stream(counts).sum());
            double other = Math.sqrt(
                    Arrays.stream(squares[1]).sum() / Arrays.stream(counts).sum());
            return String.format(
                    Locale.ROOT,
                    "| %s | genres, casts, directors and years, without | %.4f | %.4f | %+.2f | %.2g | %.1f | %.1f |",
                    name,
                    one,
                    other,
                    100 * (one / other - 1),
                    PairedTest.pValue(squares[0], squares[1], counts),
                    seconds[0],
                    seconds[1]);
        }
    }
}

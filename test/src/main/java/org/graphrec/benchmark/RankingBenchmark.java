// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.graphrec.data.DataException;
import org.graphrec.demo.Output;
import org.graphrec.server.ServerException;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.StandaloneServer;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Ranking quality through the Cypher procedures, on data sets with a published split. Reads {@code rec.data} (the folder with
 * one folder for each), {@code rec.datasets} (some of them, apart by commas), {@code rec.questions} (of {@code all}, {@code batch},
 * {@code tail}, {@code cold}, {@code rating}, and where asked {@code heads}, likewise), {@code rec.seeds} (how many; 3 by default),
 * {@code rec.heap}, and {@code rec.encoder}: what embeds the texts, by its name, where {@code rec.encoder.jar} may name the jar that
 * has it, or {@code distilled} for one distilled from the bundled one.
 * What it measures with the bundled encoder is kept in {@code test/results}, a file for each data set and question.
 */
public final class RankingBenchmark {
    private static final List<String> DATASETS =
            List.of("gowalla", "amazon-book-kgat", "ml-1m", "amazon-beauty", "amazon-beauty-refit", "ml-100k");
    private static final long FIRST_SEED = 42;

    private final Output output;
    private final MeasuredRows measured = new MeasuredRows();
    private final int seeds = Integer.getInteger("rec.seeds", 3);
    private final List<String> questions = Arrays.asList(
            System.getProperty("rec.questions", "all,batch,tail,cold,rating").split(",", -1));

    private RankingBenchmark(Output output) {
        this.output = output;
    }

    /** Ends the JVM with 1 after one line that says what is wrong, where something is. */
    public static void main(String[] arguments) {
        String some = System.getProperty("rec.datasets");
        List<String> datasets = some == null ? DATASETS : Arrays.asList(some.split(",", -1));
        var output = new Output(System.out, datasets.size());
        try {
            new RankingBenchmark(output).run(Path.of(System.getProperty("rec.data", "../shared/data")), datasets);
        } catch (DataException | ServerException | Neo4jException | IllegalArgumentException e) {
            output.line("\nError: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run(Path data, List<String> datasets) {
        output.line(
                "All items are ranked but those the user has; half of the ties rank before. Parameters are chosen by");
        output.line("rec.train on a withheld part of train; the test part is used once for each row. Means over users");
        output.line("and, of auto, over " + seeds + " seeds.");
        for (String name : datasets) {
            Path folder = data.resolve(name.replaceFirst("-refit$", ""));
            if (!Files.isDirectory(folder)) {
                output.line("");
                output.line("Skipped " + name + ": there is no folder `" + folder
                        + "`. Name another with -Drec.data=FOLDER.");
                continue;
            }
            output.step("Measuring on " + name, () -> {
                inServer(run -> measure(name, folder, run));
                return null;
            });
        }
        output.line("");
        measured.show(output);
        Path results = Path.of(System.getProperty("rec.target", "test/target")).resolveSibling("results");
        if (System.getProperty("rec.encoder") == null) {
            measured.write(results, Source.ofThisRun(RankingBenchmark.class, heap()));
        }
    }

    private void measure(String name, Path folder, Function<SplitDataset, RankingRun> prepared) {
        switch (name) {
            case "gowalla" -> {
                SplitDataset dataset = SplitLoader.lists(name, folder);
                RankingRun run = prepared.apply(dataset);
                for (String architecture : List.of("itemGraph", "auto", "popularity")) {
                    ranked(dataset, architecture, false, run, 20, false);
                }
                batch(name, run);
            }
            case "amazon-book-kgat" -> {
                SplitDataset dataset = SplitLoader.lists(name, folder);
                RankingRun run = prepared.apply(dataset);
                for (String architecture : List.of("auto", "itemKnn", "rp3beta", "popularity")) {
                    ranked(dataset, architecture, false, run, 20, false);
                }
            }
            case "ml-1m" -> {
                SplitDataset dataset = SplitLoader.movieLens1M(folder);
                RankingRun run = prepared.apply(dataset);
                for (String architecture : List.of("itemGraph", "ease", "content", "auto", "popularity")) {
                    ranked(dataset, architecture, true, run, 10, false);
                }
            }
            case "amazon-beauty", "amazon-beauty-refit" -> {
                boolean refit = name.endsWith("-refit");
                SplitDataset dataset = SplitLoader.beauty(folder, refit);
                RankingRun run = prepared.apply(dataset);
                ranked(dataset, "content", true, run, 10, true);
                tail(dataset, run, 10);
                heads(dataset, run);
                if (!refit) {
                    cold(dataset.coldItems(FIRST_SEED), prepared);
                }
            }
            case "ml-100k" -> {
                SplitDataset dataset = SplitLoader.movieLens100K(folder);
                SplitDataset split = dataset.lastOfEach(0.2);
                tail(split, prepared.apply(split), 20);
                cold(dataset.coldItems(FIRST_SEED), prepared);
                rating(name, folder);
            }
            default ->
                throw new IllegalArgumentException(
                        "The value of `rec.datasets` must be of " + DATASETS + " but has `" + name + "`.");
        }
    }

    /** HR is the Recall of one item to find. */
    private void ranked(
            SplitDataset dataset, String architecture, boolean text, RankingRun run, int k, boolean single) {
        if (!questions.contains("all")) {
            return;
        }
        int repeats = architecture.equals("auto") ? seeds : 1;
        double recall = 0;
        double seconds = 0;
        List<double[]> ndcgs = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            RankingRun.Trained model = run.train(
                    new RankingRun.Setting(architecture, text && !architecture.equals("popularity"), FIRST_SEED + i));
            RankedLists lists = run.lists(model, false);
            recall += RankedLists.mean(lists.recall(k)) / repeats;
            seconds += model.seconds() / repeats;
            ndcgs.add(lists.ndcg(k));
            output.note("%s seed %d: %s@%d %.4f, NDCG@%d %.4f"
                    .formatted(
                            architecture,
                            FIRST_SEED + i,
                            single ? "HR" : "Recall",
                            k,
                            RankedLists.mean(lists.recall(k)),
                            k,
                            RankedLists.mean(lists.ndcg(k))));
            output.labelled("with", model.info().get("parameters").toString());
        }
        double ndcg = ndcgs.stream().mapToDouble(RankedLists::mean).average().orElseThrow();
        measured.add(
                dataset,
                "all",
                shown(architecture, text && !architecture.equals("popularity")),
                seeds(repeats),
                MeasuredRows.figures((single ? "HR@" : "Recall@") + k, recall, "NDCG@" + k, ndcg),
                seconds);
    }

    private void batch(String name, RankingRun run) {
        if (questions.contains("batch")) {
            RankingRun.Trained model = run.train(new RankingRun.Setting("itemGraph", false, FIRST_SEED));
            measured.note(
                    name,
                    "all users",
                    "itemGraph",
                    "%,.0f users/s".formatted(run.usersPerSecond(model)),
                    "one thread",
                    decimals(1, model.seconds()));
        }
    }

    /** With text against without, on all items and on the half of the items with the fewest interactions. */
    private void tail(SplitDataset dataset, RankingRun run, int k) {
        if (!questions.contains("tail")) {
            return;
        }
        var tail = RankedLists.among(dataset.test(), dataset.tail());
        double[][] means = new double[2][2];
        double[][] ndcgs = new double[2][];
        for (int text = 1; text >= 0; text--) {
            boolean single = k == 10;
            double recall = 0;
            double ndcg = 0;
            double seconds = 0;
            for (int i = 0; i < seeds; i++) {
                RankingRun.Trained model = run.train(new RankingRun.Setting("auto", text == 1, FIRST_SEED + i));
                RankedLists all = run.lists(model, false);
                RankedLists some = all.judgedBy(tail);
                recall += RankedLists.mean(all.recall(k)) / seeds;
                ndcg += RankedLists.mean(all.ndcg(k)) / seeds;
                seconds += model.seconds() / seeds;
                means[text][0] += RankedLists.mean(some.recall(k)) / seeds;
                double[] own = some.ndcg(k);
                means[text][1] += RankedLists.mean(own) / seeds;
                ndcgs[text] = ndcgs[text] == null ? new double[own.length] : ndcgs[text];
                for (int u = 0; u < own.length; u++) {
                    ndcgs[text][u] += own[u] / seeds;
                }
                output.note("auto%s seed %d: Recall@%d %.4f, NDCG@%d %.4f; tail %.4f, %.4f"
                        .formatted(
                                text == 1 ? " + text" : "",
                                FIRST_SEED + i,
                                k,
                                RankedLists.mean(all.recall(k)),
                                k,
                                RankedLists.mean(all.ndcg(k)),
                                RankedLists.mean(some.recall(k)),
                                RankedLists.mean(own)));
                output.labelled("with", model.info().get("parameters").toString());
            }
            String model = shown("auto", text == 1);
            String first = (single ? "HR@" : "Recall@") + k;
            measured.add(
                    dataset,
                    "all",
                    model,
                    seeds(seeds),
                    MeasuredRows.figures(first, recall, "NDCG@" + k, ndcg),
                    seconds);
            measured.add(
                    dataset,
                    "tail",
                    model,
                    seeds(seeds),
                    MeasuredRows.figures(first, means[text][0], "NDCG@" + k, means[text][1]),
                    seconds);
        }
        double errors = RankedLists.standardErrorsAbove(ndcgs[1], ndcgs[0]);
        measured.note(
                dataset.name(),
                "tail",
                "text above none",
                "%.1f std. errors".formatted(errors),
                errors > 2.58 ? "p < .01, paired" : "p >= .01, paired",
                "");
    }

    /** What the deep heads of {@code rec.deepHeads} add to auto. */
    private void heads(SplitDataset dataset, RankingRun run) {
        if (!questions.contains("heads")) {
            return;
        }
        List<String> heads =
                List.of(System.getProperty("rec.deepHeads", "lstm,transformer").split(",", -1));
        List<double[]> ndcgs = new ArrayList<>();
        for (List<String> some : List.of(List.<String>of(), heads)) {
            RankingRun.Trained model = run.train(new RankingRun.Setting("auto", true, FIRST_SEED, some));
            RankedLists lists = run.lists(model, false);
            ndcgs.add(lists.ndcg(10));
            output.labelled("with", model.info().get("parameters").toString());
            measured.add(
                    dataset,
                    "heads",
                    shown("auto", true) + (some.isEmpty() ? "" : " + " + String.join(", ", some)),
                    seeds(1),
                    MeasuredRows.figures(
                            "HR@10", RankedLists.mean(lists.recall(10)), "NDCG@10", RankedLists.mean(lists.ndcg(10))),
                    model.seconds());
        }
        double errors = RankedLists.standardErrorsAbove(ndcgs.get(1), ndcgs.get(0));
        measured.note(dataset.name(), "heads", "heads above none", "%.1f std. errors".formatted(errors), "paired", "");
    }

    /** Items without interactions: among all items, and among each other. */
    private void cold(SplitDataset dataset, Function<SplitDataset, RankingRun> prepared) {
        if (!questions.contains("cold")) {
            return;
        }
        RankingRun run = prepared.apply(dataset);
        for (String architecture : List.of("popularity", "content", "itemGraph", "auto")) {
            RankingRun.Trained model =
                    run.train(new RankingRun.Setting(architecture, !architecture.equals("popularity"), FIRST_SEED));
            double all = RankedLists.mean(run.lists(model, false).recall(20));
            double among = RankedLists.mean(run.lists(model, true).recall(20));
            measured.add(
                    dataset,
                    "cold items",
                    architecture.equals("content") ? "text kNN" : "`" + architecture + "`",
                    seeds(1),
                    MeasuredRows.figures("Recall@20", all, "among cold", among),
                    model.seconds());
            output.note("cold items, %s: Recall@20 %.4f, among cold items %.4f".formatted(architecture, all, among));
            output.labelled("with", model.info().get("parameters").toString());
        }
    }

    /** Ratings by five-fold cross-validation. */
    private void rating(String name, Path folder) {
        if (!questions.contains("rating")) {
            return;
        }
        try (var server = StandaloneServer.start(serverOptions("rating-server"));
                Session session = server.driver().session()) {
            CompareBenchmark.load(RatedData.load(name, folder), server.driver(), session);
            Record row =
                    CompareBenchmark.compare(name, session, List.of("auto")).get(0);
            measured.note(
                    name,
                    "5 folds",
                    "auto + text, rating",
                    "RMSE" + decimals(4, row.get("rmse").asDouble()),
                    "MAE" + decimals(4, row.get("mae").asDouble()),
                    decimals(1, row.get("fitMillis").asLong() / 1e3));
        }
    }

    private interface Work {
        void on(Function<SplitDataset, RankingRun> prepared);
    }

    private void inServer(Work work) {
        try (var server = StandaloneServer.start(serverOptions("benchmark-server"))) {
            work.on(dataset -> {
                var run = new RankingRun(server.driver(), dataset, output);
                run.prepare();
                return run;
            });
        }
    }

    private static String shown(String architecture, boolean text) {
        return "`" + architecture + "`" + (text ? " + text" : "");
    }

    private static List<Long> seeds(int count) {
        return LongStream.range(FIRST_SEED, FIRST_SEED + count).boxed().toList();
    }

    private static String heap() {
        return System.getProperty("rec.heap", "4g");
    }

    private static ServerOptions serverOptions(String name) {
        Path target = Path.of(System.getProperty("rec.target", "test/target"));
        ServerOptions options =
                ServerOptions.ofBuild(target, name).withHeap(heap()).withDeepHeads(target);
        if (System.getProperty("rec.encoder") == null) {
            return options;
        }
        if (System.getProperty("rec.encoder.jar") != null) {
            return options.withPlugin(Path.of(System.getProperty("rec.encoder.jar")));
        }
        try {
            Path encoders = Files.createTempDirectory(target.toAbsolutePath(), "encoders-");
            return options.withConfigurationFile("graph-recommender.conf", "rec.encoder.folder=" + encoders + "\n");
        } catch (IOException noRoom) {
            throw new UncheckedIOException(noRoom);
        }
    }

    private static String decimals(int digits, double value) {
        return String.format(Locale.ROOT, " %." + digits + "f", value);
    }
}

package org.graphrec.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.graphrec.data.DataException;
import org.graphrec.demo.Output;
import org.graphrec.demo.TextTable;
import org.graphrec.server.ServerException;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.StandaloneServer;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Recall@20 and NDCG@20 of each architecture on MovieLens 1M and gowalla, through the Cypher procedures. Reads {@code
 * rec.data} (the folder with {@code ml-1m} and {@code gowalla}) and {@code rec.heap}.
 */
public final class RankingBenchmark {
    private static final List<String> ARCHITECTURES = List.of("itemGraph", "content", "popularity");
    private static final List<String> DATASETS = List.of("ml-1m", "gowalla");

    private RankingBenchmark() {}

    /** Ends the JVM with 1 after one line that says what is wrong, where something is. */
    public static void main(String[] arguments) {
        var output = new Output(System.out, DATASETS.size());
        try {
            run(Path.of(System.getProperty("rec.data", "../shared/data")), output);
        } catch (DataException | ServerException | Neo4jException | IllegalArgumentException e) {
            output.line("\nError: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Path data, Output output) {
        output.line(
                "Full ranking of all items but those the user has in train. Recall@20 = hits / |test items|; NDCG@20 =");
        output.line("DCG / ideal DCG of min(|test items|, 20) hits; means over users with a test item. Parameters are");
        output.line("chosen by rec.train on 10 % of train; the test part is used once.");
        var table = new TextTable("data", "architecture", "Recall@20", "NDCG@20", "train s", "users/s");
        for (String name : DATASETS) {
            Path folder = data.resolve(name);
            if (!Files.isDirectory(folder)) {
                output.line("");
                output.line("Skipped " + name + ": there is no folder `" + folder
                        + "`. Name another with -Drec.data=FOLDER.");
                continue;
            }
            Function<Path, SplitDataset> loader =
                    name.equals("gowalla") ? SplitLoader::gowalla : SplitLoader::movieLens1M;
            List<Object[]> rows = output.step("Measuring on " + name, () -> measure(loader.apply(folder), output));
            rows.forEach(table::add);
        }
        output.line("");
        table.lines(0).forEach(output::line);
    }

    private static List<Object[]> measure(SplitDataset dataset, Output output) {
        Path target = Path.of(System.getProperty("rec.target", "test/target"));
        ServerOptions options =
                ServerOptions.ofBuild(target, "benchmark-server").withHeap(System.getProperty("rec.heap", "4g"));
        List<Object[]> rows = new ArrayList<>();
        try (var server = StandaloneServer.start(options)) {
            var run = new RankingRun(server.driver(), dataset, output);
            run.prepare();
            for (String architecture : ARCHITECTURES) {
                rows.add(row(dataset, architecture, run, output));
            }
        }
        return rows;
    }

    private static Object[] row(SplitDataset dataset, String architecture, RankingRun run, Output output) {
        if (architecture.equals("content") && !dataset.text()) {
            return new Object[] {dataset.name(), architecture, "n/a (no text)", "n/a", "n/a", "n/a"};
        }
        RankingRun.Result result = run.measure(architecture);
        output.note("%s: Recall@20 %.4f, NDCG@20 %.4f".formatted(architecture, result.recall(), result.ndcg()));
        output.labelled("with", result.parameters().toString());
        return new Object[] {
            dataset.name(),
            architecture,
            decimals(4, result.recall()),
            decimals(4, result.ndcg()),
            decimals(1, result.trainSeconds()),
            decimals(0, result.usersPerSecond())
        };
    }

    private static String decimals(int digits, double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}

package org.graphrec.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.graphrec.data.DataException;
import org.graphrec.data.Dataset;
import org.graphrec.data.GraphWriter;
import org.graphrec.demo.Output;
import org.graphrec.demo.TextTable;
import org.graphrec.server.ServerException;
import org.graphrec.server.ServerOptions;
import org.graphrec.server.StandaloneServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Value;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * The tables of {@code rec.compare} on real data, through a real server: ratings of MovieLens 100K and 1M by five-fold
 * cross-validation, beside the gains of the article that this project follows; rankings of Amazon Beauty, the last item of each user left out; and
 * everything on the small MovieLens. Reads {@code rec.data} (the folder with the data sets), {@code rec.datasets} (those to run,
 * apart by commas), {@code rec.ranked} (lists where there are ratings), {@code rec.architectures}, the deep heads {@code gcn,gat,sage,lstm,transformer} among them, and {@code
 * rec.heap}. The memory is what a fit may need by its estimate.
 */
public final class CompareBenchmark {
    private static final List<String> RATED = List.of("rmse", "mae", "accuracy");
    private static final List<String> RANKED = List.of("recall", "ndcg", "hitRate", "mrr", "auc");
    private static final List<String> SPREAD = List.of("coverage", "novelty", "gini", "tailShare");

    /** How far the article's LLM+GNN is ahead: RMSE in per cent of the other's, accuracy in points. */
    private static final Map<String, double[]> ARTICLE =
            Map.of("content", new double[] {15.9, 7.8}, "mf", new double[] {9.3, 2.6});

    private CompareBenchmark() {}

    /** Ends the JVM with 1 after one line that says what is wrong, where something is. */
    public static void main(String[] arguments) {
        List<String> names = List.of(System.getProperty("rec.datasets", "ml-latest-small,ml-100k,amazon-beauty,ml-1m")
                .split(",", -1));
        var output = new Output(System.out, 2 * names.size());
        try {
            for (String name : names) {
                Path folder = Path.of(System.getProperty("rec.data", "../shared/data"), name);
                if (Files.isDirectory(folder)) {
                    run(name, RatedData.load(name, folder), output);
                } else {
                    output.line("Skipped " + name + ": there is no folder `" + folder
                            + "`. Name another with -Drec.data=FOLDER.");
                }
            }
        } catch (DataException | ServerException | Neo4jException | IllegalArgumentException e) {
            output.line("\nError: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(String name, Dataset dataset, Output output) {
        Path target = Path.of(System.getProperty("rec.target", "test/target"));
        ServerOptions options = ServerOptions.ofBuild(target, "compare-server-" + name)
                .withHeap(System.getProperty("rec.heap", "6g"))
                .withDeepHeads(target);
        try (var server = StandaloneServer.start(options);
                Session session = server.driver().session()) {
            String embedded =
                    output.step("Loading and embedding " + name, () -> load(dataset, server.driver(), session));
            output.note(embedded);
            List<Record> rows = output.step("Comparing on " + name, () -> compare(name, session));
            for (List<String> metrics : List.of(RATED, RANKED, SPREAD)) {
                show(rows, metrics, output);
            }
            showGains(rows, output);
        }
    }

    static String load(Dataset dataset, Driver driver, Session session) {
        new GraphWriter(driver, line -> {}).write(dataset);
        long texts = session.run(
                        "CALL rec.embed.nodes.write([$label], {textProperties: $texts}) YIELD nodePropertiesWritten",
                        Map.of(
                                "label",
                                dataset.schema().itemLabel(),
                                "texts",
                                dataset.schema().textProperties()))
                .single()
                .get(0)
                .asLong();
        List<String> properties =
                new ArrayList<>(dataset.interactions().get(0).properties().keySet());
        session.run(
                        "CALL gds.graph.project('all', {%s: {}, %s: {properties: ['embedding']}}, {%s: {properties: $p}})"
                                .formatted(
                                        dataset.schema().userLabel(),
                                        dataset.schema().itemLabel(),
                                        dataset.schema().relationshipType()),
                        Map.of("p", properties))
                .consume();
        return String.format(
                Locale.ROOT,
                "%,d users, %,d items, %,d interactions, %,d texts",
                dataset.users().size(),
                dataset.items().size(),
                dataset.interactions().size(),
                texts);
    }

    private static List<Record> compare(String name, Session session) {
        String usual = switch (name) {
            case "ml-1m" -> "content,mf,textgcn";
            case "ml-latest-small" -> "popularity,content,userKnn,itemKnn,mf,lightgcn,auto";
            case "amazon-beauty" -> "popularity,content,userKnn,itemKnn,mf,lightgcn,itemGraph,textgcn,auto";
            default -> "";
        };
        String architectures = System.getProperty("rec.architectures", usual);
        return compare(name, session, architectures.isEmpty() ? List.of() : List.of(architectures.split(",", -1)));
    }

    /** The rows of {@code rec.compare} as it is asked for this data set. */
    static List<Record> compare(String name, Session session, List<String> architectures) {
        String options = switch (name) {
            case "amazon-beauty" -> "split: 'leaveLastOut', relationshipTimeProperty: 'time', k: 10";
            case "ml-latest-small" -> "ratingProperty: 'rating', k: 10, timeBudgetSeconds: 30";
            default ->
                Boolean.getBoolean("rec.ranked")
                        ? "k: 10"
                        : "ratingProperty: 'rating', metrics: ['rmse', 'mae', 'accuracy'], folds: 5, seeds: [0]";
        };
        return session.run("""
                        CALL rec.compare('all', {
                          %s, featureProperties: ['embedding'], architectures: $architectures, concurrency: 2
                        })
                        """.formatted(options), Map.of("architectures", architectures))
                .list();
    }

    private static void show(List<Record> rows, List<String> metrics, Output output) {
        List<String> header = new ArrayList<>(List.of("architecture", "segment"));
        header.addAll(metrics);
        header.addAll(List.of("fit s", "memory MiB"));
        var table = new TextTable(header.toArray(String[]::new));
        boolean any = false;
        for (Record row : rows) {
            List<Object> cells = new ArrayList<>(List.of(
                    row.get("architecture").asString(), row.get("segment").asString()));
            for (String metric : metrics) {
                Value value = row.get(metric);
                cells.add(value.isNull() ? "" : String.format(Locale.ROOT, "%.4f", value.asDouble()));
                any |= !value.isNull();
            }
            cells.add(String.format(Locale.ROOT, "%.1f", row.get("fitMillis").asLong() / 1e3));
            cells.add(row.get("memoryBytes").asLong() >> 20);
            table.add(cells.toArray());
        }
        if (any) {
            output.line("");
            output.table(table);
            for (String metric : List.of("rmse", "accuracy", "ndcg")) {
                if (metrics.contains(metric)) {
                    rows.stream()
                            .filter(row -> !row.get(metric).isNull())
                            .forEach(row -> output.note(
                                    metric + " of " + row.get("architecture").asString() + " "
                                            + row.get("intervals").get(metric) + ", p "
                                            + row.get("pValues").get(metric) + " against "
                                            + row.get("comparedWith").get(metric)));
                }
            }
        }
    }

    private static void showGains(List<Record> rows, Output output) {
        Record ours = rows.stream()
                .filter(row -> row.get("family").asString().equals("LLM+GNN"))
                .findFirst()
                .orElse(null);
        if (ours == null || ours.get("rmse").isNull()) {
            return;
        }
        var table = new TextTable(
                "LLM+GNN beside", "RMSE lower by %", "article %", "accuracy higher by points", "article points");
        for (Record row : rows) {
            double[] article = ARTICLE.get(row.get("architecture").asString());
            if (article != null && row.get("segment").asString().equals("all")) {
                double rmse =
                        100 * (1 - ours.get("rmse").asDouble() / row.get("rmse").asDouble());
                double points = 100
                        * (ours.get("accuracy").asDouble() - row.get("accuracy").asDouble());
                table.add(
                        row.get("family").asString(),
                        String.format(Locale.ROOT, "%.1f", rmse),
                        String.valueOf(article[0]),
                        String.format(Locale.ROOT, "%.1f", points),
                        String.valueOf(article[1]));
            }
        }
        output.line("");
        output.table(table);
    }
}

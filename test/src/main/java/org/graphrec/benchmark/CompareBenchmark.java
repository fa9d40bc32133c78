// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * cross-validation, beside the gains of the article that this project follows; rankings of Amazon Beauty, the last item of each user left out and the second-last read as
 * history; and everything on the small MovieLens. Lists where there are times are of the temporal split, and kept in {@code test/results}. Reads {@code rec.data} (the folder with the data sets), {@code rec.datasets} (those to run,
 * apart by commas), {@code rec.ranked} (lists where there are ratings), {@code rec.split} (another split than that), {@code rec.cuts} (at how many dates the later half is cut and learned anew,
 * in place of the last fifth), {@code rec.architectures}, the deep heads {@code gcn,gat,sage,lstm,transformer} among them, and {@code
 * rec.heap}. The memory is what a fit may need by its estimate.
 */
public final class CompareBenchmark {
    private static final List<String> RATED = List.of("rmse", "mae", "accuracy");
    private static final List<String> RANKED = List.of("recall", "ndcg", "hitRate", "mrr", "auc");
    private static final List<String> SPREAD = List.of("debiasedNdcg", "coverage", "novelty", "gini", "tailShare");

    /** The metrics of lists whose figures are kept as results, with their names there. */
    private static final Map<String, String> KEPT = Map.of(
            "hitRate", "HR@10", "ndcg", "NDCG@10", "debiasedNdcg", "debiased NDCG@10", "coverage", "coverage@10");

    /** How far the article's LLM+GNN is ahead: RMSE in per cent of the other's, accuracy in points. */
    private static final Map<String, double[]> ARTICLE =
            Map.of("content", new double[] {15.9, 7.8}, "mf", new double[] {9.3, 2.6});

    /** What {@code rec.compare} takes when no seeds are named. */
    private static final long FIRST_SEED = 42;

    /** At how many dates the later half of the interactions is cut; 1 for the last fifth, once. */
    private static final int CUTS = Integer.getInteger("rec.cuts", 1);

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
            keep(name, rows);
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
            case "ml-latest-small" ->
                Boolean.getBoolean("rec.ranked")
                        ? "popularity,recentPopularity,content,userKnn,itemKnn,mf,lightgcn,auto"
                        : "popularity,content,userKnn,itemKnn,mf,lightgcn,auto";
            case "amazon-beauty" -> "popularity,content,userKnn,itemKnn,mf,lightgcn,itemGraph,textgcn,auto";
            case "ml-100k" ->
                Boolean.getBoolean("rec.ranked")
                        ? "popularity,recentPopularity,content,userKnn,itemKnn,mf,lightgcn,auto"
                        : "";
            default -> "";
        };
        String architectures = System.getProperty("rec.architectures", usual);
        return compare(name, session, architectures.isEmpty() ? List.of() : List.of(architectures.split(",", -1)));
    }

    /** The rows of {@code rec.compare} as it is asked for this data set. */
    static List<Record> compare(String name, Session session, List<String> architectures) {
        String options = switch (name) {
            case "amazon-beauty" -> split("leaveLastTwoOut") + ", relationshipTimeProperty: 'time', k: 10";
            case "ml-latest-small" ->
                Boolean.getBoolean("rec.ranked")
                        ? split("temporal") + ", relationshipTimeProperty: 'ratedAt', k: 10, timeBudgetSeconds: 30"
                        : "ratingProperty: 'rating', k: 10, timeBudgetSeconds: 30";
            default ->
                !Boolean.getBoolean("rec.ranked")
                        ? "ratingProperty: 'rating', metrics: ['rmse', 'mae', 'accuracy'], folds: 5, seeds: [0]"
                        : name.equals("ml-100k")
                                ? split("temporal") + ", relationshipTimeProperty: 'time', k: 10"
                                : "k: 10";
        };
        return session.run("""
                        CALL rec.compare('all', {
                          %s, featureProperties: ['embedding'], architectures: $architectures, concurrency: 2
                        })
                        """.formatted(options), Map.of("architectures", architectures))
                .list();
    }

    private static String split(String usual) {
        String split = System.getProperty("rec.split", usual);
        String cuts = split.equals("temporal") && CUTS > 1
                ? ", testFraction: 0.5, folds: " + CUTS + ", baseline: 'auto'"
                : "";
        return "split: '" + split + "'" + cuts;
    }

    /** Writes the lists of a split by time into the results, a file for each segment of interest. */
    private static void keep(String name, List<Record> rows) {
        String split = rows.get(0).get("configuration").get("split").asString();
        if (rows.get(0).get("ndcg").isNull() || split.equals("random")) {
            return;
        }
        Path results = Path.of(System.getProperty("rec.target", "test/target")).resolveSibling("results");
        Source source = Source.ofThisRun(CompareBenchmark.class, System.getProperty("rec.heap", "6g"));
        Map<String, String> segments = new LinkedHashMap<>();
        segments.put("all", "");
        segments.put("knownUsers", "-known-users");
        segments.put("coldUsers", "-new-users");
        segments.forEach((segment, suffix) -> {
            List<Record> some = rows.stream()
                    .filter(row -> row.get("segment").asString().equals(segment))
                    .toList();
            if (!some.isEmpty()) {
                new Result(
                                name + (CUTS > 1 ? "-cuts" : "-compare") + suffix,
                                name,
                                protocol(split, some.get(0)),
                                source,
                                some.stream().map(CompareBenchmark::row).toList())
                        .write(results);
            }
        });
    }

    private static Protocol protocol(String split, Record row) {
        String who = switch (row.get("segment").asString()) {
            case "knownUsers" -> "users with a history";
            case "coldUsers" -> "users without a history";
            default -> "all";
        };
        String counts = String.format(
                Locale.ROOT,
                "%s: %,d users, %,d interactions",
                who,
                row.get("users").asLong(),
                row.get("interactions").asLong());
        return switch (split) {
            case "temporal" ->
                new Protocol(
                        CUTS > 1 ? "later half by time, cut at " + CUTS + " dates" : "last fifth by time",
                        "learned from what came before, each predicted from the history by then; " + counts);
            case "leaveLastTwoOut" -> Protocol.LAST_ITEM;
            default -> new Protocol(split, counts);
        };
    }

    private static Result.Row row(Record row) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String metric : List.of("hitRate", "ndcg", "debiasedNdcg", "coverage")) {
            figures.put(KEPT.get(metric), row.get(metric).asDouble());
            if (metric.equals("ndcg")) {
                List<Double> interval = row.get("intervals").get(metric).asList(Value::asDouble);
                figures.put("from", interval.get(0));
                figures.put("to", interval.get(1));
            }
        }
        List<Long> seeds = row.get("configuration").get("seeds").isNull()
                ? List.of(FIRST_SEED)
                : row.get("configuration").get("seeds").asList(Value::asLong);
        return new Result.Row(
                "`" + row.get("architecture").asString() + "`",
                seeds,
                figures,
                row.get("fitMillis").asLong() / 1e3);
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

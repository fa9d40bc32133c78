// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrec.data.DataException;
import org.graphrec.demo.Output;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.RankingEvaluation.Scorer;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.tune.TrainingOptions;

/**
 * What a graph's other edges are worth: other behaviours, attributes and friends, in the ranking of what users do next, for new items,
 * for new users, and for whom to follow. In this process, by the training alone. Each row is the mean of five splits by {@link
 * ContextSplit}, whose users are compared in pairs; what is to be chosen is chosen on a part of the training part. Reads {@code
 * rec.data}, {@code rec.tasks} (rows to measure, apart by commas) and {@code rec.splits} (how many; 5 by default).
 */
public final class ContextBenchmark {
    private static final int K = 20;

    private final int splits = Integer.getInteger("rec.splits", 5);
    private final Output output;

    private ContextBenchmark(Output output) {
        this.output = output;
    }

    /** What is measured by one name. */
    private interface Rows {
        List<PairedRow> measure();
    }

    /** A fitted model and the processor time that it took. */
    private record Timed(Model model, double seconds) {}

    /** Ends the JVM with 1 after one line that says what is wrong, where something is. */
    public static void main(String[] arguments) {
        var output = new Output(System.out, 1);
        try {
            new ContextBenchmark(output).run();
        } catch (DataException | IllegalArgumentException e) {
            output.line("\nError: " + e.getMessage());
            System.exit(1);
        }
    }

    private Map<String, Rows> tasks() {
        Map<String, Rows> tasks = new LinkedHashMap<>();
        for (String architecture : List.of("auto", "itemGraph")) {
            tasks.put("lastfm-" + architecture, () -> ranking("lastfm-hin", ContextData.lastfm(), architecture));
        }
        for (String architecture : List.of("auto", "itemGraph")) {
            tasks.put(
                    "movielens-" + architecture, () -> ranking("movielens-hin", ContextData.movieLens(), architecture));
            tasks.put(
                    "ml-100k-" + architecture,
                    () -> ranking("ml-100k", ContextData.movieLens100K(false), architecture));
        }
        tasks.put("taobao", this::taobao);
        tasks.put("cold-items", this::coldItems);
        tasks.put("new-users-friends", () -> newUsers("lastfm-hin, by friends", ContextData.lastfm(), "FRIEND"));
        tasks.put(
                "new-users-attributes",
                () -> newUsers("movielens-hin, by age and occupation", ContextData.movieLens(), "AGE,OCCUPATION"));
        tasks.put("follow", this::follow);
        tasks.put("noise", this::noise);
        return tasks;
    }

    private void run() {
        Map<String, Rows> tasks = tasks();
        List<String> names = List.of(System.getProperty("rec.tasks", String.join(",", tasks.keySet()))
                .split(",", -1));
        for (String name : names) {
            if (!tasks.containsKey(name)) {
                throw new DataException("There is no task `" + name + "` for -Drec.tasks; there are "
                        + String.join(", ", tasks.keySet()) + ".");
            }
        }
        warmUp();
        output.line(PairedRow.head());
        for (String name : names) {
            try {
                tasks.get(name).measure().forEach(row -> output.line(row.toString()));
            } catch (DataException e) {
                output.line("Skipped " + name + ": " + e.getMessage());
            }
        }
    }

    /** Lets the JVM compile what will be timed. */
    private static void warmUp() {
        SplittableRandom random = new SplittableRandom(1);
        List<List<int[]>> edges = new ArrayList<>();
        for (int kind = 0; kind < 3; kind++) {
            edges.add(IntStream.range(0, 20_000)
                    .mapToObj(edge -> new int[] {random.nextInt(800), random.nextInt(800)})
                    .toList());
        }
        List<int[]> pairs = edges.get(0);
        Interactions interactions = Interactions.of(
                800,
                800,
                pairs.stream().mapToInt(pair -> pair[0]).toArray(),
                pairs.stream().mapToInt(pair -> pair[1]).toArray(),
                null,
                null);
        Context context = new Context(List.of(
                ContextData.relation("A", Relation.Ends.ITEM_NODE, 800, 800, edges.get(1)),
                ContextData.relation("B", Relation.Ends.USER_USER, 800, 800, edges.get(2))));
        fit("auto", interactions, null);
        fit("auto", interactions.with(context), null);
    }

    /** An architecture with all that the graph knows, beside the same without; among all items, and for the rarer half. */
    private List<PairedRow> ranking(String name, ContextData data, String architecture) {
        var all = new PairedRow(name + " `" + architecture + "`", "with", "without");
        var tail = new PairedRow(name + " `" + architecture + "`, rarer half of items", "with", "without");
        for (int seed = 1; seed <= splits; seed++) {
            ContextSplit split = ContextSplit.ofEachUser(data, seed);
            Interactions with = split.train().with(data.context());
            Timed one = fit(architecture, with, data.features());
            Timed other = fit(architecture, split.train(), data.features());
            note(name, one.model());
            add(all, one, other, with, split.test(), K);
            add(tail, one, other, with, kept(split.test(), rarer(split.train())), K);
        }
        return List.of(all, tail);
    }

    private static void add(PairedRow row, Timed one, Timed other, Interactions seen, Interactions test, int k) {
        row.add(
                measure(one.model()::score, seen, test, k),
                one.seconds(),
                measure(other.model()::score, seen, test, k),
                other.seconds());
    }

    /** Purchases and carts beside purchases alone; all test items, and those that are in no cart of their user. */
    private List<PairedRow> taobao() {
        ContextData data = ContextData.taobao();
        ContextSplit split = ContextSplit.ofEachUser(data, 1);
        Interactions with = split.train().with(data.context());
        List<PairedRow> rows = new ArrayList<>();
        for (String architecture : List.of("auto", "itemGraph")) {
            Timed one = fit(architecture, with, null);
            Timed other = fit(architecture, split.train(), null);
            note("taobao", one.model());
            var all = new PairedRow("taobao `" + architecture + "`, first 10", "with carts", "without");
            add(all, one, other, with, split.test(), 10);
            rows.add(all);
            Csr carts = data.context().relations().get(0).edges();
            var notInCart =
                    new PairedRow("taobao `" + architecture + "`, items in no cart, first 10", "with carts", "without");
            Interactions test = filtered(
                    split.test(),
                    (user, item) ->
                            Arrays.binarySearch(carts.targets(), carts.offsets()[user], carts.offsets()[user + 1], item)
                                    < 0);
            add(notInCart, one, other, with, test, 10);
            rows.add(notInCart);
            var withoutCarts = new PairedRow(
                    "taobao `" + architecture + "`, items in no cart against such, first 10", "with carts", "without");
            withoutCarts.add(
                    measure(except(one.model()), with, test, 10),
                    one.seconds(),
                    measure(except(other.model()), with, test, 10),
                    other.seconds());
            rows.add(withoutCarts);
        }
        return rows;
    }

    /** Items held out whole: by texts and attributes beside texts alone, among each other and among all; and attributes alone. */
    private List<PairedRow> coldItems() {
        ContextData data = ContextData.movieLens100K(true);
        var among = new PairedRow("ml-100k, cold items among each other", "text and attributes", "text");
        var all = new PairedRow("ml-100k, cold items among all", "text and attributes", "text");
        var alone = new PairedRow("ml-100k, cold items among each other", "attributes", "text");
        for (int seed = 1; seed <= splits; seed++) {
            ContextSplit split = ContextSplit.ofItems(data, seed);
            Interactions with = split.train().with(data.context());
            Timed both = fit("auto", with, data.features());
            Timed text = fit("auto", split.train(), data.features());
            Timed attributes = fit("auto", with, null);
            note("both", both.model());
            BitSet cold = new BitSet();
            Arrays.stream(split.test().byUser().targets()).forEach(cold::set);
            add(all, both, text, with, split.test(), K);
            UserMetrics ofText = measure(only(text.model(), cold), with, split.test(), K);
            among.add(measure(only(both.model(), cold), with, split.test(), K), both.seconds(), ofText, text.seconds());
            alone.add(
                    measure(only(attributes.model(), cold), with, split.test(), K),
                    attributes.seconds(),
                    ofText,
                    text.seconds());
        }
        return List.of(among, all, alone);
    }

    /** Users without a history, by what else is known of them, beside popularity. */
    private List<PairedRow> newUsers(String name, ContextData data, String relations) {
        var row = new PairedRow("new users of " + name, "`auto`", "popularity");
        Context context = new Context(data.context().relations().stream()
                .filter(relation -> List.of(relations.split(",", -1)).contains(relation.name()))
                .toList());
        for (int seed = 1; seed <= splits; seed++) {
            ContextSplit split = ContextSplit.ofUsers(data, seed);
            Interactions with = split.train().with(context);
            Popularity popularity = Popularity.of(split.train());
            Timed one = fit("auto", with, null);
            note(name, one.model());
            row.add(
                    measure(completed(one.model(), popularity), with, split.test(), K),
                    one.seconds(),
                    measure(popularity::score, with, split.test(), K),
                    0);
        }
        return List.of(row);
    }

    /** Users as items: whom to follow, beside the index of Adamic and Adar on the same graph. */
    private List<PairedRow> follow() {
        ContextData data = ContextData.friendships();
        var row = new PairedRow("lastfm-hin, who to follow", "`auto`", "Adamic-Adar");
        for (int seed = 1; seed <= splits; seed++) {
            ContextSplit split = ContextSplit.ofFriendships(data, seed);
            Interactions with = split.train().with(data.context());
            Timed one = fit("auto", with, null);
            note("follow", one.model());
            row.add(
                    measure(completed(one.model(), Popularity.of(split.train())), with, split.test(), K),
                    one.seconds(),
                    measure(adamicAdar(split.train()), with, split.test(), K),
                    0);
        }
        return List.of(row);
    }

    /** sum over common neighbours n of 1 / ln(degree of n), then popularity. */
    private static Scorer adamicAdar(Interactions graph) {
        float[] popularity = new float[graph.items()];
        Popularity.of(graph).score(graph.history(0), popularity);
        return (history, scores) -> {
            for (int item = 0; item < popularity.length; item++) {
                scores[item] = popularity[item] * 1e-3f;
            }
            for (int neighbour : history.items()) {
                int[] theirs = graph.history(neighbour).items();
                for (int item : theirs) {
                    scores[item] += (float) (1 / Math.log(Math.max(2, theirs.length)));
                }
            }
        };
    }

    /** Relations that say nothing, beside tags and friends: random edges; what all items have, and what each has alone. */
    private List<PairedRow> noise() {
        ContextData data = ContextData.lastfm();
        var random = new PairedRow("lastfm-hin `itemGraph`", "with random tags too", "tags and friends");
        var hub = new PairedRow("lastfm-hin `itemGraph`", "with a hub and unique tags too", "tags and friends");
        Relation tags = data.context().relations().get(0);
        int items = data.items().size();
        for (int seed = 1; seed <= splits; seed++) {
            ContextSplit split = ContextSplit.ofEachUser(data, seed);
            SplittableRandom numbers = new SplittableRandom(seed);
            List<int[]> edges = IntStream.range(0, tags.edges().edges())
                    .mapToObj(edge -> new int[] {
                        numbers.nextInt(items), numbers.nextInt(tags.edges().columns())
                    })
                    .toList();
            List<int[]> hubs = IntStream.range(0, items)
                    .mapToObj(item -> new int[] {item, 0})
                    .toList();
            List<int[]> own = IntStream.range(0, items)
                    .mapToObj(item -> new int[] {item, item})
                    .toList();
            Interactions usual = split.train().with(data.context());
            Timed without = fit("itemGraph", usual, null);
            Interactions noisy = split.train()
                    .with(more(
                            data.context(),
                            ContextData.relation(
                                    "RANDOM",
                                    Relation.Ends.ITEM_NODE,
                                    items,
                                    tags.edges().columns(),
                                    edges)));
            Timed withRandom = fit("itemGraph", noisy, null);
            note("noise", withRandom.model());
            add(random, withRandom, without, noisy, split.test(), K);
            Interactions hubby = split.train()
                    .with(more(
                            data.context(),
                            ContextData.relation("HUB", Relation.Ends.ITEM_NODE, items, 1, hubs),
                            ContextData.relation("UNIQUE", Relation.Ends.ITEM_NODE, items, items, own)));
            Timed withHub = fit("itemGraph", hubby, null);
            note("noise", withHub.model());
            add(hub, withHub, without, hubby, split.test(), K);
        }
        return List.of(random, hub);
    }

    private static Context more(Context context, Relation... relations) {
        List<Relation> all = new ArrayList<>(context.relations());
        all.addAll(List.of(relations));
        return new Context(all);
    }

    private static Timed fit(String architecture, Interactions interactions, Matrix features) {
        long start = processorTime();
        Model model = Trainer.fit(
                        Architectures.of(architecture),
                        interactions,
                        features,
                        TrainingOptions.defaults(),
                        Monitor.SILENT)
                .model();
        return new Timed(model, (processorTime() - start) / 1e9);
    }

    /** Of all threads, in nanoseconds: other programs on the machine do not count. */
    static long processorTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private void note(String name, Model model) {
        if (Boolean.getBoolean("rec.parameters")) {
            output.line(name + " " + model.parameters());
        }
    }

    private static UserMetrics measure(Scorer scorer, Interactions seen, Interactions test, int k) {
        return RankingEvaluation.perUser(
                scorer,
                seen,
                test,
                RankingEvaluation.usersOf(test),
                k,
                Runtime.getRuntime().availableProcessors(),
                Monitor.SILENT);
    }

    /** As recommendations are completed: what nothing speaks for comes by popularity. */
    private static Scorer completed(Model model, Popularity popularity) {
        return (history, scores) -> {
            float[] usual = new float[popularity.items()];
            popularity.score(history, usual);
            model.score(history, scores);
            for (int item = 0; item < usual.length; item++) {
                scores[item] = scores[item] > 0 ? scores[item] : usual[item] - 1;
            }
        };
    }

    /** Some items against each other. */
    private static Scorer only(Model model, BitSet items) {
        return (history, scores) -> {
            model.score(history, scores);
            for (int item = 0; item < model.items(); item++) {
                scores[item] = items.get(item) ? scores[item] : Float.NEGATIVE_INFINITY;
            }
        };
    }

    /** The half of the items with the fewest interactions. */
    private static BitSet rarer(Interactions train) {
        Csr byItem = train.byItem();
        BitSet rarer = new BitSet();
        IntStream.range(0, train.items())
                .boxed()
                .sorted(Comparator.comparingInt(byItem::degree))
                .limit(train.items() / 2)
                .forEach(rarer::set);
        return rarer;
    }

    /** Without what is in the cart of the user. */
    private static Scorer except(Model model) {
        return (history, scores) -> {
            model.score(history, scores);
            for (int item : history.context(0)) {
                scores[item] = Float.NEGATIVE_INFINITY;
            }
        };
    }

    private static Interactions kept(Interactions test, BitSet items) {
        return filtered(test, (user, item) -> items.get(item));
    }

    /** Whether an interaction counts. */
    private interface Counts {
        boolean test(int user, int item);
    }

    private static Interactions filtered(Interactions test, Counts counts) {
        List<int[]> kept = new ArrayList<>();
        for (int user = 0; user < test.users(); user++) {
            for (int item : test.history(user).items()) {
                if (counts.test(user, item)) {
                    kept.add(new int[] {user, item});
                }
            }
        }
        return Interactions.of(
                test.users(),
                test.items(),
                kept.stream().mapToInt(pair -> pair[0]).toArray(),
                kept.stream().mapToInt(pair -> pair[1]).toArray(),
                null,
                null);
    }
}

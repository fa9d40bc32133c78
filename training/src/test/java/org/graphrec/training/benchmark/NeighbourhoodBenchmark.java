// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.compare.InteractionLog;
import org.graphrec.training.compare.PairedTest;
import org.graphrec.training.compare.Partition;
import org.graphrec.training.compare.SplitOptions;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.neighbourhood.NeighbourSampler;
import org.graphrec.training.neighbourhood.NeighbourhoodModel;
import org.graphrec.training.registry.Architectures;

/**
 * NDCG@10 of what is answered without a training, beside {@code auto} and popularity: a fifth of the interactions is withheld at
 * random, as {@code rec.compare} does, in draws with the seeds 0 to 4. The p-value is of the paired t-test over users, of the mean the
 * largest of all draws. An argument names the data set, by default ml-latest-small. Run as {@link GowallaBenchmark}
 * is; {@code -Drec.draws} says how many draws.
 */
final class NeighbourhoodBenchmark {
    private static final int K = 10;

    private NeighbourhoodBenchmark() {}

    /** One draw: what each method came to, and how likely a difference from popularity as large as this is by chance. */
    private record Draw(double walked, double auto, double popularity, double pValue) {}

    public static void main(String[] arguments) throws IOException {
        Interactions all = TrainingPart.read(arguments.length > 0 ? arguments[0] : "ml-latest-small", false);
        int draws = Integer.getInteger("rec.draws", 5);
        List<Draw> measured = new ArrayList<>();
        for (int seed = 0; seed < draws; seed++) {
            Partition split =
                    Partition.of(log(all), SplitOptions.defaults(), seed).get(0);
            Draw draw = draw(split.training(), split.held());
            measured.add(draw);
            print("draw " + seed, draw);
        }
        print(
                "mean",
                new Draw(
                        mean(measured, Draw::walked),
                        mean(measured, Draw::auto),
                        mean(measured, Draw::popularity),
                        measured.stream().mapToDouble(Draw::pValue).max().orElseThrow()));
    }

    /** All interactions are likes, without weights and times. */
    private static InteractionLog log(Interactions all) {
        Csr byUser = all.byUser();
        int[] userOf = new int[byUser.edges()];
        for (int user = 0; user < byUser.rows(); user++) {
            Arrays.fill(userOf, byUser.offsets()[user], byUser.offsets()[user + 1], user);
        }
        return InteractionLog.of(
                all.users(),
                all.items(),
                new InteractionLog.Columns(userOf, byUser.targets().clone(), null, null, null, null));
    }

    private static double mean(List<Draw> draws, ToDoubleFunction<Draw> of) {
        return draws.stream().mapToDouble(of).average().orElseThrow();
    }

    private static Draw draw(Interactions train, Interactions test) {
        double[] walked = measured((history, scores) -> walked(train, history).score(history, scores), train, test);
        double[] auto = fitted("auto", train, test);
        double[] popularity = fitted("popularity", train, test);
        int[] once = new int[walked.length];
        Arrays.fill(once, 1);
        return new Draw(
                Arrays.stream(walked).average().orElseThrow(),
                Arrays.stream(auto).average().orElseThrow(),
                Arrays.stream(popularity).average().orElseThrow(),
                PairedTest.pValue(walked, popularity, once));
    }

    private static void print(String name, Draw draw) {
        System.out.printf(
                Locale.ROOT,
                "%s: NDCG@%d neighbourhood %.4f, auto %.4f, popularity %.4f; %.1f %% of auto; p of popularity %.1e%n",
                name,
                K,
                draw.walked(),
                draw.auto(),
                draw.popularity(),
                100 * draw.walked() / draw.auto(),
                draw.pValue());
    }

    private static double[] fitted(String architecture, Interactions train, Interactions test) {
        var model = Trainer.fit(Architectures.of(architecture), train, null, BenchmarkRun.options(), Monitor.SILENT)
                .model();
        return measured(model::score, train, test);
    }

    /** NDCG of each user with something to predict. */
    private static double[] measured(RankingEvaluation.Scorer scorer, Interactions train, Interactions test) {
        int[] users = RankingEvaluation.usersOf(test);
        UserMetrics metrics = RankingEvaluation.perUser(scorer, train, test, users, K, 1, Monitor.SILENT);
        return IntStream.range(0, users.length).mapToDouble(metrics::ndcg).toArray();
    }

    /** What the procedures read for a user, from arrays: the first users of each item stand for those that the database hands out. */
    private static NeighbourhoodModel walked(Interactions train, History history) {
        Csr byUser = train.byUser();
        Csr byItem = train.byItem();
        NeighbourSampler neighbours = new NeighbourSampler();
        int[] usersOf = new int[train.items()];
        Map<Long, Integer> degrees = new HashMap<>();
        for (int i = Math.max(0, history.size() - NeighbourSampler.OF_HISTORY); i < history.size(); i++) {
            int item = history.item(i);
            int from = byItem.offsets()[item];
            usersOf[item] = byItem.degree(item);
            List<Long> users = Arrays.stream(
                            byItem.targets(), from, from + Math.min(NeighbourSampler.OF_ITEM, usersOf[item]))
                    .asLongStream()
                    .boxed()
                    .toList();
            neighbours.add(users, usersOf[item]);
            users.forEach(user -> degrees.put(user, byUser.degree(Math.toIntExact(user))));
        }
        int[][] items = neighbours.likeliest(degrees, NeighbourSampler.WALKED_OVER).stream()
                .flatMapToLong(LongStream::of)
                .mapToObj(user -> Arrays.copyOfRange(
                        byUser.targets(), byUser.offsets()[(int) user], byUser.offsets()[(int) user + 1]))
                .filter(own -> !Arrays.equals(own, sorted(history)))
                .toArray(int[][]::new);
        return new NeighbourhoodModel(train.items(), items, usersOf);
    }

    private static int[] sorted(History history) {
        return Arrays.stream(history.items()).sorted().toArray();
    }
}

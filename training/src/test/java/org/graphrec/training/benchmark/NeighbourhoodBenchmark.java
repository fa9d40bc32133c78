// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.neighbourhood.NeighbourSampler;
import org.graphrec.training.neighbourhood.NeighbourhoodModel;
import org.graphrec.training.registry.Architectures;

/**
 * NDCG@10 of what is answered without a training, beside {@code auto} and popularity: a fifth of the interactions is withheld at
 * random, in draws with the seeds 0 to 4. An argument names the data set, by default ml-latest-small. Run as {@link GowallaBenchmark}
 * is; {@code -Drec.draws} says how many draws.
 */
final class NeighbourhoodBenchmark {
    private static final int K = 10;

    private NeighbourhoodBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Interactions all = TrainingPart.read(arguments.length > 0 ? arguments[0] : "ml-latest-small", false);
        int draws = Integer.getInteger("rec.draws", 5);
        double[] sums = new double[3];
        for (int seed = 0; seed < draws; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean[] held = new boolean[all.byUser().edges()];
            for (int edge = 0; edge < held.length; edge++) {
                held[edge] = random.nextInt(5) == 0;
            }
            Interactions train = part(all, held, false);
            Interactions test = part(all, held, true);
            double[] ndcg = {
                measured((history, scores) -> walked(train, history).score(history, scores), train, test),
                fitted("auto", train, test),
                fitted("popularity", train, test)
            };
            IntStream.range(0, sums.length).forEach(i -> sums[i] += ndcg[i]);
            print("draw " + seed, ndcg, 1);
        }
        print("mean", sums, draws);
    }

    private static void print(String name, double[] ndcg, int of) {
        System.out.printf(
                Locale.ROOT,
                "%s: NDCG@%d neighbourhood %.4f, auto %.4f, popularity %.4f; %.1f %% of auto%n",
                name,
                K,
                ndcg[0] / of,
                ndcg[1] / of,
                ndcg[2] / of,
                100 * ndcg[0] / ndcg[1]);
    }

    private static double fitted(String architecture, Interactions train, Interactions test) {
        var model = Trainer.fit(Architectures.of(architecture), train, null, BenchmarkRun.options(), Monitor.SILENT)
                .model();
        return measured(model::score, train, test);
    }

    private static double measured(RankingEvaluation.Scorer scorer, Interactions train, Interactions test) {
        return RankingEvaluation.evaluate(scorer, train, test, K, 1, Monitor.SILENT)
                .ndcg();
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

    private static Interactions part(Interactions all, boolean[] held, boolean wanted) {
        Csr byUser = all.byUser();
        int[] edges = IntStream.range(0, held.length)
                .filter(edge -> held[edge] == wanted)
                .toArray();
        int[] userOf = new int[byUser.edges()];
        for (int user = 0; user < byUser.rows(); user++) {
            Arrays.fill(userOf, byUser.offsets()[user], byUser.offsets()[user + 1], user);
        }
        return Interactions.of(
                all.users(),
                all.items(),
                Arrays.stream(edges).map(edge -> userOf[edge]).toArray(),
                Arrays.stream(edges).map(edge -> byUser.targets()[edge]).toArray(),
                null,
                null);
    }
}

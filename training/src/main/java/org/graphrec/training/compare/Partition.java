package org.graphrec.training.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Times;

/**
 * Interactions in two parts: what every method may learn from, and what it must then predict. The second never reaches a method:
 * not its pairs, its weights or its times.
 */
public final class Partition {

    private final Interactions training;
    private final Interactions held;
    private final Interactions trainingRatings;
    private final Interactions heldRatings;

    private Partition(InteractionLog log, boolean[] isHeld, boolean ordered) {
        int[] kept = rows(log, row -> !isHeld[row]);
        int[] out = rows(log, row -> isHeld[row]);
        if (kept.length == 0 || out.length == 0) {
            throw new IllegalArgumentException(
                    "The split leaves " + kept.length + " interactions to learn from and " + out.length
                            + " to predict; both must be more than none. Choose another `split` or `testFraction`.");
        }
        int[] likes = Arrays.stream(kept).filter(log::liked).toArray();
        if (likes.length == 0) {
            throw new IllegalArgumentException(
                    "The split leaves " + kept.length
                            + " interactions to learn from, of which none is a like. See what `relationshipWeightProperty` says.");
        }
        Context context = ordered ? contextBefore(log, isHeld) : log.context();
        training = interactions(log, likes, log.weights(likes), times(log, likes, ordered))
                .with(context);
        held = interactions(log, Arrays.stream(out).filter(log::liked).toArray(), null, null);
        trainingRatings = log.rated()
                ? interactions(log, kept, log.ratings(kept), times(log, kept, ordered))
                        .with(context)
                : null;
        heldRatings = log.rated() ? interactions(log, out, log.ratings(out), null) : null;
    }

    /**
     * Splits a log, once or into folds.
     *
     * @throws IllegalArgumentException when the log lacks what the split goes by, or one part would be empty
     */
    public static List<Partition> of(InteractionLog log, SplitOptions options, long seed) {
        List<Partition> partitions = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        int[] foldOf = IntStream.range(0, log.size())
                .map(row -> random.nextInt(options.folds()))
                .toArray();
        for (int fold = 0; fold < options.folds(); fold++) {
            int now = fold;
            SplittableRandom draws = random.split();
            boolean[] held = switch (options.kind()) {
                case RANDOM ->
                    options.folds() > 1
                            ? marks(log, row -> foldOf[row] == now)
                            : marks(log, row -> draws.nextDouble() < options.testFraction());
                case LEAVE_LAST_OUT -> lastOfEach(log, draws);
                case TEMPORAL -> fromOneMoment(log, options.testFraction());
                case GIVEN -> marks(log, log::toPredict);
            };
            boolean[] coldItems = chosen(log.items(), options.coldItemFraction(), draws);
            boolean[] coldUsers = chosen(log.users(), options.coldUserFraction(), draws);
            for (int row = 0; row < held.length; row++) {
                held[row] |= coldItems[log.item(row)] || coldUsers[log.user(row)];
            }
            boolean ordered = log.timed() && options.kind() != SplitKind.RANDOM;
            partitions.add(new Partition(log, held, ordered));
        }
        return partitions;
    }

    /** The context of each user before the first interaction that is to be predicted. */
    private static Context contextBefore(InteractionLog log, boolean[] isHeld) {
        double[] moments = new double[log.users()];
        Arrays.fill(moments, Double.POSITIVE_INFINITY);
        for (int row = 0; row < isHeld.length; row++) {
            if (isHeld[row] && log.time(row) < moments[log.user(row)]) {
                moments[log.user(row)] = log.time(row);
            }
        }
        return log.context().before(moments);
    }

    private static double[] times(InteractionLog log, int[] rows, boolean ordered) {
        return ordered ? Arrays.stream(rows).mapToDouble(log::time).toArray() : null;
    }

    private static boolean[] marks(InteractionLog log, IntPredicate held) {
        boolean[] marks = new boolean[log.size()];
        for (int row = 0; row < marks.length; row++) {
            marks[row] = held.test(row);
        }
        return marks;
    }

    private static boolean[] chosen(int size, double fraction, SplittableRandom random) {
        boolean[] chosen = new boolean[size];
        for (int i = 0; i < size; i++) {
            chosen[i] = random.nextDouble() < fraction;
        }
        return chosen;
    }

    private static boolean[] lastOfEach(InteractionLog log, SplittableRandom random) {
        boolean[] held = new boolean[log.size()];
        int from = 0;
        while (from < log.size()) {
            int to = from;
            int last = from;
            int ties = 0;
            while (to < log.size() && log.user(to) == log.user(from)) {
                int order = Times.compare(log.time(to), log.time(last));
                ties = order > 0 ? 1 : order == 0 ? ties + 1 : ties;
                // each of those that tie is the last with the same chance, whatever their numbers
                if (order > 0 || (order == 0 && random.nextInt(ties) == 0)) {
                    last = to;
                }
                to++;
            }
            held[last] = to - from > 1;
            from = to;
        }
        return held;
    }

    private static boolean[] fromOneMoment(InteractionLog log, double fraction) {
        double[] times = IntStream.range(0, log.size())
                .boxed()
                .sorted(Times.comparing(log::time))
                .mapToDouble(log::time)
                .toArray();
        int first = (int) Math.min(times.length - 1L, Math.round((1 - fraction) * times.length));
        return marks(log, row -> times.length > 0 && Times.compare(log.time(row), times[first]) >= 0);
    }

    private static int[] rows(InteractionLog log, IntPredicate taken) {
        return IntStream.range(0, log.size()).filter(taken).toArray();
    }

    private static Interactions interactions(InteractionLog log, int[] rows, float[] weights, double[] times) {
        int[] users = Arrays.stream(rows).map(log::user).toArray();
        int[] items = Arrays.stream(rows).map(log::item).toArray();
        return Interactions.of(log.users(), log.items(), users, items, weights, times);
    }

    /** What methods that rank may learn from. */
    public Interactions training() {
        return training;
    }

    /** What they must rank high. */
    public Interactions held() {
        return held;
    }

    /** What methods that predict ratings may learn from, with ratings as weights; null without ratings. */
    public Interactions trainingRatings() {
        return trainingRatings;
    }

    /** What they must predict, likewise. */
    public Interactions heldRatings() {
        return heldRatings;
    }
}

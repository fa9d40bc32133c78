// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Times;

/**
 * Interactions in two parts: what every method may learn from, and what it must then predict. The second never reaches a fit: not
 * its pairs, its weights or its times. Once a method is fitted it may be given later histories, as when it serves.
 */
public final class Partition {

    /** At most about so many occasions are measured; of more, some are drawn. */
    private static final int MOST_OCCASIONS = 100_000;

    /** What an interaction is for. Those after what is predicted are neither learned from nor read. */
    private enum Use {
        LEARN,
        READ,
        PREDICT,
        LATER
    }

    private final Interactions training;
    private final Interactions read;
    private final Interactions timeline;
    private final Interactions held;
    private final Interactions trainingRatings;
    private final Interactions heldRatings;
    private final long seed;

    private Partition(InteractionLog log, Use[] uses, SplitKind kind, long seed) {
        boolean ordered = log.timed() && kind != SplitKind.RANDOM;
        int[] kept = rows(log, row -> uses[row] == Use.LEARN);
        int[] out = rows(log, row -> uses[row] == Use.PREDICT);
        if (kept.length == 0 || out.length == 0) {
            throw new IllegalArgumentException(
                    "The split leaves " + kept.length + " interactions to learn from and " + out.length
                            + " to predict; there must be at least one of each. Choose another `split`, `testFraction` or `folds`.");
        }
        int[] likes = Arrays.stream(kept).filter(log::liked).toArray();
        if (likes.length == 0) {
            throw new IllegalArgumentException("The split leaves " + kept.length
                    + " interactions to learn from, but none of them is a like. Check `relationshipWeightProperty`.");
        }
        Context context = ordered ? contextBefore(log, uses, kind) : log.context();
        training = interactions(log, likes, log.weights(likes), times(log, likes, ordered))
                .with(context);
        held = interactions(log, Arrays.stream(out).filter(log::liked).toArray(), null, null);
        int[] known = rows(log, row -> log.liked(row) && (uses[row] == Use.LEARN || uses[row] == Use.READ));
        read = known.length == likes.length ? training : ordered(log, known).with(context);
        timeline =
                kind == SplitKind.TEMPORAL ? ordered(log, rows(log, log::liked)).with(context) : null;
        this.seed = seed;
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
        int[] eras = options.kind() == SplitKind.TEMPORAL
                ? eras(log, options.testFraction(), options.folds())
                : new int[log.size()];
        for (int fold = 0; fold < options.folds(); fold++) {
            int now = fold;
            SplittableRandom draws = random.split();
            boolean[] held = switch (options.kind()) {
                case RANDOM ->
                    options.folds() > 1
                            ? marks(log, row -> foldOf[row] == now)
                            : marks(log, row -> draws.nextDouble() < options.testFraction());
                case LEAVE_LAST_OUT -> lastOfEach(log, new boolean[log.size()], 2, draws);
                case LEAVE_LAST_TWO_OUT -> lastOfEach(log, new boolean[log.size()], 3, draws);
                case TEMPORAL -> marks(log, row -> eras[row] == now);
                case GIVEN -> marks(log, log::toPredict);
            };
            boolean[] coldItems = chosen(log.items(), options.coldItemFraction(), draws);
            boolean[] coldUsers = chosen(log.users(), options.coldUserFraction(), draws);
            for (int row = 0; row < held.length; row++) {
                held[row] |= coldItems[log.item(row)] || coldUsers[log.user(row)];
            }
            boolean[] onlyRead = options.kind() == SplitKind.LEAVE_LAST_TWO_OUT
                    ? lastOfEach(log, held, 2, draws)
                    : new boolean[log.size()];
            Use[] uses = new Use[log.size()];
            for (int row = 0; row < uses.length; row++) {
                uses[row] =
                        eras[row] > now ? Use.LATER : held[row] ? Use.PREDICT : onlyRead[row] ? Use.READ : Use.LEARN;
            }
            partitions.add(new Partition(log, uses, options.kind(), seed));
        }
        return partitions;
    }

    /**
     * The context of each user before the first interaction that is to be predicted and, where the split is temporal, before the
     * moment from which on anybody's are.
     */
    private static Context contextBefore(InteractionLog log, Use[] uses, SplitKind kind) {
        double end = Double.POSITIVE_INFINITY;
        if (kind == SplitKind.TEMPORAL) {
            double first = end;
            double last = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < uses.length; row++) {
                double time = log.time(row);
                if (uses[row] == Use.PREDICT) {
                    first = time < first ? time : first;
                } else if (uses[row] == Use.LEARN) {
                    last = time > last ? time : last;
                }
            }
            // what is held out for its item or user may have come before that moment
            end = Math.max(first, Math.nextUp(last));
        }
        double[] moments = new double[log.users()];
        Arrays.fill(moments, end);
        for (int row = 0; row < uses.length; row++) {
            if (uses[row] == Use.PREDICT && log.time(row) < moments[log.user(row)]) {
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

    /** The last of each user among those not taken, where so many were there before any was taken. */
    private static boolean[] lastOfEach(InteractionLog log, boolean[] taken, int least, SplittableRandom random) {
        boolean[] held = new boolean[log.size()];
        int from = 0;
        while (from < log.size()) {
            int to = from;
            int last = -1;
            int ties = 0;
            while (to < log.size() && log.user(to) == log.user(from)) {
                if (!taken[to]) {
                    int order = last < 0 ? 1 : Times.compare(log.time(to), log.time(last));
                    ties = order > 0 ? 1 : order == 0 ? ties + 1 : ties;
                    // each of those that tie is the last with the same chance, whatever their numbers
                    if (order > 0 || (order == 0 && random.nextInt(ties) == 0)) {
                        last = to;
                    }
                }
                to++;
            }
            if (last >= 0) {
                held[last] = to - from >= least;
            }
            from = to;
        }
        return held;
    }

    /**
     * Which fold each interaction is predicted in: the last {@code fraction} of all, cut at moments into {@code folds} parts of about
     * the same size. -1 for those before.
     */
    private static int[] eras(InteractionLog log, double fraction, int folds) {
        double[] times = IntStream.range(0, log.size())
                .boxed()
                .sorted(Times.comparing(log::time))
                .mapToDouble(log::time)
                .toArray();
        int[] eras = new int[times.length];
        Arrays.fill(eras, -1);
        for (int fold = 0; fold < folds; fold++) {
            double share = 1 - fraction + fraction * fold / folds;
            int first = (int) Math.min(times.length - 1L, Math.round(share * times.length));
            for (int row = 0; row < eras.length; row++) {
                if (Times.compare(log.time(row), times[first]) >= 0) {
                    eras[row] = fold;
                }
            }
        }
        return eras;
    }

    private static int[] rows(InteractionLog log, IntPredicate taken) {
        return IntStream.range(0, log.size()).filter(taken).toArray();
    }

    private static Interactions interactions(InteractionLog log, int[] rows, float[] weights, double[] times) {
        int[] users = Arrays.stream(rows).map(log::user).toArray();
        int[] items = Arrays.stream(rows).map(log::item).toArray();
        return Interactions.of(log.users(), log.items(), users, items, weights, times);
    }

    private static Interactions ordered(InteractionLog log, int[] rows) {
        return interactions(log, rows, log.weights(rows), times(log, rows, true));
    }

    /**
     * Takes each time at which a user is recommended something: once for all that is held out, or, where the split is temporal, at
     * each moment at which the user went for something that is held out, with what came before it as history. Never where nothing
     * is held out. Of very many some are drawn at random, the same for every method.
     */
    void forEachOccasion(int user, Consumer<Occasion> action) {
        if (held.byUser().degree(user) > 0) {
            Set<Integer> wanted = items(held.history(user));
            if (timeline == null) {
                action.accept(new Occasion(read.history(user), wanted));
            } else {
                forEachMoment(user, wanted, action);
            }
        }
    }

    private void forEachMoment(int user, Set<Integer> wanted, Consumer<Occasion> action) {
        double share = (double) MOST_OCCASIONS / held.size();
        SplittableRandom draws = new SplittableRandom(seed * 31 + user);
        History all = timeline.history(user);
        int first = timeline.byUser().offsets()[user];
        int from = 0;
        while (from < all.size()) {
            int to = from;
            Set<Integer> now = new HashSet<>();
            while (to < all.size() && Times.compare(timeline.time(first + to), timeline.time(first + from)) == 0) {
                if (wanted.contains(all.item(to))) {
                    now.add(all.item(to));
                }
                to++;
            }
            if (!now.isEmpty() && draws.nextDouble() < share) {
                action.accept(new Occasion(all.first(from), now));
            }
            from = to;
        }
    }

    private static Set<Integer> items(History history) {
        return Arrays.stream(history.items()).boxed().collect(Collectors.toSet());
    }

    /** What a user is known by before anything that is held out; some of it may not have been learned from. */
    History known(int user) {
        return read.history(user);
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

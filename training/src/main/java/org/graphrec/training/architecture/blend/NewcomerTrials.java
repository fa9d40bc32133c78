// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.blend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/**
 * Chooses how users without a history are served, on users made new for the purpose: a tenth of those of whom other things are known
 * lose all their interactions, which are then to rank high by what else is known. The parts and their weights owe nothing to those
 * of users with a history: a channel that says nothing beside a history may be all there is without one.
 */
final class NewcomerTrials {

    static final String PHASE = "New users";

    private static final double SHARE = 0.1;

    /** With fewer, the choice would be a guess. */
    private static final int LEAST_USERS = 20;

    private static final int MOST_USERS = 2_000;

    private NewcomerTrials() {}

    /** The parts that serve new users best; null if nothing beats popularity or there are too few users to measure on. */
    static Function<Interactions, List<Blend.Part>> choose(
            BiFunction<Task, Trials, List<Candidate>> channels, Task whole) {
        BitSet sample = sample(whole);
        if (sample.cardinality() < LEAST_USERS) {
            return null;
        }
        Task task = new Task(
                whole.interactions(),
                whole.features(),
                whole.classes(),
                whole.options(),
                whole.monitor().withoutProgress());
        whole.monitor().phase(PHASE, 1);
        Holdout holdout = Holdout.ofUsers(task.interactions(), sample);
        Trials trials =
                new Trials(holdout, sample.stream().toArray(), task.options().concurrency(), task.monitor());
        List<Candidate> candidates = new ArrayList<>();
        Popularity popularity = Popularity.of(holdout.training());
        UserMetrics usual = trials.measure(popularity);
        candidates.add(new Candidate(popularity, usual.mean(), Popularity::of));
        candidates.addAll(channels.apply(task, trials));
        BlendSearch.Found found =
                BlendSearch.find(candidates, trials.some(0, 2), task.options().concurrency(), task.monitor());
        whole.monitor().advance(1);
        if (found == null
                || found.parts().stream().noneMatch(part -> part.model().personal())) {
            return null;
        }
        Trials others = trials.some(1, 2);
        UserMetrics measured = others.run(() -> new Blend(found.parts()));
        if (measured.standardErrorsAbove(others.measure(popularity)) <= 0) {
            return null;
        }
        int[] users = trials.users();
        return all -> found.refitted(all, users, History::contextAlone);
    }

    /** Some of the users with interactions of whom something is known beside. */
    private static BitSet sample(Task task) {
        Interactions all = task.interactions();
        SplittableRandom random = new SplittableRandom(task.options().randomSeed());
        int[] known = IntStream.range(0, all.users())
                .filter(user -> all.byUser().degree(user) > 0)
                .filter(user -> all.history(user).evidence() > all.byUser().degree(user))
                .toArray();
        double share = Math.min(SHARE, (double) MOST_USERS / Math.max(1, known.length));
        BitSet sample = new BitSet(all.users());
        for (int user : known) {
            sample.set(user, random.nextDouble() < share);
        }
        return sample;
    }
}

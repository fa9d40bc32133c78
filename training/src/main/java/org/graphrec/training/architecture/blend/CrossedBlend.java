// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.blend;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.graphrec.training.Monitor;
import org.graphrec.training.model.Model;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Trials;

/**
 * A blend by two halves of the users: each half chooses weights, the other half judges them, and what both choose is averaged. So every
 * user has a say, none judges what they chose, and a part that happened to suit one half counts half as much.
 *
 * <p>Where no times are known, weights then go half the way to equal ones. A random holdout is not what users do next, and combinations
 * whose weights fit one sample do worse on another than equal weights do (the "forecast combination puzzle", Smith and Wallis, "A Simple
 * Explanation of the Forecast Combination Puzzle", 2009).
 */
final class CrossedBlend {

    /** Parts with a smaller share of the weights are left out: they cost as much time as others and change little. */
    private static final double LEAST_SHARE = 0.05;

    private static final double HALF_WAY = 0.5;

    private CrossedBlend() {}

    /**
     * The blend, or null when the best of its parts serves users as well who had no say in the weights.
     *
     * @param candidates that may be parts
     * @param best the one to beat
     */
    static Candidate of(List<Candidate> candidates, Candidate best, Trials trials, int concurrency, Monitor monitor) {
        Trials[] halves = {trials.some(0, 2), trials.some(1, 2)};
        List<BlendSearch.Found> chosen = new ArrayList<>();
        double gain = 0;
        for (int half = 0; half < halves.length; half++) {
            BlendSearch.Found found = BlendSearch.find(candidates, halves[half], concurrency, monitor);
            if (found == null) {
                return null;
            }
            chosen.add(found);
            Trials others = halves[1 - half];
            gain += others.users().length * (ndcg(new Blend(found.parts()), others) - ndcg(best.model(), others));
        }
        double equality = trials.training().timed() ? 0 : HALF_WAY;
        BlendSearch.Found mean = mean(candidates, chosen, equality, concurrency, monitor);
        if (gain <= 0 || mean.parts().size() < 2) {
            return null;
        }
        int[] users = trials.atMost(BlendSearch.USERS).users();
        return new Candidate(
                new Blend(mean.parts()), null, all -> new Blend(mean.refitted(all, users, UnaryOperator.identity())));
    }

    private static double ndcg(Model model, Trials trials) {
        return trials.measure(model).mean().ndcg();
    }

    /**
     * Each part with its mean share; the largest has weight 1.
     *
     * @param equality how far the shares go to equal ones, from 0 to 1
     */
    private static BlendSearch.Found mean(
            List<Candidate> candidates,
            List<BlendSearch.Found> chosen,
            double equality,
            int concurrency,
            Monitor monitor) {
        List<Candidate> kept = new ArrayList<>();
        List<Blend.Part> shares = new ArrayList<>();
        double sum = 0;
        double largest = 0;
        for (Candidate candidate : candidates) {
            double share = 0;
            double scale = 0;
            int choosing = 0;
            for (BlendSearch.Found found : chosen) {
                double all =
                        found.parts().stream().mapToDouble(Blend.Part::weight).sum();
                int place = found.candidates().indexOf(candidate);
                if (place >= 0) {
                    share += found.parts().get(place).weight() / all / chosen.size();
                    scale += found.parts().get(place).scale();
                    choosing++;
                }
            }
            if (share >= LEAST_SHARE) {
                kept.add(candidate);
                shares.add(new Blend.Part(candidate.model(), share, scale / choosing));
                sum += share;
                largest = Math.max(largest, share);
            }
        }
        double equal = sum / kept.size();
        double most = largest + equality * (equal - largest);
        List<Blend.Part> parts = new ArrayList<>();
        for (Blend.Part part : shares) {
            double share = part.weight() + equality * (equal - part.weight());
            parts.add(new Blend.Part(part.model(), Math.rint(100 * share / most) / 100, part.scale()));
        }
        return new BlendSearch.Found(kept, parts, concurrency, monitor);
    }
}

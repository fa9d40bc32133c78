// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import org.graphrec.training.recommend.Request;
import org.graphrec.training.recommend.Scored;
import org.neo4j.graphdb.Node;

/**
 * Rankings of items that the caller may see: those that are not visible are left out and the next best move up. Exactly k come when
 * k are eligible and visible.
 */
final class VisibleRanking {
    /** How far the first look behind the k-th item goes, in k. */
    private static final int FIRST_LOOK_AHEAD = 4;

    /** How much further each next look goes, so that a caller who may see little waits for few rankings. */
    static final int LOOK_AHEAD_FACTOR = 4;

    private final Serving serving;

    VisibleRanking(Serving serving) {
        this.serving = serving;
    }

    /** An item of a ranking and its node. */
    record Shown(Scored scored, Node node) {}

    /**
     * The visible answer to a request.
     *
     * @param best the recommender's answer to it, some of which may not be visible
     */
    List<Shown> complete(Request request, List<Scored> best) {
        List<Shown> shown = shown(best, best.size());
        if (shown.size() == best.size()) {
            return shown;
        }
        return serving.diverse()
                ? diversified(request)
                : ahead(request.k(), many -> serving.recommender().rank(request, many));
    }

    /**
     * The first {@code k} visible items of a ranking.
     *
     * @param ranking the first so many items, at least 1; the same ones come first however many are asked for
     */
    List<Shown> ahead(int k, IntFunction<List<Scored>> ranking) {
        int all = Math.max(1, serving.items().size());
        for (long ahead = (long) FIRST_LOOK_AHEAD * k; ; ahead *= LOOK_AHEAD_FACTOR) {
            int many = (int) Math.min(ahead, all);
            List<Scored> ranked = ranking.apply(many);
            List<Shown> shown = shown(ranked, k);
            if (shown.size() == k || ranked.size() < many || many == all) {
                return shown;
            }
        }
    }

    /** What diversity picks depends on what it picks from, so that is asked anew without what is not visible. */
    private List<Shown> diversified(Request request) {
        BitSet hidden = new BitSet();
        for (long ahead = (long) FIRST_LOOK_AHEAD * request.k(); ; ahead *= LOOK_AHEAD_FACTOR) {
            Request asked = request.withEligible(request.eligible().without(hidden));
            int many = (int) Math.min(ahead, serving.items().size());
            for (Scored one : serving.recommender().rank(asked, many)) {
                hidden.set(one.item(), !serving.visible().test(one.item()));
            }
            List<Scored> best = serving.recommender()
                    .recommend(request.withEligible(request.eligible().without(hidden)));
            List<Shown> shown = shown(best, best.size());
            if (shown.size() == best.size()) {
                return shown;
            }
        }
    }

    private List<Shown> shown(List<Scored> scored, int most) {
        List<Shown> shown = new ArrayList<>(Math.min(most, scored.size()));
        for (int i = 0; i < scored.size() && shown.size() < most; i++) {
            Node node = serving.visible().node(scored.get(i).item());
            if (node != null) {
                shown.add(new Shown(scored.get(i), node));
            }
        }
        return shown;
    }
}

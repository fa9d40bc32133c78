// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.graphrec.training.math.TopK;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;

/** The items in the order in which a group likes them. */
public final class GroupRanking {
    private final Model model;
    private final Popularity fallback;
    private final float[] scores;
    private final BitSet eligible;

    /** Takes the scores, not copied; infinite where no member had a history. */
    GroupRanking(Model model, Popularity fallback, float[] scores, BitSet eligible) {
        this.model = model;
        this.fallback = fallback;
        this.scores = scores;
        this.eligible = eligible;
    }

    /** The {@code k} best items, at least 1; exactly k when k are eligible. For a larger k, the same ones come first. */
    public List<Scored> best(int k) {
        int most = Math.min(k, scores.length);
        TopK best = new TopK(most);
        BitSet rest = (BitSet) eligible.clone();
        for (int item = eligible.nextSetBit(0); item >= 0; item = eligible.nextSetBit(item + 1)) {
            if (Float.isFinite(scores[item]) && scores[item] > 0) {
                best.offer(scores[item], item);
                rest.clear(item);
            }
        }
        List<Scored> recommended = new ArrayList<>(best.size());
        for (long pair : best.drain()) {
            int item = TopK.index(pair);
            recommended.add(new Scored(item, TopK.score(pair), basis(item)));
        }
        IntStream popular =
                fallback == null ? rest.stream() : fallback.descending().filter(rest::get);
        popular.limit(most - recommended.size())
                .forEach(item -> recommended.add(new Scored(item, 0, Basis.POPULARITY)));
        return recommended;
    }

    private Basis basis(int item) {
        if (!model.personal()) {
            return Basis.POPULARITY;
        }
        return model.cold(item) ? Basis.TEXT : Basis.HISTORY;
    }
}

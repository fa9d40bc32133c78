// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;

/** Recommends to several users at once: each one's scores are brought to a maximum of 1 over all items, then aggregated. */
public final class GroupRecommender {
    private final Model model;
    private final Popularity fallback;

    /** A recommender over {@code model} that does not know how popular items are: those of score 0 come by index. */
    public GroupRecommender(Model model) {
        this(model, null);
    }

    /**
     * A recommender over {@code model}.
     *
     * @param fallback orders the items of score 0, which come last
     */
    public GroupRecommender(Model model, Popularity fallback) {
        this.model = model;
        this.fallback = fallback;
    }

    /** How the scores of the members become one. */
    public enum Aggregation {
        /** The mean: what the group likes on the whole. */
        MEAN,
        /** The least: nobody is left out ("least misery"; Masthoff, 2004). */
        LEAST
    }

    /**
     * Scores the items for a group, from 0 to 1; a member without any history does not count.
     *
     * @param eligible the items to choose from, which changes neither their scores nor their order
     * @param monitor advances by one per member
     */
    public GroupRanking rank(List<History> members, Aggregation aggregation, Eligibility eligible, Monitor monitor) {
        BitSet rows = eligible.rows(model.items());
        float[] together = new float[model.items()];
        Arrays.fill(together, aggregation == Aggregation.LEAST ? Float.POSITIVE_INFINITY : 0);
        float[] scores = new float[model.items()];
        for (History member : members) {
            monitor.assertRunning();
            model.score(member, scores);
            float largest = Vectors.largest(scores, model.items());
            for (int item = rows.nextSetBit(0); item >= 0 && largest > 0; item = rows.nextSetBit(item + 1)) {
                float share = Math.max(0, scores[item] / largest);
                together[item] = aggregation == Aggregation.LEAST
                        ? Math.min(together[item], share)
                        : together[item] + share / members.size();
            }
            monitor.advance(1);
        }
        return new GroupRanking(model, fallback, together, rows);
    }
}

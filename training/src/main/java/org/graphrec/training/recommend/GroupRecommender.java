package org.graphrec.training.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.TopK;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Model;

/** Recommends to several users at once: each one's scores are brought to a maximum of 1 over all items, then aggregated. */
public final class GroupRecommender {
    private final Model model;

    /** A recommender over {@code model}. */
    public GroupRecommender(Model model) {
        this.model = model;
    }

    /** How the scores of the members become one. */
    public enum Aggregation {
        /** The mean: what the group likes on the whole. */
        MEAN,
        /** The least: nobody is left out ("least misery"; Masthoff, 2004). */
        LEAST
    }

    /**
     * The best {@code k} items for the group, scores from 0 to 1.
     *
     * @param eligible the items to choose from, which changes neither their scores nor their order
     */
    public List<Scored> recommend(
            List<History> members, Aggregation aggregation, BitSet eligible, int k, Monitor monitor) {
        float[] together = new float[model.items()];
        Arrays.fill(together, aggregation == Aggregation.LEAST ? Float.POSITIVE_INFINITY : 0);
        float[] scores = new float[model.items()];
        for (History member : members) {
            monitor.assertRunning();
            model.score(member, scores);
            float largest = Vectors.largest(scores, model.items());
            for (int item = eligible.nextSetBit(0); item >= 0 && largest > 0; item = eligible.nextSetBit(item + 1)) {
                float share = Math.max(0, scores[item] / largest);
                together[item] = aggregation == Aggregation.LEAST
                        ? Math.min(together[item], share)
                        : together[item] + share / members.size();
            }
            monitor.advance(1);
        }
        TopK best = new TopK(Math.min(k, together.length));
        for (int item = eligible.nextSetBit(0); item >= 0; item = eligible.nextSetBit(item + 1)) {
            // a member without any history has no say
            best.offer(Float.isFinite(together[item]) ? together[item] : 0, item);
        }
        List<Scored> recommended = new ArrayList<>(best.size());
        for (long pair : best.drain()) {
            recommended.add(new Scored(TopK.index(pair), TopK.score(pair)));
        }
        return recommended;
    }
}

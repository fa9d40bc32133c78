package org.graphrec.training.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.TopK;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;

/** Recommends to several users at once: each one's scores are brought to a maximum of 1 over all items, then aggregated. */
public final class GroupRecommender {
    private final Model model;
    private final Popularity fallback;

    /** A recommender over {@code model}, which knows nothing of popularity: what has no say comes by index. */
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
        BitSet without = (BitSet) eligible.clone();
        for (int item = eligible.nextSetBit(0); item >= 0; item = eligible.nextSetBit(item + 1)) {
            // a member without any history has no say
            if (Float.isFinite(together[item]) && together[item] > 0) {
                best.offer(together[item], item);
                without.clear(item);
            }
        }
        List<Scored> recommended = new ArrayList<>(best.size());
        for (long pair : best.drain()) {
            int item = TopK.index(pair);
            recommended.add(new Scored(item, TopK.score(pair), basis(item)));
        }
        IntStream rest =
                fallback == null ? without.stream() : fallback.descending().filter(without::get);
        rest.limit(Math.min(k, together.length) - recommended.size())
                .forEach(item -> recommended.add(new Scored(item, 0, Basis.POPULARITY)));
        return recommended;
    }

    private Basis basis(int item) {
        if (model instanceof Popularity) {
            return Basis.POPULARITY;
        }
        return model.cold(item) ? Basis.TEXT : Basis.HISTORY;
    }
}

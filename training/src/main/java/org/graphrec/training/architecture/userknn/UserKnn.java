// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.userknn;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.TopK;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.MaskedItems;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Parts;

/**
 * What the users with the most similar histories have. Neighbours are found anew for every history, which need not be that of a
 * user of the training.
 *
 * <p>The likeness of a history H to user v is {@code c(v) = |H_v|^-lengthExponent * sum over the common items of w_j d_j^-rarity},
 * divided by the length of the history's own vector, and the score of item i is {@code d_i^-popularityExponent * sum of
 * c(v)^power over the neighbours v that have i}; not negative when no item of the history is disliked.
 */
public final class UserKnn implements Model {

    private final Csr byUser;
    private final Csr byItem;
    private final Options options;
    private final float[] rarity; // d_i^-rarity, by item
    private final float[] popularity; // d_i^-popularityExponent, by item
    private final float[] shortness; // |H_v|^-lengthExponent, by user

    /**
     * How likeness is measured and passed on.
     *
     * @param neighbours the most similar users taken, at least 1
     * @param rarity how much less a common item tells when it is popular, at least 0
     * @param lengthExponent how much less a common item tells when the neighbour has many, at least 0
     * @param power of the likeness, at least 0; higher trusts the nearest more
     * @param popularityExponent how much popular items are held back, at least 0
     * @param weighting how much each item of a history counts
     */
    public record Options(
            int neighbours,
            double rarity,
            double lengthExponent,
            double power,
            double popularityExponent,
            HistoryWeighting weighting) {

        /** Rejects values out of range. */
        public Options {
            Require.atLeast("neighbours", neighbours, 1);
            Require.between("rarity", rarity, 0.0, 10.0);
            Require.between("lengthExponent", lengthExponent, 0.0, 10.0);
            Require.between("power", power, 0.0, 100.0);
            Require.between("popularityExponent", popularityExponent, 0.0, 10.0);
        }
    }

    /** A model over everybody's interactions. */
    public UserKnn(Interactions interactions, Options options) {
        this.byUser = interactions.byUser();
        this.byItem = interactions.byItem();
        this.options = options;
        this.rarity = powers(byItem, options.rarity());
        this.popularity = powers(byItem, options.popularityExponent());
        this.shortness = powers(byUser, options.lengthExponent());
    }

    private static float[] powers(Csr matrix, double exponent) {
        float[] powers = new float[matrix.rows()];
        for (int row = 0; row < powers.length; row++) {
            powers[row] = (float) Math.pow(Math.max(1, matrix.degree(row)), -exponent);
        }
        return powers;
    }

    @Override
    public String architecture() {
        return UserKnnArchitecture.NAME;
    }

    @Override
    public int items() {
        return byItem.rows();
    }

    /** How likeness is measured and passed on. */
    public Options options() {
        return options;
    }

    /** The interactions among which neighbours are found, [users, items]. */
    public Csr byUser() {
        return byUser;
    }

    @Override
    public void score(History history, float[] scores) {
        Require.atLeast("size of scores", scores.length, items());
        Arrays.fill(scores, 0, items(), 0);
        float[] likeness = likeness(history);
        for (int user : neighbours(likeness)) {
            float share = share(likeness[user]);
            for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                scores[byUser.targets()[edge]] += share;
            }
        }
        for (int item = 0; item < popularity.length; item++) {
            scores[item] *= popularity[item];
        }
    }

    /** What a neighbour passes on is split over the common items in proportion to their say in the likeness. */
    @Override
    public Parts parts(History history) {
        float[] likeness = likeness(history);
        BitSet neighbours = new BitSet(byUser.rows());
        Arrays.stream(neighbours(likeness)).forEach(neighbours::set);
        double unit = unit(history);
        return new Parts() {
            @Override
            public double[] of(int item) {
                BitSet having = having(Require.index("item", item, items()), neighbours);
                double[] parts = new double[history.size()];
                for (int i = 0; i < parts.length && !having.isEmpty(); i++) {
                    int common = history.item(i);
                    double say = options.weighting().weight(history, i) * rarity[common] * unit * popularity[item];
                    for (int edge = byItem.offsets()[common]; edge < byItem.offsets()[common + 1]; edge++) {
                        int user = byItem.targets()[edge];
                        if (having.get(user)) {
                            parts[i] += say * shortness[user] * share(likeness[user]) / likeness[user];
                        }
                    }
                }
                return parts;
            }

            @Override
            public void narrow(BitSet items) {
                BitSet agreeing = new BitSet(byUser.rows());
                for (int i = 0; i < history.size(); i++) {
                    if (options.weighting().weight(history, i) > 0) {
                        agreeing.or(having(history.item(i), neighbours));
                    }
                }
                BitSet reached = new BitSet(items());
                agreeing.stream().forEach(user -> {
                    for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                        reached.set(byUser.targets()[edge]);
                    }
                });
                items.and(reached);
            }
        };
    }

    /** Those of {@code users} that have an item. */
    private BitSet having(int item, BitSet users) {
        BitSet having = new BitSet(byUser.rows());
        for (int edge = byItem.offsets()[item]; edge < byItem.offsets()[item + 1]; edge++) {
            having.set(byItem.targets()[edge], users.get(byItem.targets()[edge]));
        }
        return having;
    }

    private float share(float likeness) {
        return options.power() == 1 ? likeness : (float) Math.pow(likeness, options.power());
    }

    /** The likeness of every user. */
    private float[] likeness(History history) {
        float[] likeness = new float[byUser.rows()];
        double unit = unit(history);
        for (int i = 0; i < history.size(); i++) {
            int item = Require.index("item", history.item(i), items());
            float say = (float) (options.weighting().weight(history, i) * rarity[item] * unit);
            for (int edge = byItem.offsets()[item]; edge < byItem.offsets()[item + 1]; edge++) {
                likeness[byItem.targets()[edge]] += say;
            }
        }
        for (int user = 0; user < likeness.length; user++) {
            likeness[user] *= shortness[user];
        }
        return likeness;
    }

    /** One over the length of the history as a vector; 0 when it has none. */
    private double unit(History history) {
        double squares = 0;
        for (int i = 0; i < history.size(); i++) {
            double weight = options.weighting().weight(history, i);
            squares += weight * weight * rarity[Require.index("item", history.item(i), items())];
        }
        return squares > 0 ? 1 / Math.sqrt(squares) : 0;
    }

    /** The most similar users with anything in common, ascending. */
    private int[] neighbours(float[] likeness) {
        TopK most = new TopK(Math.min(options.neighbours(), likeness.length));
        for (int user = 0; user < likeness.length; user++) {
            if (likeness[user] > 0 && most.admits(likeness[user])) {
                most.offer(likeness[user], user);
            }
        }
        return Arrays.stream(most.drain()).mapToInt(TopK::index).sorted().toArray();
    }

    /** Without the user's row: how popular and how rare items are is counted anew. */
    @Override
    public UserKnn withoutUser(int user, int self) {
        Require.index("user", user, byUser.rows());
        int[] users = new int[byUser.edges() - byUser.degree(user)];
        int[] items = new int[users.length];
        int kept = 0;
        for (int other = 0; other < byUser.rows(); other++) {
            for (int edge = byUser.offsets()[other]; edge < byUser.offsets()[other + 1] && other != user; edge++) {
                users[kept] = other < user ? other : other - 1;
                items[kept++] = byUser.targets()[edge];
            }
        }
        return new UserKnn(Interactions.of(byUser.rows() - 1, items(), users, items, null, null), options);
    }

    @Override
    public Optional<Model> withoutInteractionsOf(BitSet items) {
        return Optional.of(new MaskedItems(this, items));
    }

    @Override
    public boolean cold(int item) {
        return byItem.degree(Require.index("item", item, items())) == 0;
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("neighbours", (long) options.neighbours());
        map.put("rarity", options.rarity());
        map.put("lengthExponent", options.lengthExponent());
        map.put("power", options.power());
        map.put("popularityExponent", options.popularityExponent());
        map.put("recencyDecay", options.weighting().decay());
        map.put("weighted", options.weighting().weighted());
        return Collections.unmodifiableMap(map);
    }
}

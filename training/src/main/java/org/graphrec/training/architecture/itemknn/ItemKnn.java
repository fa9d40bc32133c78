// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemknn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.Edges;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.architecture.itemgraph.KeptEdges;
import org.graphrec.training.architecture.itemgraph.TextTerm;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.propagate.CommonUsers;

/**
 * Degree-normalised co-occurrence: S_ji = d_j^-a d_i^-b sum over the common users of d_u^-e g(steps from j to i). With exponents
 * a = b = 1/2, e = 0 and g = 1 it is the cosine of the items. Where the order of a history means something, g falls with the
 * distance of the two in it, and an item that came before counts less than one that came after. Where weights tell, a user adds their
 * strengths for both items as factors, as in {@link CommonUsers}.
 */
public final class ItemKnn {

    private final Csr byUser;
    private final Csr byItem;
    private final int[] positions; // of each entry of byItem in the history of its user
    private final int concurrency;
    private final Monitor monitor;
    private final KeptEdges<Parameters> kept = new KeptEdges<>();

    /**
     * What the model is made with.
     *
     * @param sourceExponent a
     * @param targetExponent b
     * @param userExponent e
     * @param distanceExponent p of g = steps^-p
     * @param backward factor of g where i came before j
     * @param strength of the weights of interactions; 0: all count alike
     * @param neighbours edges kept per item
     * @param weighting how much each item of a history counts
     */
    public record Parameters(
            double sourceExponent,
            double targetExponent,
            double userExponent,
            double distanceExponent,
            double backward,
            double strength,
            int neighbours,
            HistoryWeighting weighting) {

        Parameters withExponents(double source, double target, double user) {
            return new Parameters(source, target, user, distanceExponent, backward, strength, neighbours, weighting);
        }

        Parameters withOrder(double distance, double before) {
            return new Parameters(
                    sourceExponent, targetExponent, userExponent, distance, before, strength, neighbours, weighting);
        }

        Parameters withWeighting(HistoryWeighting value) {
            return new Parameters(
                    sourceExponent,
                    targetExponent,
                    userExponent,
                    distanceExponent,
                    backward,
                    strength,
                    neighbours,
                    value);
        }

        Parameters withStrength(double value) {
            return new Parameters(
                    sourceExponent,
                    targetExponent,
                    userExponent,
                    distanceExponent,
                    backward,
                    value,
                    neighbours,
                    weighting);
        }

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("sourceExponent", sourceExponent);
            map.put("targetExponent", targetExponent);
            map.put("userExponent", userExponent);
            map.put("distanceExponent", distanceExponent);
            map.put("backward", backward);
            map.put("topK", (long) neighbours);
            map.put("recencyDecay", weighting.decay());
            map.put("weighted", weighting.weighted() || strength > 0);
            if (strength > 0) {
                map.put("edgeStrength", strength);
            }
            return map;
        }
    }

    public ItemKnn(Interactions interactions, int concurrency, Monitor monitor) {
        this.byUser = interactions.byUser();
        this.byItem = interactions.byItem();
        this.positions = positions(byUser, byItem);
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
    }

    /** Users ascend in each row of byItem, as they do when byUser is read from the top. */
    private static int[] positions(Csr byUser, Csr byItem) {
        int[] positions = new int[byItem.edges()];
        int[] next = Arrays.copyOf(byItem.offsets(), byItem.rows());
        for (int user = 0; user < byUser.rows(); user++) {
            int from = byUser.offsets()[user];
            for (int edge = from; edge < byUser.offsets()[user + 1]; edge++) {
                positions[next[byUser.targets()[edge]]++] = edge - from;
            }
        }
        return positions;
    }

    /** The graph with the given parameters. One that differs from the last in how histories are weighted alone has its edges. */
    public ItemGraph graph(Parameters p) {
        return kept.of(p.withWeighting(HistoryWeighting.NONE), () -> made(p), p.weighting(), p.toMap());
    }

    private ItemGraph made(Parameters p) {
        int items = byItem.rows();
        Csr strengths = p.strength() > 0 && byUser.weighted() ? CommonUsers.strengths(byUser, p.strength()) : null;
        double[] userScale = powers(byUser, p.userExponent());
        double[] source = powers(byItem, p.sourceExponent());
        double[] target = powers(byItem, p.targetExponent());
        float[] forward = new float[longest() + 1];
        float[] backward = new float[forward.length];
        for (int steps = 1; steps < forward.length; steps++) {
            forward[steps] = (float) Math.pow(steps, -p.distanceExponent());
            backward[steps] = (float) (p.backward() * forward[steps]);
        }
        Csr similarities = Edges.strongestOfEach(
                items,
                p.neighbours(),
                concurrency,
                monitor,
                (item, sums) -> spread(item, userScale, strengths, forward, backward, sums),
                (item, other) -> (float) (source[item] * target[other]));
        return new ItemGraph(
                ItemKnnArchitecture.NAME, similarities, byItem.emptyRows(), p.weighting(), p.toMap(), TextTerm.NONE);
    }

    private void spread(int item, double[] userScale, Csr strengths, float[] forward, float[] backward, float[] sums) {
        for (int edge = byItem.offsets()[item]; edge < byItem.offsets()[item + 1]; edge++) {
            int user = byItem.targets()[edge];
            int from = byUser.offsets()[user];
            int own = from + positions[edge];
            int end = byUser.offsets()[user + 1];
            float share = (float) userScale[user] * strength(strengths, own);
            for (int other = from; other < own; other++) {
                sums[byUser.targets()[other]] += share * backward[own - other] * strength(strengths, other);
            }
            for (int other = own + 1; other < end; other++) {
                sums[byUser.targets()[other]] += share * forward[other - own] * strength(strengths, other);
            }
        }
    }

    private static float strength(Csr strengths, int edge) {
        return strengths == null ? 1 : strengths.weight(edge);
    }

    private int longest() {
        int longest = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            longest = Math.max(longest, byUser.degree(user));
        }
        return longest;
    }

    private static double[] powers(Csr matrix, double exponent) {
        double[] powers = new double[matrix.rows()];
        Arrays.setAll(powers, row -> Math.pow(Math.max(1, matrix.degree(row)), -exponent));
        return powers;
    }
}

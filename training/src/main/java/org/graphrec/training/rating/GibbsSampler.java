// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;

/** Draws the items' side of a rating model from its posterior, sweep by sweep. */
final class GibbsSampler {

    private final Csr byUser;
    private final RatingScale scale;
    private final Side users;
    private final Side items;
    private final Link implicit;
    private final UserNodes nodes;
    private final List<NodeFeatures> ofUsers;
    private final List<Link> context = new ArrayList<>(); // of each of these
    private final ColdItems coldItems;
    private final boolean expectsNewItems;
    private final long seed;
    private final int concurrency;
    private final Monitor monitor;
    private double noise = 1;
    private int sweep;

    /**
     * A sampler before its first sweep.
     *
     * @param newItems whether the draws are to serve items that are not there yet
     */
    GibbsSampler(
            Interactions interactions,
            SideInformation known,
            RatingParameters parameters,
            boolean newItems,
            long seed,
            int concurrency,
            Monitor monitor) {
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
        this.scale = RatingScale.of(interactions.byUser());
        this.byUser = standardised(interactions.byUser(), scale);
        Csr byItem = byUser.transpose();
        int columns = 1 + parameters.factors();
        this.expectsNewItems = newItems || IntStream.range(0, byItem.rows()).anyMatch(item -> byItem.degree(item) == 0);
        this.coldItems = new ColdItems(byItem, known, columns, concurrency, this.monitor);
        this.implicit = parameters.implicit() ? new Link(new NeighbourFeatures(byUser, byItem), columns) : null;
        List<Link> itemLinks = new ArrayList<>();
        if (parameters.implicit()) {
            itemLinks.add(new Link(new NeighbourFeatures(byItem, byUser), columns));
        }
        if (parameters.text() && known.text() != null) {
            itemLinks.add(new Link(known.text(), columns));
        }
        List<Link> userLinks = new ArrayList<>();
        if (implicit != null) {
            userLinks.add(implicit);
        }
        ContextFeatures relations = parameters.readsContext() ? known.context() : ContextFeatures.NONE;
        relations.ofItems().forEach(features -> itemLinks.add(new Link(features, columns)));
        this.ofUsers = relations.ofUsers();
        ofUsers.forEach(features -> context.add(new Link(features, columns)));
        userLinks.addAll(context);
        this.nodes = context.isEmpty() ? null : relations.nodes();
        SplittableRandom seeds = new SplittableRandom(seed);
        this.users = new Side(byUser, userLinks, columns, seeds.nextLong());
        this.items = new Side(byItem, itemLinks, columns, seeds.nextLong());
        this.seed = seeds.nextLong();
    }

    /** Sweeps once, and returns the draw of the items' side, made before the users were drawn from it. */
    Draw sweep() {
        return sweep(null);
    }

    /**
     * As {@link #sweep()}.
     *
     * @param userMeans [users] overwritten with what {@link Draw#user} would return for their histories; or null
     */
    Draw sweep(float[][] userMeans) {
        items.drawRows(users, noise, null, sweep, concurrency, monitor);
        items.drawPrior(sweep, concurrency, monitor);
        users.drawPrior(sweep, concurrency, monitor);
        Draw draw = draw();
        users.drawRows(items, noise, userMeans, sweep, concurrency, monitor);
        drawNoise();
        sweep++;
        return draw;
    }

    private Draw draw() {
        float[][] design = items.design.clone();
        float[] bias = items.bias.clone();
        UnratedItem newItem = expectsNewItems && sweep >= RatingTrainer.BURN_IN
                ? coldItems.fill(design, bias, users.precision, items.precision.clone())
                : null;
        return new Draw(
                        design,
                        bias,
                        implicit == null ? null : implicit.coefficients(),
                        users.intercept.clone(),
                        users.precision.clone(),
                        noise,
                        newItem)
                .with(nodes, ofNodes());
    }

    /** What each node of a user's context adds, by relation. */
    private float[][][] ofNodes() {
        float[][][] ofNodes = new float[context.size()][][];
        for (int k = 0; k < ofNodes.length; k++) {
            ofNodes[k] = ofUsers.get(k).byNode(context.get(k).coefficients(), users.intercept.length);
        }
        return ofNodes;
    }

    private void drawNoise() {
        double squares = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            monitor.assertRunning();
            for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                double error = byUser.weight(edge) - users.predict(user, items, byUser.targets()[edge]);
                squares += error * error;
            }
        }
        noise = Distributions.gamma(1 + 0.5 * byUser.edges(), 0.1 + 0.5 * squares, new SplittableRandom(seed + sweep));
    }

    /** The scale of the ratings. */
    RatingScale scale() {
        return scale;
    }

    private static Csr standardised(Csr ratings, RatingScale scale) {
        float[] weights = new float[ratings.edges()];
        for (int edge = 0; edge < weights.length; edge++) {
            weights[edge] = scale.standardised(ratings.weight(edge));
        }
        return new Csr(ratings.rows(), ratings.columns(), ratings.offsets(), ratings.targets(), weights);
    }
}

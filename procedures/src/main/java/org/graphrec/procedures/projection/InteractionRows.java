// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.Arrays;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.training.compare.InteractionLog;
import org.graphrec.training.graph.EdgeList;
import org.graphrec.training.graph.Pairs;

/** The pairs of a projection as rows, with what a comparison goes by: strength, liking, rating, time and side of a given split. */
public final class InteractionRows {

    private InteractionRows() {}

    /** An upper bound on the heap that {@link #read} needs, in bytes. */
    public static long bytes(Projection projection) {
        // every column as it is read, as floats, and sorted
        return 120 * projection.relationshipCount();
    }

    /**
     * Reads the rows of a graph.
     *
     * @param items the items; what is none is passed over
     * @param ratingProperty the relationship property of ratings, or null
     * @param splitProperty that of the side of a given split, 0 or 1, or null
     * @throws IllegalArgumentException naming a missing property, or a rating that is none
     */
    public static InteractionLog read(
            ProjectedInteractions projected, NodeIndex items, String ratingProperty, String splitProperty) {
        Projection projection = projected.projection();
        Bipartite.Selection selection = projected.selection();
        projection.graph(selection.relationshipTypes(), "ratingProperty", ratingProperty);
        projection.graph(selection.relationshipTypes(), "splitProperty", splitProperty);
        boolean timed = selection.relationshipTimeProperty() != null;
        int expected = Math.toIntExact(projection.relationshipCount());
        EdgeList rows = new EdgeList(expected, selection.relationshipWeightProperty() != null, timed);
        Columns columns = new Columns(expected);
        ProjectedInteractions.Reader reader = projected.reader(items, ratingProperty, splitProperty);
        for (int user = 0; user < projected.users().size(); user++) {
            projection.assertRunningAt(user);
            Pairs pairs = reader.pairs(user);
            for (int i = 0; i < pairs.size(); i++) {
                if (ratingProperty != null) {
                    requireRating(ratingProperty, pairs.other(0, i));
                }
                columns.add(pairs.verdict(i) == Pairs.Verdict.LIKED, pairs.other(0, i), pairs.other(1, i));
                rows.add(user, pairs.item(i), (float) pairs.weight(i), pairs.time(i));
            }
        }
        return InteractionLog.of(
                projected.users().size(),
                items.size(),
                new InteractionLog.Columns(
                        rows.sources(),
                        rows.targets(),
                        rows.weights(),
                        columns.liked(),
                        ratingProperty == null ? null : columns.ratings(),
                        rows.times(),
                        splitProperty == null ? null : columns.parts()));
    }

    private static void requireRating(String property, double rating) {
        if (!(Math.abs(rating) < Float.MAX_VALUE)) {
            throw new IllegalArgumentException("The relationship property `" + property
                    + "` of `ratingProperty` must be a finite number on every relationship but one has `"
                    + Config.shown(rating)
                    + "`. Leave that relationship out of the projection, or give it a rating.");
        }
    }

    /** What else there is of each row. */
    private static final class Columns {
        private boolean[] liked;
        private float[] ratings;
        private double[] parts;
        private int size;

        private Columns(int expected) {
            liked = new boolean[expected];
            ratings = new float[expected];
            parts = new double[expected];
        }

        private void add(boolean like, double rating, double part) {
            liked[size] = like;
            ratings[size] = (float) rating;
            parts[size] = part;
            size++;
        }

        private boolean[] liked() {
            return Arrays.copyOf(liked, size);
        }

        private float[] ratings() {
            return Arrays.copyOf(ratings, size);
        }

        private double[] parts() {
            return Arrays.copyOf(parts, size);
        }
    }
}

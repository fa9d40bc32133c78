// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.List;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.procedures.reading.DeclaredInteraction;
import org.graphrec.procedures.reading.GraphReading;

/** How the live graph is read where nothing was trained: as a declaration, or the configuration of a projection, says. */
public final class ToldReading {
    private static final Bipartite.Selection EVERYTHING = new Bipartite.Selection(
            null, null, List.of(), null, null, FeatureSelection.of(new LiveFeatures(List.of())));

    private ToldReading() {}

    /** By a declaration: its target, or all of its interactions. */
    public static GraphReading of(Declaration declaration) {
        return declaration.reading(recommendedFor(declaration), declaration.weighted(), false);
    }

    /**
     * As a projection was read.
     *
     * @throws IllegalArgumentException where nothing tells how the live graph has the interactions of the projection
     */
    public static GraphReading of(Projection projection) {
        if (projection.declaration().isPresent()) {
            Declaration declaration = projection.declaration().get();
            return projection.filtered(declaration.reading(recommendedFor(declaration), declaration.weighted(), true));
        }
        return ProjectedInteractions.of(projection, EVERYTHING)
                .told()
                .orElseThrow(() -> new IllegalArgumentException("The graph `" + projection.name()
                        + "` does not show how its interactions are read from the live graph. Declare it with"
                        + " `{declaration: {users: 'Customer', items: 'Product', interactions: ['BOUGHT']}}` instead of"
                        + " `graphName`, or train a model, which compares the two."));
    }

    private static List<String> recommendedFor(Declaration declaration) {
        return declaration.interactions().stream()
                .map(DeclaredInteraction::name)
                .filter(declaration::recommendedFor)
                .toList();
    }
}

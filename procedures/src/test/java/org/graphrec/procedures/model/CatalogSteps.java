// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import org.graphrec.training.graph.History;

/** What tests of the catalog do and look at. */
final class CatalogSteps {
    private CatalogSteps() {}

    static void train(ModelCatalog catalog, String name, long seed) {
        try (ModelCatalog.Reservation reservation = catalog.reserve(name)) {
            reservation.fulfil(Models.itemGraph(name, seed));
        }
    }

    static float[] weights(TrainedModel model) {
        float[] scores = new float[Models.ITEMS];
        model.fit().model().score(new History(new int[] {0, 1, 2, 3}, null), scores);
        return scores;
    }

    static String state(ModelCatalog catalog, String name) {
        ModelEntry entry = catalog.find(name);
        return entry == null ? "gone" : (entry.loaded() != null ? "loaded " : "") + (entry.stored() ? "stored" : "");
    }
}

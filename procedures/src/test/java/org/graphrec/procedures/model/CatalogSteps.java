package org.graphrec.procedures.model;

import java.util.function.BooleanSupplier;
import org.graphrec.training.Monitor;
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

    /** A monitor that stops its computation when this is false. */
    static Monitor whileTrue(BooleanSupplier running) {
        return new Monitor() {
            @Override
            public void phase(String name, long work) {}

            @Override
            public void advance(long units) {}

            @Override
            public boolean running() {
                return running.getAsBoolean();
            }
        };
    }
}

package org.graphrec.training.model;

import java.util.Map;
import org.graphrec.training.graph.History;

/** The architecture {@link Architecture#POPULARITY}. */
@SuppressWarnings("DoNotCallSuggester")
public final class Popularity implements Model {

    Popularity() {}

    @Override
    public Architecture architecture() {
        return Architecture.POPULARITY;
    }

    @Override
    public int items() {
        throw new UnsupportedOperationException("items");
    }

    @Override
    public void score(History history, float[] scores) {
        throw new UnsupportedOperationException("score");
    }

    @Override
    public boolean cold(int item) {
        throw new UnsupportedOperationException("cold");
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of();
    }
}

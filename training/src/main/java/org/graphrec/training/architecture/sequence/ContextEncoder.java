// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;

/** Adds to the vector of another encoder what the texts of the history say together, and where it lies in the graph. */
final class ContextEncoder implements HistoryEncoder {

    private final HistoryEncoder encoder;
    private final Matrix[] tables;

    ContextEncoder(HistoryEncoder encoder, SequenceTensors tensors, int dimension) {
        this.encoder = encoder;
        this.tables = tables(tensors, dimension);
    }

    /** The tables of contexts that there are: text first, then graph. */
    static Matrix[] tables(SequenceTensors tensors, int dimension) {
        return java.util.stream.Stream.of("text", "graph")
                .filter(tensors::has)
                .map(name -> tensors.table(name, dimension))
                .toArray(Matrix[]::new);
    }

    @Override
    public float[] encode(History history) {
        float[] user = encoder.encode(history);
        for (Matrix table : tables) {
            float[] mean = Tables.mean(table, history);
            for (int d = 0; d < user.length; d++) {
                user[d] += mean[d];
            }
        }
        return user;
    }
}

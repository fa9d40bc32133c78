package org.graphrec.deep;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** {@code ContextEncoder} with gradients: adds the contexts of each prefix to what another head makes of it. */
record ContextHead(Head head) implements Head {

    @Override
    public void declare(Parameters parameters) {
        head.declare(parameters);
    }

    @Override
    public NDArray encode(Pass pass, NDArray x, Columns columns, float[] kept) {
        NDArray users = head.encode(pass, x, columns, kept);
        NDArray shares =
                Pass.shares(pass.causal((int) x.getShape().get(1), kept)).squeeze(1);
        if (columns.hasText()) {
            users = users.add(shares.matMul(columns.text(x)));
        }
        if (columns.hasGraph()) {
            users = users.add(shares.matMul(columns.graph(x)));
        }
        return users;
    }

    @Override
    public Map<String, NDArray> tables(Pass pass, NDArray rows, Columns columns) {
        return head.tables(pass, rows, columns);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** {@code ContextEncoder} with gradients: adds the contexts of each prefix to what another head makes of it. */
record ContextNetwork(HistoryNetwork head) implements HistoryNetwork {

    @Override
    public void declare(TrainableWeights parameters) {
        head.declare(parameters);
    }

    @Override
    public Tensor encode(ForwardPass pass, Tensor x, ItemRowLayout columns, float[] kept) {
        Tensor users = head.encode(pass, x, columns, kept);
        Tensor shares = ForwardPass.shares(pass.causal((int) x.size(1), kept)).squeeze(1);
        if (columns.hasText()) {
            users = users.add(shares.matmul(columns.text(x)));
        }
        if (columns.hasGraph()) {
            users = users.add(shares.matmul(columns.graph(x)));
        }
        return users;
    }

    @Override
    public Map<String, Tensor> tables(ForwardPass pass, Tensor rows, ItemRowLayout columns) {
        return head.tables(pass, rows, columns);
    }
}

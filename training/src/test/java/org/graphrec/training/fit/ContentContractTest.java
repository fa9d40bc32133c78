// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.registry.Architectures;

class ContentContractTest implements ModelContract {

    @Override
    public Architecture architecture() {
        return Architectures.of("content");
    }

    @Override
    public Matrix features(int items) {
        return items == SIZE ? Checkerboard.features(items) : RandomInteractions.features(items, 8, 3);
    }
}

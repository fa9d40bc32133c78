package org.graphrec.training.fit;

import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Architecture;

class TextGcnContractTest implements ModelContract {

    @Override
    public Architecture architecture() {
        return Architecture.TEXTGCN;
    }

    @Override
    public Matrix features(int items) {
        return items == SIZE ? Checkerboard.features(items) : RandomInteractions.features(items, 8, 3);
    }
}

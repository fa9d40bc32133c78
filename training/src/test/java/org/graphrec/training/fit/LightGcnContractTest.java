package org.graphrec.training.fit;

import org.graphrec.training.model.Architecture;

class LightGcnContractTest implements ModelContract {

    @Override
    public Architecture architecture() {
        return Architecture.LIGHTGCN;
    }
}

package org.graphrec.training.fit;

import org.graphrec.training.model.Architecture;

class EaseContractTest implements ModelContract {

    @Override
    public Architecture architecture() {
        return Architecture.EASE;
    }
}

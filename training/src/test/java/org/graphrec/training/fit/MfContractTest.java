package org.graphrec.training.fit;

import org.graphrec.training.model.Architecture;

class MfContractTest implements ModelContract {

    @Override
    public Architecture architecture() {
        return Architecture.MF;
    }
}

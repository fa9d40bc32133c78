package org.graphrec.training.fit;

import org.graphrec.training.model.Architecture;

class UserKnnContractTest implements ModelContract {

    @Override
    public Architecture architecture() {
        return Architecture.USER_KNN;
    }
}

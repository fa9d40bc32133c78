package org.graphrec.training.fit;

import org.graphrec.training.model.Architecture;

class ItemKnnContractTest implements ModelContract {

    @Override
    public Architecture architecture() {
        return Architecture.ITEM_KNN;
    }
}

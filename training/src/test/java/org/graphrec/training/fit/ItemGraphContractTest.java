package org.graphrec.training.fit;

import org.graphrec.training.model.Architecture;

class ItemGraphContractTest implements ModelContract {

    @Override
    public Architecture architecture() {
        return Architecture.ITEM_GRAPH;
    }
}

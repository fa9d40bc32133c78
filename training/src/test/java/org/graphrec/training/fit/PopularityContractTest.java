package org.graphrec.training.fit;

import org.graphrec.training.model.Architecture;

class PopularityContractTest implements AnyModelContract {

    @Override
    public Architecture architecture() {
        return Architecture.POPULARITY;
    }
}

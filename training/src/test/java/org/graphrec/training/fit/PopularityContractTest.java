package org.graphrec.training.fit;

import org.graphrec.training.model.Architecture;

class PopularityContractTest implements ModelContract {

    @Override
    public Architecture architecture() {
        return Architecture.POPULARITY;
    }

    @Override
    public boolean personal() {
        return false;
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.registry.Architectures;

class ItemGraphContractTest implements ModelContract {

    @Override
    public Architecture architecture() {
        return Architectures.of("itemGraph");
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FloatListTest {

    @Test
    void isTheSliceItWasGiven() {
        FloatList list = new FloatList(new float[] {1, 2, 3, 4}, 1, 2);
        assertThat(list).containsExactly(2.0, 3.0);
        assertThatThrownBy(() -> list.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeHeapTest {
    private static final long MIB = 1 << 20;

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Small arrays begin among the young, large ones among the old. */
    @ParameterizedTest
    @ValueSource(ints = {1 << 10, 8 << 20})
    void takesWhatIsThrownAwayForFree(int size) {
        System.gc();
        long grown = 0;
        long lost = 0;
        // a collection in the middle hides what was thrown away: then once more
        for (int tries = 0; tries < 20 && grown < 8 * MIB; tries++) {
            long before = used();
            long free = FreeHeap.bytes();
            for (long thrown = 0; thrown < 16 * MIB; ) {
                thrown += new byte[size].length;
            }
            grown = used() - before;
            lost = free - FreeHeap.bytes();
        }
        assertThat(grown).as("what the runtime calls used").isGreaterThanOrEqualTo(8 * MIB);
        assertThat(lost).as("what the guard calls used").isLessThan(grown / 2);
    }

    @Test
    void knowsAfterACollectionWhatIsInUse() {
        int size = 64 << 20;
        System.gc();
        long free = FreeHeap.bytes();
        byte[] kept = new byte[size];
        System.gc();
        assertThat(free - FreeHeap.bytes()).isGreaterThan(size / 2);
        assertThat(kept).hasSize(size);
    }
}

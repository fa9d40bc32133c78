// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeMemoryTest {
    private static final String MACHINE =
            "MemTotal:       16000 kB\nMemFree:         500 kB\nMemAvailable:   1000 kB\n";

    @Test
    void isThatOfTheMachineWithoutAContainer() {
        assertThat(NativeMemory.available(MACHINE, "", "", "")).isEqualTo(1_024_000);
        assertThat(NativeMemory.available(MACHINE, "max\n", "700\n", "")).isEqualTo(1_024_000);
    }

    @Test
    void isThatOfTheContainerWhereItIsLess() {
        assertThat(NativeMemory.available(MACHINE, "1000\n", "700\n", "")).isEqualTo(300);
        assertThat(NativeMemory.available(MACHINE, "1000\n", "700\n", "anon 5\ninactive_file 200\n"))
                .isEqualTo(500);
        assertThat(NativeMemory.available(MACHINE, "1000\n", "1700\n", "")).isZero();
        assertThat(NativeMemory.available("", "1000\n", "700\n", "")).isEqualTo(300);
    }

    @Test
    void isUnknownWhereNothingSaysIt() {
        assertThat(NativeMemory.available("", "", "", "")).isNegative();
        assertThat(NativeMemory.available("MemAvailable: much\n", "none", "", ""))
                .isNegative();
        assertThat(NativeMemory.refusal("It", Long.MAX_VALUE, -1)).isNull();
    }

    @Test
    void refusesMoreThanHalfOfIt() {
        assertThat(NativeMemory.refusal("The encoder `bge`", 500, 1000)).isNull();
        assertThat(NativeMemory.refusal("The encoder `bge`", 600L << 20, 1L << 30))
                .isEqualTo(
                        "The encoder `bge` was refused: it may need 600 MiB outside the heap, and at most half of the 1.0"
                                + " GiB that are available are given to it. Lower `server.memory.pagecache.size` or"
                                + " `server.memory.heap.max_size`, drop encoders with `rec.encoder.drop`, or give the machine or"
                                + " container more memory.");
    }
}

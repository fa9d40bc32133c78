package org.graphrec.procedures.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeIndexTest {

    @Test
    void findsTheRowOfEachIdAndNoOther() {
        NodeIndex index = new NodeIndex(new long[] {3, 7, 20});
        for (int row = 0; row < index.size(); row++) {
            assertThat(index.row(index.id(row))).isEqualTo(row);
        }
        assertThat(index.row(4)).isNegative();
        assertThat(index.row(-1)).isNegative();
        assertThat(index.row(21)).isNegative();
    }
}

package org.graphrec.training.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CsrTest {

    @Test
    void sortsTargetsAndSumsParallelEdges() {
        Csr csr = Csr.fromEdges(2, 3, new int[] {1, 0, 1, 1}, new int[] {2, 1, 0, 2}, new float[] {1, 2, 3, 4});
        assertThat(csr.offsets()).containsExactly(0, 1, 3);
        assertThat(csr.targets()).containsExactly(1, 0, 2);
        assertThat(new float[] {csr.weight(0), csr.weight(1), csr.weight(2)}).containsExactly(2, 3, 5);
        assertThat(csr.degree(1)).isEqualTo(2);
    }

    @Test
    void countsParallelEdgesWithoutWeights() {
        Csr csr = Csr.fromEdges(1, 1, new int[] {0, 0, 0}, new int[] {0, 0, 0}, null);
        assertThat(csr.edges()).isEqualTo(1);
        assertThat(csr.weight(0)).isEqualTo(3);
    }

    @Test
    void transposesTwiceToItself() {
        Csr csr = Csr.fromEdges(3, 2, new int[] {0, 2, 2}, new int[] {1, 0, 1}, new float[] {5, 6, 7});
        Csr back = csr.transpose().transpose();
        assertThat(csr.transpose().rows()).isEqualTo(2);
        assertThat(back.offsets()).isEqualTo(csr.offsets());
        assertThat(back.targets()).isEqualTo(csr.targets());
        assertThat(back.weight(2)).isEqualTo(7);
    }

    @Test
    void holdsNoEdges() {
        Csr csr = Csr.fromEdges(0, 0, new int[0], new int[0], null);
        assertThat(csr.edges()).isZero();
        assertThat(csr.transpose().rows()).isZero();
    }

    @Test
    void refusesATargetOutsideTheShape() {
        assertThatThrownBy(() -> Csr.fromEdges(1, 1, new int[] {0}, new int[] {1}, null))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("The value of `edge end` must be between 0 and 0 but was `1`.");
    }
}

// SPDX-License-Identifier: GPL-3.0-only
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
    void transposesSomeColumnsAsInTheWhole() {
        Csr csr =
                Csr.fromEdges(3, 4, new int[] {0, 0, 1, 2, 2}, new int[] {1, 3, 3, 1, 2}, new float[] {5, 6, 7, 8, 9});
        Csr some = csr.transposedRows(new int[] {0, 1, 3});
        assertThat(some.offsets()).containsExactly(0, 0, 2, 4);
        assertThat(some.targets()).containsExactly(0, 2, 0, 1);
        assertThat(some.columns()).isEqualTo(3);
        assertThat(new float[] {some.weight(0), some.weight(1), some.weight(2), some.weight(3)})
                .containsExactly(5, 8, 6, 7);
        assertThat(csr.transposedRows(new int[0]).edges()).isZero();
    }

    @Test
    void sumsRowsThatAscendButHoldATargetTwice() {
        Csr csr = Csr.fromSortedRows(2, 3, new int[] {0, 3, 4}, new int[] {0, 2, 2, 1}, new float[] {1, 2, 3, 4});
        assertThat(csr.offsets()).containsExactly(0, 2, 3);
        assertThat(csr.targets()).containsExactly(0, 2, 1);
        assertThat(csr.weight(1)).isEqualTo(5);
    }

    @Test
    void addsWithItsTransposeToWhatEdgesOfBothDirectionsAre() {
        int[] sources = {0, 3, 2, 2, 1, 1};
        int[] targets = {1, 0, 2, 3, 0, 3};
        float[] weights = {5, 6, 7, 8, 9, 1};
        int[] both = {0, 3, 2, 2, 1, 1, 1, 0, 2, 3, 0, 3};
        int[] back = {1, 0, 2, 3, 0, 3, 0, 3, 2, 2, 1, 1};
        Csr one = Csr.fromEdges(4, 4, sources, targets, weights);
        Csr sum = one.plus(one.transpose());
        Csr expected = Csr.fromEdges(4, 4, both, back, new float[] {5, 6, 7, 8, 9, 1, 5, 6, 7, 8, 9, 1});
        assertThat(sum.offsets()).isEqualTo(expected.offsets());
        assertThat(sum.targets()).isEqualTo(expected.targets());
        for (int edge = 0; edge < sum.edges(); edge++) {
            assertThat(sum.weight(edge)).isEqualTo(expected.weight(edge));
        }
        Csr unweighted = Csr.fromEdges(4, 4, sources, targets, null);
        assertThat(unweighted.plus(unweighted.transpose()).weight(0)).isEqualTo(2);
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

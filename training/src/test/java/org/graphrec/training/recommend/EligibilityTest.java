// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class EligibilityTest {
    private static final int ITEMS = 6;

    @Test
    void isAllItemsOrSomeOfThem() {
        assertThat(Eligibility.ALL.rows(ITEMS).stream()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(Eligibility.among(4, 1, 4).rows(ITEMS).stream()).containsExactly(1, 4);
        assertThat(Eligibility.among().rows(ITEMS).stream()).isEmpty();
    }

    @Test
    void addsUpWhatIsLeftOut() {
        Eligibility eligible = Eligibility.among(0, 1, 2, 3, 4)
                .without(bits(1))
                .without(3)
                .without(bits(0))
                .without(3, 5);
        assertThat(eligible.rows(ITEMS).stream()).containsExactly(2, 4);
    }

    @Test
    void isNotChangedByWhatIsMadeFromIt() {
        Eligibility shared = Eligibility.ALL.without(bits(2));
        Eligibility one = shared.without(0);
        Eligibility other = shared.without(bits(5)).without(4);
        one.rows(ITEMS).clear();
        assertThat(shared.rows(ITEMS).stream()).containsExactly(0, 1, 3, 4, 5);
        assertThat(one.rows(ITEMS).stream()).containsExactly(1, 3, 4, 5);
        assertThat(other.rows(ITEMS).stream()).containsExactly(0, 1, 3);
        assertThat(Eligibility.ALL.rows(ITEMS).cardinality()).isEqualTo(ITEMS);
    }

    @Test
    void refusesItemsThatTheModelDoesNotKnow() {
        assertThatThrownBy(() -> Eligibility.among(6).rows(ITEMS))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("The value of `candidates` must be between 0 and 5 but was `6`.");
        assertThatThrownBy(() -> Eligibility.ALL.without(-1).rows(ITEMS))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("The value of `exclude` must be between 0 and 5 but was `-1`.");
    }

    private static BitSet bits(int item) {
        BitSet bits = new BitSet();
        bits.set(item);
        return bits;
    }
}

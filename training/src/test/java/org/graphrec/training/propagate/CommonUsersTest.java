// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.propagate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;
import org.junit.jupiter.api.Test;

class CommonUsersTest {
    /** The first user has items 0 (four times as much) and 1, the second has 0, 1 and 2 alike. */
    private static final Interactions INTERACTIONS = Interactions.of(
            2, 4, new int[] {0, 0, 1, 1, 1}, new int[] {0, 1, 0, 1, 2}, new float[] {8, 2, 3, 3, 3}, null);

    @Test
    void anExponentOfZeroCountsTheUsersTheyHaveInCommon() {
        assertThat(row(0, 0, 0)).containsExactly(2, 2, 1, 0);
        assertThat(row(3, 0, 0)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void aUserOfManyItemsSaysLessOfTwoOfThem() {
        assertThat(row(0, 1, 0))
                .containsExactly(new float[] {1 / 2f + 1 / 3f, 1 / 2f + 1 / 3f, 1 / 3f, 0}, within(1e-6f));
    }

    @Test
    void weightsCountRelativeToTheMeanOfTheUser() {
        // 8/5 and 2/5 of the first user, 1 of the second
        assertThat(row(0, 0, 1)).containsExactly(new float[] {1.6f * 1.6f + 1, 1.6f * 0.4f + 1, 1, 0}, within(1e-6f));
        assertThat(row(0, 0, 0.5)).containsExactly(new float[] {2.6f, 1.8f, 1, 0}, within(1e-6f));
    }

    @Test
    void twoExponentsAtOnceAreEachOfThem() {
        CoOccurrence matrix = new CoOccurrence(INTERACTIONS, 1, Monitor.SILENT);
        float[] sums = new float[8];
        int count = matrix.commonUsers(0.5, 0).add(0, matrix.commonUsers(1, 0), sums, new int[4]);
        assertThat(count).isEqualTo(3);
        float[] one = row(0, 0.5, 0);
        float[] other = row(0, 1, 0);
        for (int item = 0; item < 4; item++) {
            assertThat(sums[2 * item]).isEqualTo(one[item]);
            assertThat(sums[2 * item + 1]).isEqualTo(other[item]);
        }
    }

    @Test
    void aReaderHasTheBitsOfTheRowAndForgetsTheItemBefore() {
        for (double strength : new double[] {0, 0.5}) {
            CommonUsers.Reader reader = new CoOccurrence(INTERACTIONS, 1, Monitor.SILENT)
                    .commonUsers(0.5, strength)
                    .reader();
            for (int item : new int[] {0, 2, 3, 1}) {
                float[] row = row(item, 0.5, strength);
                assertThat(reader.of(item, new int[] {1, 2, 3})).containsExactly(row[1], row[2], row[3]);
                assertThat(reader.of(item, new int[] {0, 3})).containsExactly(row[0], row[3]);
            }
        }
    }

    private static float[] row(int item, double userExponent, double strength) {
        float[] sums = new float[4];
        int[] touched = new int[4];
        CommonUsers users = new CoOccurrence(INTERACTIONS, 1, Monitor.SILENT).commonUsers(userExponent, strength);
        int count = users.add(item, sums, touched);
        assertThat(count).isEqualTo(item == 3 ? 0 : 3);
        return sums;
    }
}

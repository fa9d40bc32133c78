// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.compare.Succession;
import org.junit.jupiter.api.Test;

/** What is to be predicted was not learned, and nothing that happened later is known. */
class NextItemsTest {
    /** Three users; user 2 came late, and of item 3 of user 1 no time is known. */
    private static final Interactions TIMED = Interactions.of(
            3, 5, new int[] {0, 0, 0, 0, 1, 1, 1, 2, 2}, new int[] {0, 1, 2, 3, 3, 0, 4, 1, 2}, null, new double[] {
                10, 20, 30, 40, Double.NaN, 15, 35, 31, 41
            });

    private static int[] items(Interactions interactions, int user) {
        return interactions.history(user).items();
    }

    @Test
    void areTheFirstAfterTheMiddleOfWhatIsNew() {
        // new are those at 30, 31, 35, 40 and 41, of which the later half begins at 35
        NextItems half = NextItems.after(TIMED, 20, 0.5);
        assertThat(half.users()).containsExactly(0, 1, 2);
        assertThat(items(half.before(), 0)).containsExactly(0, 1, 2);
        assertThat(items(half.next(), 0)).containsExactly(3);
        assertThat(items(half.before(), 1)).containsExactly(3, 0);
        assertThat(items(half.next(), 1)).containsExactly(4);
        assertThat(items(half.before(), 2)).containsExactly(1);
        assertThat(items(half.next(), 2)).containsExactly(2);
    }

    @Test
    void haveNoneOfAUserOfWhomNothingWasKnown() {
        NextItems all = NextItems.after(TIMED, 20, 1);
        assertThat(all.users()).containsExactly(0, 1);
        assertThat(items(all.next(), 0)).as("the first, not all that are later").containsExactly(2);
        assertThat(items(all.before(), 2)).isEmpty();
        assertThat(NextItems.after(TIMED, 41, 0.5).users()).isEmpty();
        assertThat(NextItems.after(TIMED, 41, 0.5).before().size()).isEqualTo(TIMED.size());
    }

    @Test
    void areDrawnOfSomeUsersWhereThereAreNoTimes() {
        BitSet users = BitSet.valueOf(new long[] {0b101});
        NextItems drawn = NextItems.ofUsers(TIMED, users, 7);
        assertThat(drawn.users()).containsExactly(0, 2);
        assertThat(drawn.before().size() + drawn.next().size()).isEqualTo(TIMED.size());
        assertThat(drawn.next().size()).isEqualTo(2);
        assertThat(items(NextItems.ofUsers(TIMED, users, 7).next(), 0)).isEqualTo(items(drawn.next(), 0));
    }

    @Test
    void compareAModelWithItsSuccessor() {
        NextItems half = NextItems.after(TIMED, 20, 0.5);
        // ranks item i at place i, and the successor the other way round
        double[] before = Succession.ndcg(
                (history, scores) -> IntStream.range(0, 5).forEach(i -> scores[i] = -i),
                half.before(),
                half.next(),
                half.users(),
                2,
                1,
                Monitor.SILENT);
        assertThat(before).containsExactly(1, 0, 1 / (Math.log(3) / Math.log(2)));
        Succession compared = Succession.of(before, new double[] {1, 1, 1});
        assertThat(compared.users()).isEqualTo(3);
        assertThat(compared.difference()).isEqualTo(1 - (1 + 1 / (Math.log(3) / Math.log(2))) / 3);
        assertThat(compared.notWorse(0)).isTrue();
        assertThat(Succession.of(new double[] {1, 1, 1}, before).notWorse(0)).isFalse();
        assertThat(Succession.of(new double[] {1, 1, 1}, before).notWorse(0.5)).isTrue();
        assertThat(Succession.ofNobody(Succession.Measure.NDCG).notWorse(0)).isTrue();
    }

    @Test
    void anErrorIsWorseWhereItIsLarger() {
        Succession better = Succession.ofSquaredErrors(new double[] {4, 4}, new double[] {1, 1});
        assertThat(List.of(better.before(), better.after(), better.difference()))
                .containsExactly(2.0, 1.0, -1.0);
        assertThat(better.notWorse(0)).isTrue();
        Succession worse = Succession.ofSquaredErrors(new double[] {1, 1}, new double[] {4, 4});
        assertThat(worse.notWorse(0.99)).isFalse();
        assertThat(worse.notWorse(1)).isTrue();
    }
}

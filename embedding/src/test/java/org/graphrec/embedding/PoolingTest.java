// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PoolingTest {

    /** Two texts of width 3 in two dimensions; the second text has two tokens and then padding. */
    private static final float[] HIDDEN = {1, 2, 3, 9, 5, 4, /* second text */ -1, -2, -3, 8, 100, 100};

    @Test
    void poolsTheTokensOfTheTextOnly() {
        assertThat(pooled(Pooling.MEAN, 0, 3)).containsExactly(3, 5);
        assertThat(pooled(Pooling.MEAN, 6, 2)).containsExactly(-2, 3);
        assertThat(pooled(Pooling.MAX, 0, 3)).containsExactly(5, 9);
        assertThat(pooled(Pooling.MAX, 6, 2)).containsExactly(-1, 8);
        assertThat(pooled(Pooling.CLS, 6, 2)).containsExactly(-1, -2);
        assertThat(pooled(Pooling.LAST_TOKEN, 0, 3)).containsExactly(5, 4);
        assertThat(pooled(Pooling.LAST_TOKEN, 6, 2)).containsExactly(-3, 8);
    }

    private static float[] pooled(Pooling pooling, int offset, int tokens) {
        float[] vector = {7, 7};
        pooling.pool(HIDDEN, offset, tokens, vector);
        return vector;
    }
}

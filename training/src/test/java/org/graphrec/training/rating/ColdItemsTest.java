// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.junit.jupiter.api.Test;

/** 200 items: item i has i % 5 + 1 ratings and the bias and factor its text says, the last ten have none. */
class ColdItemsTest {

    private static final int ITEMS = 200;

    private static final int RATED = 190;

    private static final int DIMENSION = 8;

    private final Csr byItem = byItem();

    private final float[][] texts = random(DIMENSION, 1);

    private final float[][] design = new float[ITEMS][2];

    private final float[] bias = new float[ITEMS];

    private UnratedItem newItem;

    ColdItemsTest() {
        for (int item = 0; item < ITEMS; item++) {
            bias[item] = 0.5f + texts[item][0] - texts[item][3];
            design[item] = new float[] {1, 2 * texts[item][1]};
        }
    }

    @Test
    void followTheirTexts() {
        float[] expectedBias = bias.clone();
        float[][] expected = design.clone();
        forgetTheCold();
        fill(texts);
        for (int item = RATED; item < ITEMS; item++) {
            assertThat(bias[item]).isCloseTo(expectedBias[item], within(0.15f));
            assertThat(design[item][0]).isEqualTo(1);
            assertThat(design[item][1]).isCloseTo(expected[item][1], within(0.15f));
        }
    }

    @Test
    void areLikeTheMeanRatingWithoutTexts() {
        forgetTheCold();
        fill(null);
        double sum = 0;
        for (int item = 0; item < RATED; item++) {
            sum += (double) byItem.degree(item) * bias[item];
        }
        assertThat(bias[ITEMS - 1]).isCloseTo((float) (sum / byItem.edges()), within(1e-5f));
    }

    @Test
    void areLikeTheMeanRatingWhereTextsSayNothing() {
        forgetTheCold();
        float[] before = bias.clone();
        fill(null);
        float mean = bias[ITEMS - 1];
        System.arraycopy(before, 0, bias, 0, ITEMS);
        fill(random(DIMENSION, 77));
        assertThat(bias[ITEMS - 1]).isCloseTo(mean, within(0.1f));
    }

    @Test
    void leaveTheRatedAlone() {
        float[] before = bias.clone();
        fill(texts);
        for (int item = 0; item < RATED; item++) {
            assertThat(bias[item]).isEqualTo(before[item]);
        }
    }

    private void fill(float[][] given) {
        TextFeatures text = given == null ? null : new TextFeatures(matrix(given));
        newItem = new ColdItems(byItem, new SideInformation(text, ContextFeatures.NONE), 2, 2, Monitor.SILENT)
                .fill(design, bias, new double[] {1, 1}, new double[] {4, 5});
    }

    private void forgetTheCold() {
        for (int item = RATED; item < ITEMS; item++) {
            bias[item] = 0;
            design[item] = new float[] {1, 0};
        }
    }

    /** An item that comes later is expected to be as it would have been, had it been there without a rating. */
    @Test
    void expectTheSameOfAnItemThatIsNotAmongThem() {
        forgetTheCold();
        fill(texts);
        float[] expected = newItem.row(texts[ITEMS - 1]);
        assertThat(expected[0]).isCloseTo(bias[ITEMS - 1], within(1e-4f));
        assertThat(expected[1]).isCloseTo(design[ITEMS - 1][1], within(1e-4f));
        assertThat(newItem.row(null)).isEqualTo(newItem.mean());
        assertThat(newItem.row(new float[DIMENSION])).isEqualTo(newItem.mean());
    }

    private static Matrix matrix(float[][] rows) {
        Matrix matrix = new Matrix(rows.length, rows[0].length);
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, matrix.values(), matrix.offset(row), matrix.columns());
        }
        return matrix;
    }

    private static Csr byItem() {
        int[] items = new int[RATED * 3];
        int[] users = new int[RATED * 3];
        int count = 0;
        for (int item = 0; item < RATED; item++) {
            for (int user = 0; user <= item % 5; user++) {
                items[count] = item;
                users[count++] = user;
            }
        }
        return Csr.fromEdges(ITEMS, 5, items, users, null);
    }

    private static float[][] random(int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] values = new float[ITEMS][columns];
        for (float[] row : values) {
            for (int c = 0; c < columns; c++) {
                row[c] = (float) random.nextGaussian();
            }
        }
        return values;
    }
}

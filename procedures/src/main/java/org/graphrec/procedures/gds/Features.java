package org.graphrec.procedures.gds;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.training.math.Matrix;

/**
 * Feature vectors of nodes, one column block a property: each block of unit length times its weight, a missing one zeros,
 * and the whole row of unit length. So a node without an image is compared by its text alone.
 *
 * @param matrix [nodes, sum of the dimensions]
 * @param blocks where each property stands
 */
public record Features(Matrix matrix, List<Block> blocks) {

    /** A property's columns, from {@code offset} on. */
    public record Block(String property, int offset, int dimension) {}

    public Features {
        blocks = List.copyOf(blocks);
    }

    /** Puts unit rows side by side, a part a property. */
    static Features sideBySide(FeatureSelection selection, List<Matrix> parts) {
        int rows = parts.get(0).rows();
        Matrix joined =
                new Matrix(rows, parts.stream().mapToInt(Matrix::columns).sum());
        List<Block> blocks = new ArrayList<>();
        int column = 0;
        for (int b = 0; b < parts.size(); b++) {
            Matrix part = parts.get(b);
            float weight = selection.weights().get(b).floatValue();
            for (int row = 0; row < rows; row++) {
                for (int d = 0; d < part.columns(); d++) {
                    joined.values()[joined.offset(row) + column + d] = weight * part.values()[part.offset(row) + d];
                }
            }
            blocks.add(new Block(selection.properties().get(b), column, part.columns()));
            column += part.columns();
        }
        for (int row = 0; row < rows; row++) {
            FeatureColumns.scaleToUnit(joined.values(), joined.offset(row), joined.columns());
        }
        return new Features(joined, blocks);
    }
}

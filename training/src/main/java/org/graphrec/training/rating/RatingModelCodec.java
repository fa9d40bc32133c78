// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.Require;
import org.graphrec.training.model.AttributeVectors;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Rows;
import org.graphrec.training.store.Tensor;

/** A {@link RatingModel}, taken apart and put together again with the same predictions bit by bit. */
public final class RatingModelCodec {
    private static final String KIND = "ratings";

    /** Scalars of a draw: three precisions or means a column, and the noise. */
    private static final int PRIORS = 3;

    private RatingModelCodec() {}

    /** The settings and tensors of a model. */
    public static ModelParts encode(RatingModel model) {
        int draws = model.draws().size();
        int items = model.items();
        int columns = draws == 0 ? 1 : model.draws().get(0).intercept().length;
        float[][] rows = new float[draws * items][];
        float[][] implicit = new float[draws * items][];
        float[][] means = new float[draws][];
        float[][] coefficients = new float[draws * columns][];
        double[] priors = new double[draws * (PRIORS * columns + 1)];
        for (int d = 0; d < draws; d++) {
            Draw draw = model.draws().get(d);
            for (int item = 0; item < items; item++) {
                float[] row = draw.design()[item].clone();
                row[0] = draw.bias()[item];
                rows[d * items + item] = row;
                implicit[d * items + item] = draw.implicit() == null ? null : draw.implicit()[item];
            }
            UnratedItem newItem = draw.newItem();
            means[d] = newItem.mean();
            for (int c = 0; c < columns; c++) {
                coefficients[d * columns + c] = newItem.coefficients() == null ? null : newItem.coefficients()[c];
            }
            int at = d * (PRIORS * columns + 1);
            System.arraycopy(draw.intercept(), 0, priors, at, columns);
            System.arraycopy(draw.precision(), 0, priors, at + columns, columns);
            System.arraycopy(newItem.precision(), 0, priors, at + 2 * columns, columns);
            priors[at + PRIORS * columns] = draw.noise();
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("items", Rows.tensor(rows, columns));
        tensors.put("newItemMeans", Rows.tensor(means, columns));
        tensors.put("priors", Tensor.of(priors, draws, PRIORS * columns + 1));
        if (draws > 0 && implicit.length > 0 && implicit[0] != null) {
            tensors.put("implicit", Rows.tensor(implicit, columns));
        }
        if (draws > 0 && coefficients[0] != null) {
            float[] centre = model.draws().get(0).newItem().centre();
            tensors.put("newItemCoefficients", Rows.tensor(coefficients, centre.length));
            tensors.put("newItemCentre", Tensor.of(centre, centre.length));
        }
        if (model.attributes() != null) {
            ContextTensors.put(model.attributes(), tensors);
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        ContextTensors.put(model.draws(), columns, settings, tensors);
        settings.put("items", (long) items);
        settings.put("mean", model.scale().mean());
        settings.put("deviation", model.scale().deviation());
        settings.put("lowest", model.scale().lowest());
        settings.put("highest", model.scale().highest());
        settings.put("parameters", model.parameters());
        return new ModelParts(KIND, settings, tensors);
    }

    /**
     * The model of these settings and tensors.
     *
     * @throws ModelFileException when the parts do not make one
     */
    public static RatingModel decode(ModelParts parts) {
        if (!KIND.equals(parts.kind())) {
            throw ModelFileException.corrupt("it holds an unknown kind of model");
        }
        return ModelParts.decoded(() -> fitted(parts));
    }

    @SuppressWarnings("unchecked")
    private static RatingModel fitted(ModelParts parts) {
        int items = Math.toIntExact(parts.setting("items", Long.class));
        Require.atLeast("items", items, 0);
        float[][] means = Rows.of(parts.tensor("newItemMeans"));
        int columns = parts.tensor("newItemMeans").shape().get(1);
        Require.atLeast("columns", columns, 1);
        float[][] rows = sized(parts.tensor("items"), (long) means.length * items, columns);
        float[][] implicit = parts.tensors().containsKey("implicit")
                ? sized(parts.tensor("implicit"), (long) means.length * items, columns)
                : null;
        double[] priors = parts.tensor("priors").doubles();
        Require.size("priors", priors.length, means.length * (PRIORS * columns + 1));
        float[] centre = null;
        float[][] coefficients = null;
        if (parts.tensors().containsKey("newItemCentre")) {
            centre = Rows.finite(parts.tensor("newItemCentre"));
            coefficients = sized(parts.tensor("newItemCoefficients"), (long) means.length * columns, centre.length);
        }
        AttributeVectors attributes = ContextTensors.attributes(parts);
        int textDimension = centre == null ? 0 : centre.length - (attributes == null ? 0 : attributes.dimension());
        UserNodes nodes = ContextTensors.nodes(parts);
        float[][][][] ofNodes = nodes == null ? null : ContextTensors.coefficients(nodes, means.length, columns, parts);
        List<Draw> draws = new ArrayList<>();
        for (int d = 0; d < means.length; d++) {
            int at = d * (PRIORS * columns + 1);
            float[][] design = block(rows, d, items);
            float[] bias = new float[items];
            for (int item = 0; item < items; item++) {
                bias[item] = design[item][0];
                design[item][0] = 1;
            }
            Draw draw = new Draw(
                    design,
                    bias,
                    implicit == null ? null : block(implicit, d, items),
                    finite(priors, at, columns),
                    positive(priors, at + columns, columns),
                    positive(priors, at + PRIORS * columns, 1)[0],
                    new UnratedItem(
                            means[d],
                            coefficients == null ? null : block(coefficients, d, columns),
                            centre,
                            positive(priors, at + 2 * columns, columns),
                            textDimension));
            draws.add(nodes == null ? draw : draw.with(nodes, ofNodes[d]));
        }
        RatingScale scale = new RatingScale(
                parts.setting("mean", Double.class),
                parts.setting("deviation", Double.class),
                parts.setting("lowest", Double.class),
                parts.setting("highest", Double.class));
        return new RatingModel(
                items, draws, scale, (Map<String, Object>) parts.setting("parameters", Map.class), attributes);
    }

    private static float[][] sized(Tensor tensor, long rows, int columns) {
        float[][] read = Rows.of(tensor);
        Require.size("rows", read.length, Math.toIntExact(rows));
        Require.size("columns", tensor.shape().get(1), columns);
        return read;
    }

    private static float[][] block(float[][] rows, int block, int size) {
        return Arrays.copyOfRange(rows, block * size, (block + 1) * size);
    }

    private static double[] finite(double[] values, int from, int size) {
        double[] part = Arrays.copyOfRange(values, from, from + size);
        for (double value : part) {
            Require.between("priors", value, -Float.MAX_VALUE, Float.MAX_VALUE);
        }
        return part;
    }

    private static double[] positive(double[] values, int from, int size) {
        double[] part = finite(values, from, size);
        for (double value : part) {
            Require.between("priors", value, Float.MIN_NORMAL, Float.MAX_VALUE);
        }
        return part;
    }
}

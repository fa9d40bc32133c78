// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.graphrec.training.Require;
import org.graphrec.training.model.AttributeVectors;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Rows;
import org.graphrec.training.store.Tensor;

/** What a rating model learned of a graph's other relationships, as tensors. */
final class ContextTensors {

    private static final String RELATIONS = "userRelations";
    private static final String OF_USERS = "userRelationsOfUsers";

    private ContextTensors() {}

    /** Adds the attributes of items; only what serves items that came later. */
    static void put(AttributeVectors attributes, Map<String, Tensor> tensors) {
        tensors.put("attributeRelations", Tensor.of(attributes.relations(), attributes.relations().length));
        tensors.put("attributeFirsts", Tensor.of(attributes.firsts(), attributes.firsts().length));
        tensors.put(
                "attributeNodes",
                Tensor.of(
                        attributes.nodes().values(),
                        attributes.nodes().rows(),
                        attributes.nodes().columns()));
    }

    /** These again, of no items; null without. */
    static AttributeVectors attributes(ModelParts parts) {
        if (!parts.tensors().containsKey("attributeNodes")) {
            return null;
        }
        int[] relations = parts.tensor("attributeRelations").ints();
        int[] firsts = parts.tensor("attributeFirsts").ints();
        requireRising(relations, 0, 1);
        requireRising(firsts, 0, 0);
        return AttributeVectors.ofNewItems(relations, firsts, Rows.matrix(parts.tensor("attributeNodes")));
    }

    /** Adds what the context of users says, draw by draw. */
    static void put(List<Draw> draws, int columns, Map<String, Object> settings, Map<String, Tensor> tensors) {
        UserNodes nodes = draws.isEmpty() ? null : draws.get(0).nodes();
        if (nodes == null) {
            return;
        }
        List<Object> relations = new ArrayList<>();
        List<Object> ofUsers = new ArrayList<>();
        for (int k = 0; k < nodes.size(); k++) {
            relations.add((long) nodes.relation(k));
            ofUsers.add(nodes.ofUsers(k));
            float[] weights = nodes.weights(k);
            float[][] rows = new float[draws.size() * weights.length][];
            for (int d = 0; d < draws.size(); d++) {
                System.arraycopy(draws.get(d).context()[k], 0, rows, d * weights.length, weights.length);
            }
            tensors.put("userNodeWeights." + k, Tensor.of(weights, weights.length));
            tensors.put("userNodes." + k, Rows.tensor(rows, columns));
        }
        settings.put(RELATIONS, relations);
        settings.put(OF_USERS, ofUsers);
    }

    /** The nodes of users that say something; null without. */
    static UserNodes nodes(ModelParts parts) {
        if (!parts.settings().containsKey(RELATIONS)) {
            return null;
        }
        List<?> relations = parts.setting(RELATIONS, List.class);
        List<?> ofUsers = parts.setting(OF_USERS, List.class);
        Require.size(OF_USERS, ofUsers.size(), relations.size());
        int[] indices = new int[relations.size()];
        boolean[] areUsers = new boolean[indices.length];
        float[][] weights = new float[indices.length][];
        for (int k = 0; k < indices.length; k++) {
            indices[k] = Math.toIntExact((Long) relations.get(k));
            areUsers[k] = (Boolean) ofUsers.get(k);
            weights[k] = Rows.finite(parts.tensor("userNodeWeights." + k));
        }
        requireRising(indices, 0, 1);
        return new UserNodes(indices, areUsers, weights);
    }

    /** What each of these adds in each draw, [draws][relations][nodes][columns]. */
    static float[][][][] coefficients(UserNodes nodes, int draws, int columns, ModelParts parts) {
        float[][][][] coefficients = new float[draws][nodes.size()][][];
        for (int k = 0; k < nodes.size(); k++) {
            float[][] rows = Rows.of(parts.tensor("userNodes." + k));
            int size = nodes.weights(k).length;
            Require.size("userNodes", rows.length, Math.multiplyExact(draws, size));
            Require.size("columns", parts.tensor("userNodes." + k).shape().get(1), columns);
            for (int d = 0; d < draws; d++) {
                coefficients[d][k] = Arrays.copyOfRange(rows, d * size, (d + 1) * size);
            }
        }
        return coefficients;
    }

    private static void requireRising(int[] values, int first, int step) {
        for (int i = 0; i < values.length; i++) {
            Require.atLeast("relations", values[i], i == 0 ? first : values[i - 1] + step);
        }
    }
}

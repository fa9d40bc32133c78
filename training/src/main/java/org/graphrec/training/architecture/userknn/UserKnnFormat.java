// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.userknn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.Weightings;

/** {@link UserKnn}: everybody's items, and how users are compared. */
final class UserKnnFormat implements ModelFormat<UserKnn> {

    @Override
    public String name() {
        return "userKnn";
    }

    @Override
    public Class<UserKnn> type() {
        return UserKnn.class;
    }

    @Override
    public ModelParts encode(UserKnn model, Matrix features) {
        Csr byUser = model.byUser();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("offsets", Tensor.of(byUser.offsets(), byUser.rows() + 1));
        tensors.put("targets", Tensor.of(byUser.targets(), byUser.edges()));
        UserKnn.Options options = model.options();
        Map<String, Object> settings = Weightings.settings(options.weighting());
        settings.put("items", (long) model.items());
        settings.put("neighbours", (long) options.neighbours());
        settings.put("rarity", options.rarity());
        settings.put("lengthExponent", options.lengthExponent());
        settings.put("power", options.power());
        settings.put("popularityExponent", options.popularityExponent());
        return new ModelParts(name(), settings, tensors);
    }

    @Override
    public UserKnn decode(ModelParts parts, Matrix features) {
        int[] offsets = parts.tensor("offsets").ints();
        int[] targets = parts.tensor("targets").ints();
        int users = Require.atLeast("offsets", offsets.length, 1) - 1;
        int[] userOf = new int[targets.length];
        for (int user = 0; user < users; user++) {
            for (int edge = offsets[user]; edge < offsets[user + 1]; edge++) {
                userOf[edge] = user;
            }
        }
        Require.size("targets", targets.length, offsets[users]);
        int items = Math.toIntExact(parts.setting("items", Long.class));
        return new UserKnn(
                Interactions.of(users, Require.atLeast("items", items, 0), userOf, targets, null, null),
                new UserKnn.Options(
                        Math.toIntExact(parts.setting("neighbours", Long.class)),
                        parts.setting("rarity", Double.class),
                        parts.setting("lengthExponent", Double.class),
                        parts.setting("power", Double.class),
                        parts.setting("popularityExponent", Double.class),
                        Weightings.of(parts)));
    }
}

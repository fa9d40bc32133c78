// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.store.ModelParts;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;

/** The parts of a model of the training library in a file: settings under a name in the document, tensors with a prefix. */
final class StoredParts {
    private StoredParts() {}

    /** Adds parts to what is written. */
    static void write(
            ModelParts parts, String name, String prefix, Map<String, Object> document, Map<String, Tensor> tensors) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kind", parts.kind());
        entry.put("settings", parts.settings());
        document.put(name, entry);
        parts.tensors().forEach((tensor, values) -> tensors.put(prefix + tensor, values));
    }

    /** Reads parts that {@link #write} wrote. */
    static ModelParts read(String name, String prefix, StoredDocument document, TensorFile file) {
        StoredDocument entry = document.inner(name);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        file.tensors().forEach((tensor, values) -> {
            if (tensor.startsWith(prefix)) {
                tensors.put(tensor.substring(prefix.length()), values);
            }
        });
        return new ModelParts(entry.text("kind"), entry.inner("settings").map(), tensors);
    }
}

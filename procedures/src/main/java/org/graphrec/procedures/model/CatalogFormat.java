// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.Map;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;

/**
 * How models of one type of the catalog are stored: the settings and tensors that a file has beside those that {@link StoredModel}
 * writes for all types.
 *
 * @param <M> the class of the models
 */
interface CatalogFormat<M extends CatalogModel> {

    /** The class of the models. */
    Class<M> type();

    /** Adds a model's settings to the document and its arrays to the tensors. */
    void write(M model, Map<String, Object> document, Map<String, Tensor> tensors);

    /**
     * Reads a model.
     *
     * @param name the model's
     * @throws org.graphrec.training.store.ModelFileException when the settings and tensors are not those of such a model
     */
    M read(String name, ModelMetadata metadata, StoredDocument document, TensorFile file);
}

package org.graphrec.procedures.model;

import java.util.Map;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;

/**
 * What a file holds of one type of model beside what {@link ModelFile} writes for all.
 *
 * @param <M> the type
 */
interface ModelBody<M extends CatalogModel> {

    /** The class of the models. */
    Class<M> type();

    /** Adds settings to the document and arrays to the tensors. */
    void write(M model, Map<String, Object> document, Map<String, Tensor> tensors);

    /**
     * Puts a model together.
     *
     * @param name the model's
     * @throws org.graphrec.training.store.ModelFileException when its parts do not fit
     */
    M read(String name, ModelCard card, StoredDocument document, TensorFile file);
}

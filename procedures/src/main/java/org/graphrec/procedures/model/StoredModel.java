// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.base.Json;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;

/** A model of any type as a file: one JSON document in its metadata, its arrays as tensors. */
final class StoredModel {
    /** Where the document stands in the metadata. */
    private static final String DOCUMENT = "graphrec_model";

    private StoredModel() {}

    /**
     * The file of a model; it has been decoded once, so that a model that is stored can be loaded.
     *
     * @throws ModelFileException when it cannot be
     */
    static TensorFile encode(ModelKey key, String owner, CatalogModel model) {
        ModelMetadata metadata = ModelMetadata.of(model);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("database", key.database());
        document.put("owner", owner);
        document.put("published", key.isPublished());
        document.put("modelName", key.name());
        document.put("modelType", metadata.type());
        document.put("creationTime", metadata.created().toString());
        document.put("modelInfo", metadata.info());
        document.put("trainConfig", metadata.configuration());
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        write(model.type().format(), model, document, tensors);
        TensorFile file = new TensorFile(Map.of(DOCUMENT, Json.write(FiniteJson.of(document))), tensors);
        decode(key, file);
        return file;
    }

    private static <M extends CatalogModel> void write(
            CatalogFormat<M> format, CatalogModel model, Map<String, Object> document, Map<String, Tensor> tensors) {
        format.write(format.type().cast(model), document, tensors);
    }

    /**
     * What the file says of its model, without its arrays.
     *
     * @throws ModelFileException when it says it wrongly, or is of a type this version does not know
     */
    static ModelEntry entry(Map<String, String> metadata) {
        StoredDocument document = StoredDocument.read(metadata.get(DOCUMENT));
        String owner = document.text("owner");
        String name = document.text("modelName");
        ModelKey key = new ModelKey(document.text("database"), document.flag("published") ? "" : owner, name);
        type(document);
        return new ModelEntry(key, owner, metadata(document), null, true);
    }

    /** The document itself, for people. */
    static String document(TensorFile file) {
        return file.metadata().get(DOCUMENT);
    }

    /**
     * The model of a file.
     *
     * @throws ModelFileException when it is another one, or its parts do not fit
     */
    static CatalogModel decode(ModelKey key, TensorFile file) {
        if (!entry(file.metadata()).key().equals(key)) {
            throw StoredDocument.corrupt("it belongs to another model");
        }
        StoredDocument document = StoredDocument.read(document(file));
        return type(document).format().read(key.name(), metadata(document), document, file);
    }

    private static ModelType type(StoredDocument document) {
        ModelType type = ModelType.of(document.text("modelType"));
        if (type == null) {
            throw new ModelFileException(
                    ModelFileException.Reason.NEWER,
                    "The model file has a type of model that this version does not know. Update the plugin.");
        }
        return type;
    }

    private static ModelMetadata metadata(StoredDocument document) {
        try {
            return new ModelMetadata(
                    document.text("modelType"),
                    document.inner("modelInfo").map(),
                    document.inner("trainConfig").map(),
                    ZonedDateTime.parse(document.text("creationTime")));
        } catch (DateTimeException wrong) {
            throw StoredDocument.corrupt("its creation time is wrong");
        }
    }
}

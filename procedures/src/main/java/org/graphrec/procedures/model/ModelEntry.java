// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

/**
 * A model of the catalog; immutable, so that whoever found it keeps it whole while others drop or store it.
 *
 * @param key what it is found by
 * @param owner who trained it
 * @param metadata what is shown of it
 * @param loaded the model, or null while it is only on disk
 * @param stored whether it is on disk
 */
record ModelEntry(ModelKey key, String owner, ModelMetadata metadata, CatalogModel loaded, boolean stored) {

    /** A model that is in memory alone. */
    static ModelEntry inMemory(ModelKey key, String owner, CatalogModel model) {
        return new ModelEntry(key, owner, ModelMetadata.of(model), model, false);
    }

    ModelEntry withLoaded(CatalogModel model) {
        return new ModelEntry(key, owner, metadata, model, stored);
    }

    ModelEntry withStored(boolean onDisk) {
        return new ModelEntry(key, owner, metadata, loaded, onDisk);
    }
}

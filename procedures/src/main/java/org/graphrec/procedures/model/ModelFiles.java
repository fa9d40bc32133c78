// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.training.Monitor;
import org.graphrec.training.store.FolderStorage;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.ModelFileException.Reason;
import org.graphrec.training.store.TensorHeader;
import org.graphrec.training.store.TensorStore;
import org.neo4j.logging.Log;

/** The server's folder of stored models. A file that cannot be read costs one warning, and neither the start nor a listing. */
final class ModelFiles implements AutoCloseable {
    /** Ours inside the operator's folder, so that nobody else can be given access to it by mistake. */
    private static final String FOLDER = "graph-recommender-models";

    private final FolderStorage storage;
    private final TensorStore files;
    private final Log log;
    private boolean announced;

    private ModelFiles(FolderStorage storage, Log log) {
        this.storage = storage;
        this.files = new TensorStore(storage);
        this.log = log;
    }

    /**
     * Opens the operator's folder.
     *
     * @throws IllegalStateException when it is not set, or cannot be used
     */
    static ModelFiles open(ModelLocations locations, Log log) {
        if (locations.store() == null) {
            throw locations.missing(ModelLocations.STORE_SETTING);
        }
        try {
            return new ModelFiles(FolderStorage.within(locations.store(), FOLDER), log);
        } catch (IOException | ModelFileException unusable) {
            log.warn("The folder of `%s` cannot be used: %s", ModelLocations.STORE_SETTING, unusable.toString());
            throw new IllegalStateException(
                    "The folder of the setting `" + ModelLocations.STORE_SETTING
                            + "` cannot be used; neo4j.log says why.",
                    unusable);
        }
    }

    /**
     * How the folder is.
     *
     * @param models files of models
     * @param corrupt files that were set aside
     * @param writer whether this server may write into it
     */
    record Health(int models, int corrupt, boolean writer) {}

    /**
     * How the folder is.
     *
     * @throws IllegalStateException when it cannot be read
     */
    Health health() {
        try {
            List<String> names = storage.names();
            int corrupt = (int)
                    names.stream().filter(name -> name.endsWith(".corrupt")).count();
            return new Health(files.keys().size(), corrupt, isWriter());
        } catch (IOException | ModelFileException unusable) {
            throw new IllegalStateException(
                    "The folder of the setting `" + ModelLocations.STORE_SETTING + "` cannot be read: "
                            + unusable.getClass().getSimpleName() + ".",
                    unusable);
        }
    }

    /** Hands over what is stored. Sets aside what is corrupt, and clears what a killed server had begun to write. */
    void discover(Consumer<ModelEntry> found, Monitor monitor) {
        boolean writer = isWriter();
        if (writer) {
            files.recover();
        }
        for (String key : files.keys()) {
            monitor.assertRunning();
            try {
                ModelEntry entry = StoredModel.entry(files.header(key).metadata());
                if (!entry.key().fileKey().equals(key)) {
                    throw StoredDocument.corrupt("it has the name of another model");
                }
                found.accept(entry);
            } catch (ModelFileException unreadable) {
                leaveOut(key, unreadable);
            }
        }
    }

    /** Writes a model in place of an earlier one; returns the checksum over its file. */
    String put(ModelKey key, String owner, CatalogModel model, Monitor monitor) {
        requireWriter();
        if (files.contains(key.fileKey())) {
            requireNotNewer(key);
        }
        return files.put(key.fileKey(), StoredModel.encode(key, owner, model), monitor);
    }

    /** Whether there is a file of a model, read or not. */
    boolean contains(ModelKey key) {
        return files.contains(key.fileKey());
    }

    /**
     * Reads a model.
     *
     * @throws ModelFileException when it cannot be; a corrupt one has been set aside
     * @throws IllegalStateException when the heap has no room for it
     */
    ModelEntry get(ModelKey key, Monitor monitor) {
        try {
            TensorHeader header = files.header(key.fileKey());
            ModelEntry entry = StoredModel.entry(header.metadata());
            MemoryGuard.require("rec.model.load", header.fileBytes() + header.fileBytes() / 4);
            return entry.withLoaded(StoredModel.decode(key, files.get(key.fileKey(), monitor)));
        } catch (ModelFileException unreadable) {
            leaveOut(key.fileKey(), unreadable);
            throw unreadable;
        }
    }

    /** Deletes the file of a model. */
    void delete(ModelKey key) {
        requireWriter();
        files.delete(key.fileKey());
    }

    @Override
    public void close() {
        try {
            storage.close();
        } catch (IOException failed) {
            log.warn("The lock of the folder of models cannot be released: %s", failed.toString());
        }
    }

    private void leaveOut(String key, ModelFileException unreadable) {
        if (unreadable.reason() == Reason.MISSING) {
            return;
        }
        boolean aside = unreadable.reason() == Reason.CORRUPT && isWriter();
        log.warn(
                "The stored model %s.safetensors is not used%s: %s",
                key, aside ? " and was renamed to end with .corrupt" : "", unreadable.getMessage());
        if (aside) {
            try {
                files.setAside(key);
            } catch (ModelFileException stays) {
                log.warn("The stored model %s.safetensors cannot be renamed: %s", key, stays.getMessage());
            }
        }
    }

    private void requireNotNewer(ModelKey key) {
        try {
            files.header(key.fileKey());
        } catch (ModelFileException unreadable) {
            if (unreadable.reason() == Reason.NEWER) {
                throw unreadable;
            }
        }
    }

    private void requireWriter() {
        if (!isWriter()) {
            throw new IllegalStateException("Another server writes into the folder of the setting `"
                    + ModelLocations.STORE_SETTING + "`. Give each server a folder of its own.");
        }
    }

    private synchronized boolean isWriter() {
        try {
            if (storage.lock()) {
                return true;
            }
            if (!announced) {
                log.warn(
                        "Another server writes into the folder of `%s`: this one reads it.",
                        ModelLocations.STORE_SETTING);
                announced = true;
            }
            return false;
        } catch (IOException failed) {
            throw new IllegalStateException(
                    "The folder of the setting `" + ModelLocations.STORE_SETTING + "` cannot be written to: "
                            + failed.getClass().getSimpleName() + ".",
                    failed);
        }
    }
}

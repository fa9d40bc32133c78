// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.training.Monitor;
import org.graphrec.training.handover.Handover;
import org.graphrec.training.store.FolderStorage;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.TensorFile;
import org.graphrec.training.store.TensorStore;

/**
 * The operator's folder of exports, for files of one name of the user's choice: a model's tensors as safetensors and all else of it
 * as JSON, or a page. No file is ever replaced.
 */
final class ExportFolder {
    /** File names that Windows gives to devices. */
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private final ModelLocations locations;
    private final String fileName;

    /**
     * The folder, for files of a name.
     *
     * @param fileName without ending
     * @throws IllegalArgumentException when it is no name for a file
     */
    ExportFolder(ModelLocations locations, String fileName) {
        this.locations = locations;
        this.fileName = ModelKey.requireName("fileName", fileName);
        if (DEVICES.contains(fileName.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "The value of `fileName` must not be a device name of Windows but was `" + fileName + "`.");
        }
    }

    /** What two exports under one name have in common, also where the file system does not tell case. */
    ModelKey key() {
        return new ModelKey("", "export", fileName.toLowerCase(Locale.ROOT));
    }

    /** Throws {@link IllegalStateException} when the operator has set no such folder. */
    void requireSet() {
        if (locations.export() == null) {
            throw locations.missing(ModelLocations.EXPORT_SETTING);
        }
    }

    /**
     * Writes both files of a model.
     *
     * @return the checksum over the tensors' file
     * @throws IllegalArgumentException when there is a file of that name
     * @throws IllegalStateException when there is no such folder
     */
    String writeModel(ModelKey key, String owner, CatalogModel model, Monitor monitor) {
        requireSet();
        return open(storage -> {
            String json = fileName + ".json";
            if (storage.exists(fileName + ".safetensors") || storage.exists(json)) {
                throw taken("a file of the name `" + fileName + "`");
            }
            TensorStore files = new TensorStore(storage);
            TensorFile file = StoredModel.encode(key, owner, model);
            String checksum = files.put(fileName, file, monitor);
            files.putText(json, StoredModel.document(file) + "\n");
            return checksum;
        });
    }

    /**
     * Reads the model that a job handed over.
     *
     * @throws IllegalStateException when there is no such folder or file, or it cannot be read
     */
    Handover readHandover(Monitor monitor) {
        requireSet();
        return open(storage -> {
            TensorStore files = new TensorStore(storage);
            try {
                long bytes = files.header(fileName).fileBytes();
                MemoryGuard.require("rec.model.import", bytes + bytes / 4);
                return Handover.of(files.get(fileName, monitor));
            } catch (ModelFileException unreadable) {
                // without a cause: Neo4j tells the caller the message of the first one alone, which may show a path
                throw new IllegalStateException("The file `" + fileName + ".safetensors` in the folder of the setting `"
                        + ModelLocations.EXPORT_SETTING + "` cannot be imported. " + unreadable.getMessage());
            }
        });
    }

    /**
     * Writes an HTML page.
     *
     * @return the name of the file
     * @throws IllegalArgumentException when there is a file of that name
     */
    String writePage(String html) {
        return open(storage -> {
            String page = fileName + ".html";
            if (storage.exists(page)) {
                throw taken("`" + page + "`");
            }
            new TensorStore(storage).putText(page, html);
            return page;
        });
    }

    private static IllegalArgumentException taken(String what) {
        return new IllegalArgumentException(
                "The value of `fileName` must be a new name but " + what + " was exported already. Choose another.");
    }

    /** Writes into the open folder, and returns a checksum or the name of a file; or reads from it. */
    private interface Work<T> {
        T in(FolderStorage storage) throws IOException;
    }

    private <T> T open(Work<T> work) {
        try (FolderStorage storage = FolderStorage.of(locations.export())) {
            return work.in(storage);
        } catch (IOException unusable) {
            throw new IllegalStateException(
                    "The folder of the setting `" + ModelLocations.EXPORT_SETTING + "` cannot be used: "
                            + unusable.getClass().getSimpleName() + ".",
                    unusable);
        }
    }
}

package org.graphrec.procedures.model;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.graphrec.training.Monitor;
import org.graphrec.training.store.FolderStorage;
import org.graphrec.training.store.TensorFile;
import org.graphrec.training.store.TensorStore;

/** Writes a model into the operator's folder of exports: the tensors as safetensors, all else as JSON. */
final class ModelExport {
    /** File names that Windows gives to devices. */
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private final ModelFolders folders;
    private final String fileName;

    /**
     * An export under a name of the user's choice.
     *
     * @throws IllegalArgumentException when it is no name for a file
     */
    ModelExport(ModelFolders folders, String fileName) {
        this.folders = folders;
        this.fileName = ModelKey.requireName("fileName", fileName);
        if (DEVICES.contains(fileName.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "The value of `fileName` must not be the name of a device but was `" + fileName + "`.");
        }
    }

    /** What two exports under one name have in common, also where the file system does not tell case. */
    ModelKey key() {
        return new ModelKey("", "export", fileName.toLowerCase(Locale.ROOT));
    }

    /**
     * Writes both files; none that is there is replaced.
     *
     * @return the checksum over the tensors' file
     * @throws IllegalArgumentException when there is a file of that name
     * @throws IllegalStateException when there is no such folder
     */
    String write(ModelKey key, String owner, CatalogModel model, Monitor monitor) {
        if (folders.export() == null) {
            throw folders.missing(ModelFolders.EXPORT_SETTING);
        }
        try (FolderStorage storage = FolderStorage.of(folders.export())) {
            String json = fileName + ".json";
            if (storage.exists(fileName + ".safetensors") || storage.exists(json)) {
                throw new IllegalArgumentException("The value of `fileName` must be a new name but a file of the name `"
                        + fileName + "` was exported already. Choose another.");
            }
            TensorStore files = new TensorStore(storage);
            TensorFile file = ModelFile.encode(key, owner, model);
            String checksum = files.put(fileName, file, monitor);
            files.putText(json, ModelFile.document(file) + "\n");
            return checksum;
        } catch (IOException unusable) {
            throw new IllegalStateException(
                    "The folder of the setting `" + ModelFolders.EXPORT_SETTING + "` cannot be used: "
                            + unusable.getClass().getSimpleName() + ".",
                    unusable);
        }
    }
}

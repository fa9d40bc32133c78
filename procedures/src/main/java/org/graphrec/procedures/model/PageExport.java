package org.graphrec.procedures.model;

import java.io.IOException;
import org.graphrec.training.Monitor;
import org.graphrec.training.store.FolderStorage;
import org.graphrec.training.store.TensorStore;

/** An HTML page on its way into the operator's folder of exports. */
public final class PageExport {
    private static final String ENDING = ".html";

    private final ModelFolders folders;
    private final ModelExport export;
    private final String fileName;

    private PageExport(ModelFolders folders, ModelExport export, String fileName) {
        this.folders = folders;
        this.export = export;
        this.fileName = fileName;
    }

    /**
     * A page under a name of the user's choice.
     *
     * @param name without ending
     * @throws IllegalArgumentException when it is no name for a file
     * @throws IllegalStateException when there is no such folder
     */
    public static PageExport of(String name) {
        ModelFolders folders = ModelShelf.ofServer().folders();
        ModelExport export = new ModelExport(folders, name);
        if (folders.export() == null) {
            throw folders.missing(ModelFolders.EXPORT_SETTING);
        }
        return new PageExport(folders, export, name);
    }

    /**
     * Writes the page; none that is there is replaced.
     *
     * @return the name of the file
     * @throws IllegalArgumentException when there is a file of that name
     */
    public String write(String html, Monitor monitor) {
        return ModelShelf.ofServer().alone(export.key(), monitor, () -> written(html));
    }

    private String written(String html) {
        try (FolderStorage storage = FolderStorage.of(folders.export())) {
            if (storage.exists(fileName + ENDING)) {
                throw new IllegalArgumentException("The value of `fileName` must be a new name but `" + fileName
                        + ENDING + "` was exported already. Choose another.");
            }
            new TensorStore(storage).putText(fileName + ENDING, html);
            return fileName + ENDING;
        } catch (IOException unusable) {
            throw new IllegalStateException(
                    "The folder of the setting `" + ModelFolders.EXPORT_SETTING + "` cannot be used: "
                            + unusable.getClass().getSimpleName() + ".",
                    unusable);
        }
    }
}

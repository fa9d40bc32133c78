// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import org.graphrec.training.Monitor;

/** An HTML page on its way into the operator's folder of exports. */
public final class PageExport {
    private final ExportFolder folder;

    private PageExport(ExportFolder folder) {
        this.folder = folder;
    }

    /**
     * A page under a name of the user's choice.
     *
     * @param name without ending
     * @throws IllegalArgumentException when it is no name for a file
     * @throws IllegalStateException when there is no such folder
     */
    public static PageExport of(String name) {
        ExportFolder folder = new ExportFolder(SharedCatalog.ofServer().locations(), name);
        folder.requireSet();
        return new PageExport(folder);
    }

    /**
     * Writes the page; none that is there is replaced.
     *
     * @return the name of the file
     * @throws IllegalArgumentException when there is a file of that name
     */
    public String write(String html, Monitor monitor) {
        return SharedCatalog.ofServer().alone(folder.key(), monitor, () -> folder.writePage(html));
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.graphrec.training.Monitor;

/** An HTML page on its way into the operator's folder of exports. */
public final class PageExport {
    private final ExportFolder folder;

    /**
     * A page that was written.
     *
     * @param url where it can be seen, which Neo4j Browser shows as a link; null where the operator names no address
     */
    public record Page(String fileName, String url) {
        /** No page was asked for. */
        public static final Page NONE = new Page(null, null);
    }

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
     * @throws IllegalArgumentException when there is a file of that name
     */
    public Page write(String html, Monitor monitor) {
        SharedCatalog shared = SharedCatalog.ofServer();
        String fileName = shared.alone(folder.key(), monitor, () -> folder.writePage(html));
        String address = shared.locations().exportUrl();
        return new Page(
                fileName,
                address == null
                        ? null
                        : address + "/"
                                + URLEncoder.encode(fileName, StandardCharsets.UTF_8)
                                        .replace("+", "%20"));
    }
}

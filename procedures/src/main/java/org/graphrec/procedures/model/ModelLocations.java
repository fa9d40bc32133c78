// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.nio.file.Path;

/**
 * The operator's locations for models.
 *
 * @param store where models are stored, or null: they live in memory alone
 * @param export where models are exported to, or null: nowhere
 * @param exportUrl the address under which the operator publishes that folder, without a slash at its end; null: not at all
 * @param note what else to say where one is missing, beginning with a blank, or ""
 */
public record ModelLocations(Path store, Path export, String exportUrl, String note) {
    /** The setting of {@link #store}. */
    public static final String STORE_SETTING = "rec.model.store_location";

    /** The setting of {@link #export}. */
    public static final String EXPORT_SETTING = "rec.model.export_location";

    /** The setting of {@link #exportUrl}. */
    public static final String URL_SETTING = "rec.model.export_url";

    /** Locations that are not published. */
    public ModelLocations(Path store, Path export, String note) {
        this(store, export, null, note);
    }

    /** No locations. */
    public static ModelLocations none(String note) {
        return new ModelLocations(null, null, note);
    }

    /** Why something needs a setting that is missing. */
    IllegalStateException missing(String setting) {
        return new IllegalStateException("The setting `" + setting
                + "` is missing. Set it in the server's file `graph-recommender.conf` to the absolute path of an existing"
                + " folder that the server can write to, and restart the server." + note);
    }
}

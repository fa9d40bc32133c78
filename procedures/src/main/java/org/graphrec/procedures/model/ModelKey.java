// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.regex.Pattern;
import org.graphrec.base.Sha256;
import org.graphrec.procedures.config.Config;

/**
 * What a model is found by.
 *
 * @param database the identity of the database's store, which a database made anew under the same name does not have
 * @param owner the user who alone sees it, or "" once it is published
 * @param name letters, digits, {@code _} and {@code -}; ends with {@value #PUBLIC} exactly when it is published
 */
record ModelKey(String database, String owner, String name) {
    private static final String PUBLIC = "_public";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** The key of what a user means by a name. */
    static ModelKey of(String database, String caller, String name) {
        return new ModelKey(database, name.endsWith(PUBLIC) ? "" : caller, name);
    }

    ModelKey published() {
        return new ModelKey(database, "", name + PUBLIC);
    }

    boolean isPublished() {
        return owner.isEmpty();
    }

    /** The name of its file, which tells nothing and has nothing of the user's text in it. */
    String fileKey() {
        return Sha256.of(database.length() + ":" + database + owner.length() + ":" + owner + name);
    }

    /**
     * Lets a name pass that a new model, or a file of the user's choice, may have.
     *
     * @throws IllegalArgumentException with the rule
     */
    static String requireName(String parameter, String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The value of `" + parameter
                    + "` must be 1 to 64 letters, digits, `_` or `-` but was `" + Config.shown(name) + "`.");
        }
        return name;
    }

    /** Likewise, and the name is not one that only publishing gives. */
    static void requireNewName(String name) {
        requireName("modelName", name);
        if (name.endsWith(PUBLIC)) {
            throw new IllegalArgumentException("The value of `modelName` must not end with `" + PUBLIC + "` but was `"
                    + name + "`: `rec.model.publish` adds that.");
        }
    }
}

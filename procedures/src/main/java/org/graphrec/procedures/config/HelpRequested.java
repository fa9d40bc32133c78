// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.config;

import java.util.List;

/** Ends the reading of a configuration with {@code {help: true}}, whose answer is a description of its keys. */
public final class HelpRequested extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<ConfigKey> keys;

    HelpRequested(List<ConfigKey> keys) {
        super("The caller asks which keys there are.");
        this.keys = keys;
    }

    /** What the caller of a procedure is told, in place of its rows. */
    public IllegalArgumentException answer(String procedure) {
        return new IllegalArgumentException(ConfigKey.table(keys, procedure));
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this plugin, as it was built. */
public final class Version {
    private Version() {}

    /** Such as 1.2.3. */
    public static String text() {
        try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException broken) {
            throw new UncheckedIOException("The plugin jar is damaged: version.properties cannot be read.", broken);
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.demo;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What the demo is asked to do.
 *
 * @param movieLens folder to read in place of the Maven repository
 * @param repository local Maven repository
 * @param target build folder with the server
 * @param stay whether the server stays up until Enter
 */
record DemoOptions(Optional<Path> movieLens, Path repository, Path target, boolean stay) {

    /** Whether the films of the README come first; MovieLens has films of its own, under the same labels. */
    boolean films() {
        return movieLens.isEmpty();
    }

    /** Reading, the server, perhaps the films, and the walkthrough. */
    int steps() {
        return Walkthrough.STEPS + (films() ? 3 : 2);
    }

    /** The folder of the project, which has the films. */
    Path root() {
        return target.toAbsolutePath().normalize().getParent().getParent();
    }

    /** Reads rec.movielens, rec.repository, rec.target and rec.stay. */
    static DemoOptions from(Properties properties) {
        String stay = properties.getProperty("rec.stay", "false");
        if (!stay.isEmpty() && !stay.equals("true") && !stay.equals("false")) {
            throw new IllegalArgumentException(
                    "The value of `rec.stay` must be `true` or `false` but was `" + stay + "`.");
        }
        Path home = Path.of(properties.getProperty("user.home"), ".m2", "repository");
        return new DemoOptions(
                Optional.ofNullable(properties.getProperty("rec.movielens")).map(Path::of),
                Path.of(properties.getProperty("rec.repository", home.toString())),
                Path.of(properties.getProperty("rec.target", "test/target")),
                !stay.equals("false"));
    }
}

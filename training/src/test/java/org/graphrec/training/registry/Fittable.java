// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.registry;

import java.util.stream.Stream;
import org.graphrec.training.architecture.Architecture;
import org.junit.jupiter.api.Named;

/** Architectures by name, as arguments of tests. */
public final class Fittable {

    private Fittable() {}

    /** Every one that needs neither another jar nor other relationships than the interactions to be trained. */
    public static Stream<Named<Architecture>> here() {
        return Architectures.all().stream()
                .filter(architecture -> !architecture.needsJar())
                .filter(architecture -> !architecture.cypherName().equals("context"))
                .map(architecture -> Named.of(architecture.cypherName(), architecture));
    }

    /** Those of {@link #here} but for the second name of {@code auto}. */
    public static Stream<Named<Architecture>> once() {
        return here().filter(named -> !named.getName().equals("blend"));
    }

    /** Those of {@link #once} whose models read histories. */
    public static Stream<Named<Architecture>> personal() {
        return once().filter(named -> !named.getName().equals("popularity"));
    }
}

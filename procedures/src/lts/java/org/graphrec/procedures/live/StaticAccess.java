// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import org.neo4j.internal.kernel.api.security.AccessMode;

/** The rights that need no role, which each line of releases names in a class of its own. */
public final class StaticAccess {
    public static final AccessMode ACCESS = AccessMode.Static.ACCESS;
    public static final AccessMode READ = AccessMode.Static.READ;
    public static final AccessMode WRITE = AccessMode.Static.WRITE;
    public static final AccessMode TOKEN_WRITE = AccessMode.Static.TOKEN_WRITE;
    public static final AccessMode SCHEMA = AccessMode.Static.SCHEMA;
    public static final AccessMode FULL = AccessMode.Static.FULL;

    private StaticAccess() {}
}

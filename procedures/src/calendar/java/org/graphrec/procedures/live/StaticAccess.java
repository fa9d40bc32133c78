// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import org.neo4j.internal.kernel.api.security.AccessMode;
import org.neo4j.internal.kernel.api.security.StaticAccessMode;

/** The rights that need no role, which each line of releases names in a class of its own. */
public final class StaticAccess {
    public static final AccessMode ACCESS = StaticAccessMode.ACCESS;
    public static final AccessMode READ = StaticAccessMode.READ;
    public static final AccessMode WRITE = StaticAccessMode.WRITE;
    public static final AccessMode TOKEN_WRITE = StaticAccessMode.TOKEN_WRITE;
    public static final AccessMode SCHEMA = StaticAccessMode.SCHEMA;
    public static final AccessMode FULL = StaticAccessMode.FULL;

    private StaticAccess() {}
}

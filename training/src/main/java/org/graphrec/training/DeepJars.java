// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training;

/** The optional jars that train deep networks. */
public final class DeepJars {

    /** What an operator puts beside the plugin, for messages: ours, and PyTorch for the platform of most servers. */
    public static final String NAMES = "`graph-recommender-deep-0.1.0.jar` and, from Maven Central's `org.bytedeco`,"
            + " `pytorch-2.10.0-1.5.13-linux-x86_64.jar` and `openblas-0.3.31-1.5.13-linux-x86_64.jar` (or those of this"
            + " machine's platform)";

    private DeepJars() {}
}

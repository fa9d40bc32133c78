// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import org.graphrec.procedures.reading.ContextReading;
import org.graphrec.training.graph.Context;

/**
 * What a projection knows of users and items beside the interactions, and how the same is read from the live graph.
 *
 * @param context what is learned from
 * @param reading its relations in the same order
 */
record LearnedContext(Context context, ContextReading reading) {
    /** A projection of interactions alone. */
    static final LearnedContext NONE = new LearnedContext(Context.NONE, ContextReading.NONE);
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture;

import org.graphrec.training.tune.Task;

/**
 * What there is to learn from beside the interactions themselves.
 *
 * @param texts whether items have vectors of their texts
 * @param times whether interactions have times
 * @param context whether users or items have relationships beside the interactions
 */
public record Inputs(boolean texts, boolean times, boolean context) {

    /** What a task has. */
    public static Inputs of(Task task) {
        return new Inputs(
                task.features() != null,
                task.interactions().timed(),
                !task.interactions().context().isEmpty());
    }
}

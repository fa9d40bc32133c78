// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.time.ZonedDateTime;

/**
 * The row of `rec.model.staleness`. Counts are of the graph as the caller sees it, and the `trained` ones of what the model learned
 * from; `staleness` is the share of today's interactions by which the two differ. `newItems` came after the training, and are
 * served by their texts where they have one (`newItemsServed`). `movedItems` are known ones whose vectors are others than at training,
 * by a look at all of them.
 */
public record StalenessRow(
        String modelName,
        ZonedDateTime trained,
        Long users,
        long trainedUsers,
        Long items,
        long trainedItems,
        Long newItems,
        long newItemsServed,
        long movedItems,
        Long interactions,
        long trainedInteractions,
        Double staleness) {}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.handover;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.graphrec.training.Require;

/**
 * Edges of one relation by the ids of the nodes that they join, in any order.
 *
 * @param from what they begin at, all users or all items
 * @param to what they lead to
 * @param weights NaN for none, which is 1
 * @param times NaN where a time is not known
 */
@SuppressWarnings("ArrayRecordComponent")
public record EdgesById(long[] from, long[] to, double[] weights, double[] times) implements Serializable {

    /** Rejects arrays of different lengths. */
    public EdgesById {
        Require.size("to", to.length, from.length);
        Require.size("weights", weights.length, from.length);
        Require.size("times", times.length, from.length);
    }

    /** All edges of several parts. */
    public static EdgesById together(List<EdgesById> parts) {
        return new EdgesById(
                parts.stream().flatMapToLong(part -> Arrays.stream(part.from)).toArray(),
                parts.stream().flatMapToLong(part -> Arrays.stream(part.to)).toArray(),
                numbers(parts, EdgesById::weights),
                numbers(parts, EdgesById::times));
    }

    private static double[] numbers(List<EdgesById> parts, Function<EdgesById, double[]> column) {
        return parts.stream().map(column).flatMapToDouble(DoubleStream::of).toArray();
    }

    /** The number of edges. */
    public int size() {
        return from.length;
    }
}

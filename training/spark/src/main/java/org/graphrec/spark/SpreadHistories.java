// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;

/**
 * All histories, each partition with those of one range of users; no process need hold them together.
 *
 * @param parts one element for each partition, in the order of the users
 * @param userIds ascending
 * @param firstUser of each partition, and after the last the number of users
 * @param items the number of items
 */
@SuppressWarnings("ArrayRecordComponent")
record SpreadHistories(
        JavaRDD<HistorySlice> parts,
        long[] userIds,
        int[] firstUser,
        int items,
        boolean weighted,
        boolean timed,
        HistorySlice.Counts counts) {

    /** What the driver needs to know of a partition. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Size(long[] userIds, HistorySlice.Counts counts) implements Serializable {}

    /** Over partitions that have been persisted; reads all of them once. */
    static SpreadHistories of(JavaRDD<HistorySlice> parts, int items, boolean weighted, boolean timed) {
        List<Size> sizes =
                parts.map(part -> new Size(part.userIds, part.counts)).collect();
        int[] firstUser = new int[sizes.size() + 1];
        HistorySlice.Counts counts = HistorySlice.Counts.NONE;
        for (int p = 0; p < sizes.size(); p++) {
            firstUser[p + 1] = Math.addExact(firstUser[p], sizes.get(p).userIds().length);
            counts = counts.plus(sizes.get(p).counts());
        }
        long[] userIds = new long[firstUser[sizes.size()]];
        for (int p = 0; p < sizes.size(); p++) {
            System.arraycopy(
                    sizes.get(p).userIds(),
                    0,
                    userIds,
                    firstUser[p],
                    sizes.get(p).userIds().length);
        }
        return new SpreadHistories(parts, userIds, firstUser, items, weighted, timed, counts);
    }

    int users() {
        return userIds.length;
    }

    /** The number of interactions. */
    long size() {
        return parts.map(part -> (long) part.size()).reduce(Long::sum);
    }

    /** The number of users of each item. */
    int[] degrees() {
        return parts.map(HistorySlice::degrees).treeReduce((one, other) -> {
            int[] sum = one.clone();
            Arrays.setAll(sum, item -> Math.addExact(one[item], other[item]));
            return sum;
        });
    }

    /** All of them in this process. */
    Interactions held() {
        List<HistorySlice> all = parts.collect();
        int size = all.stream().mapToInt(HistorySlice::size).reduce(0, Math::addExact);
        int[] userOf = new int[size];
        int[] itemOf = new int[size];
        float[] weights = weighted ? new float[size] : null;
        double[] times = timed ? new double[size] : null;
        int at = 0;
        for (int p = 0; p < all.size(); p++) {
            Csr byUser = all.get(p).byUser;
            for (int user = 0; user < byUser.rows(); user++) {
                for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                    userOf[at] = firstUser[p] + user;
                    itemOf[at] = byUser.targets()[edge];
                    if (weights != null) {
                        weights[at] = byUser.weight(edge);
                    }
                    if (times != null) {
                        times[at] = all.get(p).times[edge];
                    }
                    at++;
                }
            }
        }
        return Interactions.of(users(), items, userOf, itemOf, weights, times);
    }
}

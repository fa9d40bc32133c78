// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.util.Arrays;
import java.util.List;
import org.graphrec.training.graph.Csr;

/**
 * Some of the interactions, by which the server tells nodes without a key from others that get their ids: as few as nodes, so that one
 * process can hold them.
 */
final class PartnerSample {
    private static final int ITEMS_PER_USER = 8;

    private PartnerSample() {}

    /** [items, users] the first items of each user, and the first and the last user of each item; users ascending. */
    static Csr of(SpreadHistories histories) {
        int[] firstUser = histories.firstUser();
        List<Csr> ofUsers = histories.parts().map(part -> first(part.byUser)).collect();
        int[] ends = histories
                .parts()
                .mapPartitionsWithIndex(
                        (p, all) -> {
                            HistorySlice part = all.next();
                            return List.of(ends(part.byUser, firstUser[p])).iterator();
                        },
                        false)
                .treeReduce(PartnerSample::widest);
        int items = histories.items();
        int size = 2 * items + ofUsers.stream().mapToInt(Csr::edges).sum();
        int[] itemOf = new int[size];
        int[] userOf = new int[size];
        int at = 0;
        for (int p = 0; p < ofUsers.size(); p++) {
            Csr part = ofUsers.get(p);
            for (int user = 0; user < part.rows(); user++) {
                for (int edge = part.offsets()[user]; edge < part.offsets()[user + 1]; edge++) {
                    itemOf[at] = part.targets()[edge];
                    userOf[at++] = firstUser[p] + user;
                }
            }
        }
        for (int item = 0; item < items; item++) {
            for (int end : new int[] {ends[item], ends[items + item]}) {
                if (end >= 0 && end < Integer.MAX_VALUE) {
                    itemOf[at] = item;
                    userOf[at++] = end;
                }
            }
        }
        Csr sample =
                Csr.fromEdges(items, histories.users(), Arrays.copyOf(itemOf, at), Arrays.copyOf(userOf, at), null);
        return new Csr(sample.rows(), sample.columns(), sample.offsets(), sample.targets(), null);
    }

    private static Csr first(Csr byUser) {
        int[] offsets = new int[byUser.rows() + 1];
        for (int user = 0; user < byUser.rows(); user++) {
            offsets[user + 1] = offsets[user] + Math.min(ITEMS_PER_USER, byUser.degree(user));
        }
        int[] targets = new int[offsets[byUser.rows()]];
        for (int user = 0; user < byUser.rows(); user++) {
            System.arraycopy(
                    byUser.targets(),
                    byUser.offsets()[user],
                    targets,
                    offsets[user],
                    offsets[user + 1] - offsets[user]);
        }
        return new Csr(byUser.rows(), byUser.columns(), offsets, targets, null);
    }

    /** The first user of each item, and behind these the last. */
    private static int[] ends(Csr byUser, int firstUser) {
        int items = byUser.columns();
        int[] ends = new int[2 * items];
        Arrays.fill(ends, 0, items, Integer.MAX_VALUE);
        Arrays.fill(ends, items, 2 * items, -1);
        for (int user = 0; user < byUser.rows(); user++) {
            for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                int item = byUser.targets()[edge];
                ends[item] = Math.min(ends[item], firstUser + user);
                ends[items + item] = Math.max(ends[items + item], firstUser + user);
            }
        }
        return ends;
    }

    private static int[] widest(int[] one, int[] other) {
        int items = one.length / 2;
        int[] widest = new int[one.length];
        Arrays.setAll(widest, i -> i < items ? Math.min(one[i], other[i]) : Math.max(one[i], other[i]));
        return widest;
    }
}

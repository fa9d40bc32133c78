// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import org.graphrec.procedures.changes.ChangedNodes;
import org.graphrec.procedures.changes.Changes;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.training.graph.Csr;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * What tells the nodes of an index from others that were given their ids: a key, remembered at training; where there is none, or a
 * node had no value of it, the interactions learned from, of which one must be left. A node with neither cannot be told, and is
 * taken for the same.
 *
 * <p>Interactions are known by the ids of both ends. Where both were given again, to nodes that interact as well, they look the same.
 */
public final class NodeIdentity {
    /** In place of the hash of a node that was gone when the model was trained, so that no node is that one. */
    private static final long GONE = 0;

    /** In place of the hash of a node without a value of the key. */
    private static final long NO_VALUE = 1;

    private final NodeKey key;
    private final long[] hashes;
    private final Csr partners;

    /** When each row was last found to be the same node, by {@link Changes#now}; 0: never. */
    private final AtomicLongArray seen;

    /**
     * Takes the arrays over.
     *
     * @param key null: none
     * @param hashes one a row; null without a key
     * @param partners rows of the other index that each row was learned with, ascending; a row without any is not told by these
     */
    public NodeIdentity(NodeKey key, long[] hashes, Csr partners) {
        this.key = key;
        this.hashes = hashes;
        this.partners = partners;
        this.seen = new AtomicLongArray(partners.rows());
    }

    /**
     * The identity of nodes as they are now.
     *
     * @param partners rows of {@code others} that each node is learned with, ascending
     * @param live the nodes that a node interacts with now; where it tells none of those in {@code partners}, it reads something
     *     else than was learned, and the node is not told by its interactions
     */
    static NodeIdentity read(
            Transaction transaction,
            NodeIndex nodes,
            NodeKey key,
            Csr partners,
            NodeIndex others,
            Function<Node, Iterable<Node>> live) {
        // before anything is read: what changes meanwhile is looked at again
        long now = ChangedNodes.of(transaction).now();
        long[] hashes = key == null ? null : new long[nodes.size()];
        BitSet there = new BitSet();
        int[] offsets = new int[nodes.size() + 1];
        int[] targets = new int[partners.edges()];
        for (int row = 0; row < nodes.size(); row++) {
            Node node = NodeIds.find(transaction, nodes.id(row));
            there.set(row, node != null);
            if (hashes != null) {
                hashes[row] = node == null ? GONE : key.complete(node) ? key.hash(node) : NO_VALUE;
            }
            int from = partners.offsets()[row];
            int size = hashes == null || hashes[row] == NO_VALUE ? partners.degree(row) : 0;
            if (size > 0 && node != null && !meets(partners, row, node, others, live)) {
                size = 0;
            }
            System.arraycopy(partners.targets(), from, targets, offsets[row], size);
            offsets[row + 1] = offsets[row] + size;
        }
        int[] kept = Arrays.copyOf(targets, offsets[nodes.size()]);
        var identity = new NodeIdentity(key, hashes, new Csr(nodes.size(), others.size(), offsets, kept, null));
        if (holdsForOthers(transaction)) {
            there.stream().forEach(row -> identity.seen.set(row, now));
        }
        return identity;
    }

    /** Whether what a transaction sees of nodes is what others will: what it changed itself is taken back where it rolls back. */
    static boolean holdsForOthers(Transaction transaction) {
        return ChangedNodes.of(transaction) != Changes.UNKNOWN && !OwnChanges.in(transaction);
    }

    /** Whether a node was found to be the one of a row and has not changed since. */
    boolean sameAsBefore(int row, Node node, Changes changes) {
        long at = seen.get(row);
        return at != 0 && !changes.touchedSince(NodeIds.id(node), at);
    }

    /**
     * Whether a node is the one of a row.
     *
     * @param keep whether the answer holds for other transactions as well
     */
    boolean same(
            int row, Node node, NodeIndex others, Function<Node, Iterable<Node>> live, Changes changes, boolean keep) {
        long now = changes.now();
        boolean same = sameByKey(row, node) && (partners.degree(row) == 0 || meets(partners, row, node, others, live));
        if (same && keep) {
            seen.set(row, now);
        }
        return same;
    }

    /** Whether what is known of a node by its key speaks for the one of a row. */
    private boolean sameByKey(int row, Node node) {
        return key == null || hashes[row] == NO_VALUE || (hashes[row] != GONE && hashes[row] == key.hash(node));
    }

    private static boolean meets(
            Csr partners, int row, Node node, NodeIndex others, Function<Node, Iterable<Node>> live) {
        int from = partners.offsets()[row];
        int to = partners.offsets()[row + 1];
        for (Node other : live.apply(node)) {
            int partner = others.row(NodeIds.id(other));
            if (partner >= 0
                    && Arrays.binarySearch(partners.targets(), from, to, partner) >= 0
                    && (others.identity() == null || others.identity().sameByKey(partner, other))) {
                return true;
            }
        }
        return false;
    }

    /** Without a row; those behind move up by one. */
    NodeIdentity without(int row) {
        long[] fewer = null;
        if (hashes != null) {
            fewer = new long[hashes.length - 1];
            System.arraycopy(hashes, 0, fewer, 0, row);
            System.arraycopy(hashes, row + 1, fewer, row, fewer.length - row);
        }
        int[] offsets = new int[partners.rows()];
        int removed = partners.degree(row);
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = i <= row ? partners.offsets()[i] : partners.offsets()[i + 1] - removed;
        }
        int[] targets = new int[partners.edges() - removed];
        System.arraycopy(partners.targets(), 0, targets, 0, offsets[row]);
        System.arraycopy(
                partners.targets(), offsets[row] + removed, targets, offsets[row], targets.length - offsets[row]);
        return new NodeIdentity(key, fewer, new Csr(partners.rows() - 1, partners.columns(), offsets, targets, null));
    }

    /** Without a row of the other index; those behind move up by one. */
    NodeIdentity withoutPartner(int partner) {
        int[] offsets = new int[partners.rows() + 1];
        int[] targets = new int[partners.edges()];
        int next = 0;
        for (int row = 0; row < partners.rows(); row++) {
            for (int i = partners.offsets()[row]; i < partners.offsets()[row + 1]; i++) {
                int target = partners.targets()[i];
                if (target != partner) {
                    targets[next++] = target > partner ? target - 1 : target;
                }
            }
            offsets[row + 1] = next;
        }
        Csr fewer = new Csr(partners.rows(), partners.columns() - 1, offsets, Arrays.copyOf(targets, next), null);
        return new NodeIdentity(key, hashes, fewer);
    }

    /** Null: none. */
    public NodeKey key() {
        return key;
    }

    /** One a row; null without a key. The array itself. */
    public long[] hashes() {
        return hashes;
    }

    public Csr partners() {
        return partners;
    }
}

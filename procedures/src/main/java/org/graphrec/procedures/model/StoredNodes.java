// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.live.NodeIdentity;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.live.NodeKey;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.store.Tensor;
import org.graphrec.training.store.TensorFile;

/** The nodes behind the rows of a model in its file: their ids, and what tells them from others that get these. */
final class StoredNodes {
    private static final String IDENTITY = "Identity";
    private static final String HASHES = ".hashes";
    private static final String OFFSETS = ".partnerOffsets";
    private static final String PARTNERS = ".partners";

    private StoredNodes() {}

    /** Adds an index to what is written, under a name. */
    static void write(String name, NodeIndex index, Map<String, Object> document, Map<String, Tensor> tensors) {
        int size = index.size();
        tensors.put(name, ids(index));
        NodeIdentity identity = index.identity();
        if (identity != null) {
            Map<String, Object> how = new LinkedHashMap<>();
            how.put("key", identity.key() == null ? List.of() : identity.key().properties());
            how.put("salt", identity.key() == null ? null : identity.key().salt());
            document.put(name + IDENTITY, how);
            if (identity.hashes() != null) {
                tensors.put(name + HASHES, Tensor.of(identity.hashes(), size));
            }
            Csr partners = identity.partners();
            tensors.put(name + OFFSETS, Tensor.of(partners.offsets(), partners.offsets().length));
            tensors.put(name + PARTNERS, Tensor.of(partners.targets(), partners.edges()));
        }
    }

    /** [n] the ids of an index, in ascending order. */
    static Tensor ids(NodeIndex index) {
        long[] ids = new long[index.size()];
        for (int row = 0; row < ids.length; row++) {
            ids[row] = index.id(row);
        }
        return Tensor.of(ids, ids.length);
    }

    /** The ids that {@link #ids(NodeIndex)} wrote under a name. */
    static long[] ids(String name, TensorFile file) {
        long[] ids = tensor(name, file).longs();
        for (int row = 1; row < ids.length; row++) {
            if (ids[row] <= ids[row - 1]) {
                throw StoredDocument.corrupt("its nodes are not in order");
            }
        }
        return ids;
    }

    /** The number of nodes of an index. */
    static int count(String name, TensorFile file) {
        return tensor(name, file).longs().length;
    }

    /**
     * Reads an index again; without an identity where an earlier version wrote it.
     *
     * @param others the number of nodes of the other index
     */
    static NodeIndex read(String name, StoredDocument document, TensorFile file, int others) {
        long[] ids = ids(name, file);
        if (!document.map().containsKey(name + IDENTITY)) {
            return new NodeIndex(ids);
        }
        StoredDocument how = document.inner(name + IDENTITY);
        List<String> properties = how.texts("key");
        NodeKey key = properties.isEmpty() ? null : new NodeKey(properties, salt(how));
        long[] hashes = key == null ? null : tensor(name + HASHES, file).longs();
        if (hashes != null && hashes.length != ids.length) {
            throw StoredDocument.corrupt("the keys of its nodes are wrong");
        }
        return new NodeIndex(ids, new NodeIdentity(key, hashes, partners(name, file, ids.length, others)));
    }

    private static String salt(StoredDocument how) {
        String salt = how.text("salt");
        try {
            HexFormat.of().parseHex(salt);
        } catch (IllegalArgumentException wrong) {
            throw StoredDocument.corrupt("the salt of its keys is wrong");
        }
        return salt;
    }

    private static Csr partners(String name, TensorFile file, int rows, int columns) {
        int[] offsets = tensor(name + OFFSETS, file).ints();
        int[] partners = tensor(name + PARTNERS, file).ints();
        boolean right = offsets.length == rows + 1 && offsets[0] == 0 && offsets[rows] == partners.length;
        for (int row = 0; right && row < rows; row++) {
            right = offsets[row] <= offsets[row + 1] && offsets[row + 1] <= partners.length;
            for (int i = offsets[row]; right && i < offsets[row + 1]; i++) {
                right = partners[i] >= 0
                        && partners[i] < columns
                        && (i == offsets[row] || partners[i - 1] < partners[i]);
            }
        }
        if (!right) {
            throw StoredDocument.corrupt("the interactions of its nodes are wrong");
        }
        return new Csr(rows, columns, offsets, partners, null);
    }

    private static Tensor tensor(String name, TensorFile file) {
        Tensor tensor = file.tensors().get(name);
        if (tensor == null) {
            throw StoredDocument.corrupt("its nodes are missing");
        }
        return tensor;
    }
}

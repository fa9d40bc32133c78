// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.base.Sha256;
import org.graphrec.embedding.MediaEncoder;
import org.graphrec.embedding.MediaFolder;
import org.graphrec.embedding.Tower;
import org.graphrec.embedding.media.PicturePreparation;
import org.graphrec.embedding.media.UnreadableMediaException;
import org.graphrec.embedding.media.UnreadableMediaException.Reason;
import org.graphrec.procedures.memory.MemoryNeed;
import org.neo4j.graphdb.Node;

/**
 * Makes vectors of the pictures or sounds of nodes.
 *
 * @param folder the operator's, or null
 */
record MediaNodeEncoder(MediaEncoder encoder, NodeMedia media, MediaFolder folder)
        implements NodeEncoder<MediaNodeEncoder.Content> {

    /**
     * What a node has.
     *
     * @param bytes null where it has nothing, or nothing that can be read
     * @param unreadable why; null where it has nothing, or where it can be read
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Content(byte[] bytes, Reason unreadable) {}

    @Override
    public Content read(Node node) {
        try {
            return new Content(media.of(node, folder), null);
        } catch (UnreadableMediaException unreadable) {
            return new Content(null, unreadable.reason());
        }
    }

    @Override
    public boolean isEmpty(Content content) {
        return content.bytes() == null;
    }

    @Override
    public String identity(Content content) {
        return content.bytes() == null ? "" : Sha256.of(content.bytes());
    }

    @Override
    public long bytes(Content content) {
        return content.bytes() == null ? 0 : content.bytes().length;
    }

    @Override
    public float[][] encode(List<Content> contents, int concurrency, EncodingHealth health) {
        List<byte[]> there = new ArrayList<>();
        for (Content content : contents) {
            if (content.bytes() != null) {
                there.add(content.bytes());
            } else if (content.unreadable() != null) {
                health.unreadable(content.unreadable());
            } else {
                health.empty(1);
            }
        }
        health.advance(contents.size() - there.size());
        float[][] found = encoder.encode(there, concurrency, health);
        float[][] vectors = new float[contents.size()][];
        int next = 0;
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = contents.get(i).bytes() == null ? null : found[next++];
        }
        return vectors;
    }

    /** Files up to the limit of a group and one more, each as it is read and copied, and the pixels. */
    @Override
    public MemoryNeed memory(long nodes) {
        long files = EmbeddingPass.GROUP_BYTES + Math.min(nodes, 1) * MediaFolder.MOST_BYTES;
        MemoryNeed need = MemoryNeed.ofHeap(media.tower().words() + " at a time", 2 * files);
        return media.tower() == Tower.IMAGE ? need.and("pixels", 4L * PicturePreparation.MOST_PIXELS) : need;
    }
}

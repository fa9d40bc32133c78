// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import org.graphrec.embedding.MediaFolder;
import org.graphrec.embedding.Tower;
import org.graphrec.embedding.media.UnreadableMediaException;
import org.graphrec.embedding.media.UnreadableMediaException.Reason;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.live.KnownNames;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * The picture or sound of a node: the bytes of a file in a property, or its path inside the operator's folder of media.
 *
 * @param tower what reads it
 */
public record NodeMedia(String property, Tower tower) implements NodeContent {

    private static final String IMAGE = "imageProperty";
    private static final String AUDIO = "audioProperty";

    /** Reads {@code imageProperty} or {@code audioProperty}; null where there is neither. */
    static NodeMedia read(Config config) {
        String image = config.string(IMAGE, null);
        String audio = config.string(AUDIO, null);
        if (image != null && audio != null) {
            config.problem("The values of `imageProperty` and `audioProperty` exclude each other. Give one of them.");
        }
        if (image != null) {
            return new NodeMedia(image, Tower.IMAGE);
        }
        return audio == null ? null : new NodeMedia(audio, Tower.AUDIO);
    }

    /** The key that names the property. */
    String key() {
        return tower == Tower.IMAGE ? IMAGE : AUDIO;
    }

    @Override
    public void requireKnown(Transaction transaction) {
        KnownNames.requireProperty(transaction, key(), property);
    }

    /**
     * The picture or sound.
     *
     * @param folder the operator's, or null
     * @return null where the node has none
     * @throws UnreadableMediaException when there is no such file, or it must not be read
     * @throws IllegalStateException when the property names a file and there is no folder
     */
    byte[] of(Node node, MediaFolder folder) {
        Object value = node.getProperty(property, null);
        if (value == null || "".equals(value)) {
            return null;
        }
        if (value instanceof String path) {
            if (folder == null) {
                throw new IllegalStateException("The property `" + Config.shown(property)
                        + "` names files, but the server's operator set no folder to read them from. Set"
                        + " `rec.media.folder` in graph-recommender.conf and restart the server, or store the bytes"
                        + " themselves.");
            }
            return folder.read(path);
        }
        if (!(value instanceof byte[] bytes)) {
            throw new UnreadableMediaException(Reason.UNKNOWN_FORMAT);
        }
        if (bytes.length > MediaFolder.MOST_BYTES) {
            throw new UnreadableMediaException(Reason.TOO_LARGE);
        }
        return bytes;
    }
}

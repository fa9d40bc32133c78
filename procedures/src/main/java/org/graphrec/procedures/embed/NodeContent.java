// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import org.graphrec.procedures.config.Config;
import org.neo4j.graphdb.Transaction;

/** What of a node becomes a vector. */
public sealed interface NodeContent permits NodeText, NodeMedia {

    /** Reads which of a node's properties; null where none is named, or what is named cannot be used. */
    static NodeContent read(Config config) {
        NodeText text = NodeText.read(config);
        NodeMedia media = NodeMedia.read(config);
        if (media == null) {
            return text;
        }
        if (text != null || config.object("textProperties") != null || config.object("template") != null) {
            config.problem(
                    "The values of `" + media.key() + "` and `textProperties` exclude each other. Give one of them.");
        }
        return media;
    }

    /**
     * Refuses properties that no node of the database ever had.
     *
     * @throws IllegalArgumentException naming those near
     */
    void requireKnown(Transaction transaction);
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.List;
import org.graphrec.embedding.Encoder;
import org.graphrec.procedures.memory.MemoryNeed;
import org.neo4j.graphdb.Node;

/**
 * Reads what nodes have and makes vectors of it.
 *
 * @param <T> what is read of a node
 */
interface NodeEncoder<T> {

    Encoder encoder();

    /** What a node has; never null. */
    T read(Node node);

    /** Whether that can have no vector. */
    boolean isEmpty(T content);

    /** What its passport is made of: the same for the same vector. */
    String identity(T content);

    /** How much heap it takes. */
    long bytes(T content);

    /** The vectors of some; null where one has none. */
    float[][] encode(List<T> contents, int concurrency, EncodingHealth health);

    /** Heap for so many nodes at a time, besides their vectors. */
    MemoryNeed memory(long nodes);
}

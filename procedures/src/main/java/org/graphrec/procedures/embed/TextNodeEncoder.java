// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.List;
import org.graphrec.embedding.TextEncoder;
import org.graphrec.procedures.memory.MemoryNeed;
import org.neo4j.graphdb.Node;

/** Makes vectors of the texts of nodes. */
record TextNodeEncoder(TextEncoder encoder, EmbedOptions options) implements NodeEncoder<String> {

    /** A text of 500 words with its node, tokens and passport. */
    private static final long TEXT_BYTES = 16_000;

    @Override
    public String read(Node node) {
        return options.text().of(node);
    }

    @Override
    public boolean isEmpty(String text) {
        return text.isBlank();
    }

    @Override
    public String identity(String text) {
        return options.identity(text);
    }

    @Override
    public long bytes(String text) {
        return 2L * text.length();
    }

    @Override
    public float[][] encode(List<String> texts, int concurrency, EncodingHealth health) {
        texts.forEach(health::read);
        return options.texts(encoder).encode(texts, concurrency, health);
    }

    /** An upper bound, but for nodes whose texts are longer than 500 words. */
    @Override
    public MemoryNeed memory(long nodes) {
        return MemoryNeed.ofHeap("texts of a chunk", TEXT_BYTES * nodes);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.embedding.ChunkedTexts;
import org.graphrec.procedures.live.FloatList;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** The text of nodes in chunks, each with a vector of its own. */
final class EmbeddedChunks {
    /** Nodes encoded together: a text of 5,000 words has some 30 chunks, and the vectors of all of them are held. */
    private static final int NODES = 16;

    private final NodesToEmbed nodes;
    private final EncodingHealth health;

    EmbeddedChunks(NodesToEmbed nodes, EncodingHealth health) {
        this.nodes = nodes;
        this.health = health;
    }

    /** A row for each chunk that has a vector, by node and in the order of the text; made as it is read. */
    Stream<EmbedStreamRow> rows(Transaction transaction, long[] ids) {
        ChunkedTexts texts = new ChunkedTexts(
                ((TextNodeEncoder) nodes.reading()).encoder(), nodes.options().chunking());
        return IntStream.iterate(0, from -> from < ids.length, from -> from + NODES)
                .boxed()
                .flatMap(from ->
                        rows(transaction, texts, Arrays.copyOfRange(ids, from, Math.min(ids.length, from + NODES)))
                                .stream());
    }

    private List<EmbedStreamRow> rows(Transaction transaction, ChunkedTexts texts, long[] ids) {
        List<Node> found = new ArrayList<>();
        for (long id : ids) {
            health.assertRunning();
            Node node = NodeIds.find(transaction, id);
            if (node != null) {
                found.add(node);
            }
        }
        health.advance(ids.length - found.size());
        List<String> whole = found.stream().map(nodes.options().text()::of).toList();
        whole.forEach(health::read);
        List<List<ChunkedTexts.Chunk>> chunks =
                texts.chunks(whole, nodes.options().concurrency(), health);
        List<EmbedStreamRow> rows = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            for (int c = 0; c < chunks.get(i).size(); c++) {
                ChunkedTexts.Chunk chunk = chunks.get(i).get(c);
                if (!chunk.text().isBlank() && health.fit(chunk.vector())) {
                    rows.add(new EmbedStreamRow(
                            NodeIds.id(found.get(i)), FloatList.of(chunk.vector()), (long) c, chunk.text()));
                }
            }
        }
        return rows;
    }
}

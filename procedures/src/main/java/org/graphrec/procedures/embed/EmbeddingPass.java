// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.procedures.live.OwnTransactions;
import org.graphrec.procedures.live.Spaces;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** One pass over nodes: a chunk at a time, read what they have, leave out the fresh ones, encode the rest. */
final class EmbeddingPass {
    /** Nodes read, encoded and written together: enough to sort by length, few enough to lose seconds at most. */
    static final int CHUNK = 500;

    /** What is read of nodes before it is encoded, in bytes; one more may exceed it. */
    static final long GROUP_BYTES = 32 << 20;

    private final NodeEncoder<?> encoder;
    private final EmbedOptions options;
    private final EncodingHealth health;
    private long skipped;

    EmbeddingPass(NodeEncoder<?> encoder, EmbedOptions options, EncodingHealth health) {
        this.encoder = encoder;
        this.options = options;
        this.health = health;
    }

    /** Where the vectors of a chunk go, within its transaction. */
    interface Sink {
        void accept(Transaction transaction, List<EmbeddedNode> embedded);

        /** What the last chunk got is there for good. */
        default void committed() {}
    }

    /** How long a run took: reading and encoding, and what the sink did with it. */
    record Report(long computeMillis, long sinkMillis) {}

    /** Embeds all nodes, a chunk in a transaction of its own, so that an early end loses no finished chunk. */
    Report run(OwnTransactions transactions, long[] nodes, Sink sink) {
        long compute = 0;
        long sinking = 0;
        try (Backlog.Part backlog = new Backlog.Part(nodes.length)) {
            for (Iterator<long[]> chunks = chunks(nodes).iterator(); chunks.hasNext(); ) {
                long[] chunk = chunks.next();
                long began = System.nanoTime();
                long encoded = transactions.commit(health::running, transaction -> {
                    List<EmbeddedNode> embedded = embed(transaction, chunk);
                    long end = System.nanoTime();
                    sink.accept(transaction, embedded);
                    health.assertRunning();
                    return end;
                });
                sink.committed();
                backlog.done(chunk.length);
                compute += encoded - began;
                sinking += System.nanoTime() - encoded;
            }
        }
        return new Report(compute / 1_000_000, sinking / 1_000_000);
    }

    /** Bytes of heap by what they are for. */
    static MemoryNeed memory(long nodes, NodeEncoder<?> encoder) {
        long chunk = Math.min(nodes, CHUNK);
        // the ids as they are collected, and as they are sorted
        return encoder.memory(chunk)
                .and("node ids", 24 * nodes)
                .and("vectors of a chunk", 8L * encoder.encoder().dimension() * chunk);
    }

    /** The ids in chunks, in order. */
    static Stream<long[]> chunks(long[] nodes) {
        return IntStream.iterate(0, from -> from < nodes.length, from -> from + CHUNK)
                .mapToObj(from -> Arrays.copyOfRange(nodes, from, Math.min(nodes.length, from + CHUNK)));
    }

    /** The nodes of a chunk that are there and not fresh, each with its vector, in order. */
    List<EmbeddedNode> embed(Transaction transaction, long[] chunk) {
        return embed(transaction, chunk, encoder);
    }

    private <T> List<EmbeddedNode> embed(Transaction transaction, long[] chunk, NodeEncoder<T> reading) {
        List<EmbeddedNode> embedded = new ArrayList<>();
        Group<T> group = new Group<>(reading);
        for (long id : chunk) {
            health.assertRunning();
            Node node = NodeIds.find(transaction, id);
            T content = node == null ? null : reading.read(node);
            Passport passport = node == null ? null : Passport.of(reading.encoder(), reading.identity(content));
            if (node == null || fresh(node, passport)) {
                skipped += node == null ? 0 : 1;
                health.advance(1);
            } else if (group.add(node, content, passport) >= GROUP_BYTES) {
                embedded.addAll(group.encode());
                group = new Group<>(reading);
            }
        }
        embedded.addAll(group.encode());
        return embedded;
    }

    /** Nodes that are encoded together, few enough for what they have to fit into memory. */
    private final class Group<T> {
        private final NodeEncoder<T> reading;
        private final List<Node> nodes = new ArrayList<>();
        private final List<T> contents = new ArrayList<>();
        private final List<Passport> passports = new ArrayList<>();
        private long bytes;

        Group(NodeEncoder<T> reading) {
            this.reading = reading;
        }

        /** Adds one and says how much heap all take. */
        long add(Node node, T content, Passport passport) {
            nodes.add(node);
            contents.add(content);
            passports.add(passport);
            bytes += reading.bytes(content);
            return bytes;
        }

        List<EmbeddedNode> encode() {
            float[][] vectors = reading.encode(contents, options.concurrency(), health);
            return IntStream.range(0, nodes.size())
                    .mapToObj(i -> new EmbeddedNode(nodes.get(i), fit(contents.get(i), vectors[i]), passports.get(i)))
                    .toList();
        }

        private float[] fit(T content, float[] vector) {
            return vector == null || reading.isEmpty(content) || !health.fit(vector) ? null : vector;
        }
    }

    /** Nodes left alone so far because their vector was fresh. */
    long skipped() {
        return skipped;
    }

    private boolean fresh(Node node, Passport passport) {
        String property = options.target().property();
        return options.target().onlyStale()
                && passport.toString().equals(node.getProperty(Spaces.passportProperty(property), null))
                && node.hasProperty(property);
    }
}

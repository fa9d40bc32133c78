package org.graphrec.procedures.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.embedding.TextEncoder;
import org.graphrec.procedures.live.OwnTransactions;
import org.graphrec.procedures.live.Spaces;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** One pass over nodes: a chunk at a time, read the texts, leave out the fresh ones, encode the rest. */
final class EmbeddingPass {
    /** Nodes read, encoded and written together: enough to sort by length, few enough to lose seconds at most. */
    static final int CHUNK = 500;

    /** A text of 500 words with its node, tokens and passport. */
    private static final long TEXT_BYTES = 16_000;

    private final TextEncoder encoder;
    private final EmbedOptions options;
    private final EncodingHealth health;
    private long skipped;

    EmbeddingPass(TextEncoder encoder, EmbedOptions options, EncodingHealth health) {
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

    /** Bytes of heap by what they are for; an upper bound, but for nodes whose texts are longer than 500 words. */
    static MemoryNeed memory(long nodes, int dimension) {
        long chunk = Math.min(nodes, CHUNK);
        // the ids as they are collected, and as they are sorted
        return MemoryNeed.ofHeap("node ids", 24 * nodes)
                .and("texts of a chunk", TEXT_BYTES * chunk)
                .and("vectors of a chunk", 8L * dimension * chunk);
    }

    /** The ids in chunks, in order. */
    static Stream<long[]> chunks(long[] nodes) {
        return IntStream.iterate(0, from -> from < nodes.length, from -> from + CHUNK)
                .mapToObj(from -> Arrays.copyOfRange(nodes, from, Math.min(nodes.length, from + CHUNK)));
    }

    /** The nodes of a chunk that are there and not fresh, each with its vector, in order. */
    List<EmbeddedNode> embed(Transaction transaction, long[] chunk) {
        List<Node> nodes = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<Passport> passports = new ArrayList<>();
        for (long id : chunk) {
            health.assertRunning();
            Node node = NodeIds.find(transaction, id);
            if (node != null) {
                String text = options.text().of(node);
                Passport passport = Passport.of(encoder, options.identity(text));
                if (fresh(node, passport)) {
                    skipped++;
                } else {
                    nodes.add(node);
                    texts.add(text);
                    passports.add(passport);
                }
            }
        }
        health.advance(chunk.length - nodes.size());
        float[][] vectors = options.texts(encoder).encode(texts, options.concurrency(), health);
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> new EmbeddedNode(
                        nodes.get(i),
                        texts.get(i).isBlank() || !health.fit(vectors[i]) ? null : vectors[i],
                        passports.get(i)))
                .toList();
    }

    /** Nodes left alone so far because their vector was fresh. */
    long skipped() {
        return skipped;
    }

    private boolean fresh(Node node, Passport passport) {
        String property = options.target();
        return options.onlyStale()
                && passport.toString().equals(node.getProperty(Spaces.passportProperty(property), null))
                && node.hasProperty(property);
    }
}

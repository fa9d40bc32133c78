package org.graphrec.procedures.embed;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.embedding.TextEncoder;
import org.graphrec.procedures.gds.CallContext;
import org.graphrec.procedures.gds.ProgressMonitor;
import org.graphrec.procedures.graph.FloatList;
import org.graphrec.procedures.graph.NodeIds;
import org.graphrec.procedures.graph.VectorWriter;
import org.neo4j.graphdb.Transaction;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.embed.nodes.*}: the text of nodes as vectors. */
public final class EmbedNodesProcedures extends CallContext {
    /** Nodes read, encoded and written together: enough to sort by length, small enough to lose little. */
    private static final int CHUNK = 2_000;

    @Procedure(name = "rec.embed.nodes.stream", mode = Mode.READ)
    @Description("Streams the embedding of the text of nodes, given by a projected graph or by labels.")
    public Stream<EmbedStreamRow> stream(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        EmbedOptions options = EmbedOptions.read(configuration, false);
        TextEncoder encoder = OpenEncoders.encoder(options.encoder());
        long[] nodes = nodes(graphNameOrLabels, transaction);
        ProgressMonitor monitor = monitor("rec.embed.nodes.stream", 1, List.of("Encode"));
        monitor.phase("Encode", nodes.length);
        return chunks(nodes).onClose(monitor::close).flatMap(chunk -> {
            float[][] vectors = encoder.encode(texts(transaction, chunk, options.text()), monitor);
            return IntStream.range(0, chunk.length)
                    .mapToObj(i -> new EmbedStreamRow(chunk[i], FloatList.of(vectors[i])));
        });
    }

    @Procedure(name = "rec.embed.nodes.write", mode = Mode.WRITE)
    @Description("Writes the embedding of the text of nodes as a property, in transactions of its own: what is written"
            + " stays written when the call is ended early.")
    public Stream<EmbedWriteRow> write(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        long start = System.nanoTime();
        EmbedOptions options = EmbedOptions.read(configuration, true);
        TextEncoder encoder = OpenEncoders.encoder(options.encoder());
        long[] nodes;
        try (Transaction reading = database.beginTx()) {
            nodes = nodes(graphNameOrLabels, reading);
        }
        long preProcessing = System.nanoTime() - start;
        long compute = 0;
        long write = 0;
        long written = 0;
        try (ProgressMonitor monitor = monitor("rec.embed.nodes.write", 1, List.of("Encode and write"))) {
            TextCounts counts = new TextCounts(monitor);
            monitor.phase("Encode and write", nodes.length);
            for (long[] chunk : chunks(nodes).toList()) {
                long began = System.nanoTime();
                try (Transaction chunkTransaction = database.beginTx()) {
                    float[][] vectors = encoder.encode(texts(chunkTransaction, chunk, options.text()), counts);
                    long encoded = System.nanoTime();
                    written += write(chunkTransaction, chunk, options.writeProperty(), vectors);
                    monitor.assertRunning();
                    chunkTransaction.commit();
                    compute += encoded - began;
                    write += System.nanoTime() - encoded;
                }
            }
            return Stream.of(new EmbedWriteRow(
                    nodes.length,
                    written,
                    counts.empty(),
                    counts.truncated(),
                    preProcessing / 1_000_000,
                    compute / 1_000_000,
                    write / 1_000_000,
                    options.configuration()));
        }
    }

    private long[] nodes(Object graphNameOrLabels, Transaction reading) {
        Set<String> graphs = new TreeSet<>(graphNames());
        if (graphNameOrLabels instanceof String name && graphs.contains(name)) {
            long[] ids = projection(name).originalIds();
            Arrays.sort(ids);
            return ids;
        }
        List<?> labels =
                graphNameOrLabels instanceof List<?> several ? several : List.of(String.valueOf(graphNameOrLabels));
        return NodeSelection.byLabels(
                reading, labels.stream().map(String::valueOf).toList(), graphs);
    }

    private static Stream<long[]> chunks(long[] nodes) {
        return IntStream.iterate(0, from -> from < nodes.length, from -> from + CHUNK)
                .mapToObj(from -> Arrays.copyOfRange(nodes, from, Math.min(nodes.length, from + CHUNK)));
    }

    /** A node that is gone has an empty text. */
    private static List<String> texts(Transaction reading, long[] nodes, NodeText text) {
        return Arrays.stream(nodes)
                .mapToObj(id -> NodeIds.find(reading, id))
                .map(node -> node == null ? "" : text.of(node))
                .toList();
    }

    private static long write(Transaction writing, long[] nodes, String property, float[][] vectors) {
        long written = 0;
        for (int i = 0; i < nodes.length; i++) {
            written += VectorWriter.write(writing, nodes[i], property, vectors[i]) ? 1 : 0;
        }
        return written;
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.ProcedureCall;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.embed.EmbeddingPass.Report;
import org.graphrec.procedures.live.FloatList;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.projection.Projection;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.embed.nodes.*}: the text, picture or sound of nodes as vectors. */
public final class EmbedNodesProcedures extends CallContext {

    @Procedure(name = "rec.embed.nodes.stream", mode = Mode.READ)
    @Description(
            "Streams the embedding of the text, picture or sound of nodes, given by a projected graph or by labels. With"
                    + " chunks that are not pooled, there is a row for each chunk.")
    public Stream<EmbedStreamRow> stream(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return nodes(call("rec.embed.nodes.stream"), graphNameOrLabels, configuration, null)
                .phases("Encode")
                .reserve(NodesToEmbed::memory)
                .stream((call, nodes) -> {
            EncodingHealth health = nodes.health(call);
            if (nodes.options().keepsChunks()) {
                return new EmbeddedChunks(nodes, health).rows(transaction, begun(call, nodes));
            }
            EmbeddingPass pass = new EmbeddingPass(nodes.reading(), nodes.options(), health);
            return EmbeddingPass.chunks(begun(call, nodes))
                    .flatMap(chunk -> pass.embed(transaction, chunk).stream())
                    .filter(embedded -> embedded.vector() != null)
                    .map(embedded -> new EmbedStreamRow(
                            NodeIds.id(embedded.node()), FloatList.of(embedded.vector()), null, null));
        });
    }

    @Procedure(name = "rec.embed.nodes.stats", mode = Mode.READ)
    @Description(
            "Embeds the text, picture or sound of nodes and returns statistics of texts and vectors, without keeping the vectors.")
    public Stream<EmbedStatsRow> stats(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return nodes(call("rec.embed.nodes.stats"), graphNameOrLabels, configuration, null)
                .phases("Encode")
                .reserve(NodesToEmbed::memory)
                .row((call, nodes) -> {
                    long[] ids = begun(call, nodes);
                    long preProcessing = call.lap();
                    EncodingHealth health = nodes.health(call);
                    if (nodes.options().keepsChunks()) {
                        new EmbeddedChunks(nodes, health).rows(transaction, ids).forEach(row -> {});
                    } else {
                        new EmbeddingPass(nodes.reading(), nodes.options(), health)
                                .run(call.transactions(), ids, (tx, embedded) -> {});
                    }
                    logLanguages(nodes, health);
                    return new EmbedStatsRow(
                            ids.length,
                            health.emptyTexts(),
                            health.truncatedTexts(),
                            health.chunkedTexts(),
                            health.otherLanguageTexts(),
                            health.unreadableMedia(),
                            health.zeroVectors(),
                            health.nonFiniteVectors(),
                            health.meanPairwiseCosine(),
                            preProcessing,
                            call.lap(),
                            nodes.options().configuration());
                });
    }

    @Procedure(name = "rec.embed.nodes.mutate", mode = Mode.READ)
    @Description("Adds the embedding of the text, picture or sound of its nodes to a projected graph.")
    public Stream<EmbedMutateRow> mutate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.embed.nodes.mutate")
                .config(configuration, map -> EmbedOptions.read(map, "mutateProperty"))
                .on(options -> ontoNewProperty(graphName, options))
                .on(options -> nodes(graphName, options))
                .phases("Encode")
                .reserve(NodesToEmbed::memoryWithVectors)
                .row((call, nodes) -> {
                    long[] ids = begun(call, nodes);
                    Projection graph = nodes.projection();
                    ProjectedVectors vectors =
                            new ProjectedVectors(graph, nodes.encoder().dimension());
                    long preProcessing = call.lap();
                    EncodingHealth health = nodes.health(call);
                    Report report = new EmbeddingPass(nodes.reading(), nodes.options(), health)
                            .run(call.transactions(), ids, vectors);
                    call.lap();
                    graph.addVectors(nodes.options().target().property(), vectors.matrix());
                    logLanguages(nodes, health);
                    return new EmbedMutateRow(
                            ids.length,
                            vectors.written(),
                            health.emptyTexts(),
                            health.truncatedTexts(),
                            health.chunkedTexts(),
                            health.otherLanguageTexts(),
                            health.unreadableMedia(),
                            health.zeroVectors(),
                            health.nonFiniteVectors(),
                            health.meanPairwiseCosine(),
                            preProcessing,
                            report.computeMillis(),
                            report.sinkMillis() + call.lap(),
                            nodes.options().configuration());
                });
    }

    @Procedure(name = "rec.embed.nodes.write", mode = Mode.WRITE)
    @Description(
            "Writes the embedding of the text, picture or sound of nodes as a property, in transactions of its own. If the call ends"
                    + " early, what was written stays, and onlyStale continues from there.")
    public Stream<EmbedWriteRow> write(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return nodes(call("rec.embed.nodes.write").writes(), graphNameOrLabels, configuration, "writeProperty")
                .phases("Encode")
                .reserve(NodesToEmbed::memory)
                .row((call, nodes) -> {
                    long[] ids = begun(call, nodes);
                    long preProcessing = call.lap();
                    EncodingHealth health = nodes.health(call);
                    StoredVectors vectors = new StoredVectors(nodes.options().target());
                    EmbeddingPass pass = new EmbeddingPass(nodes.reading(), nodes.options(), health);
                    Report report = written(pass, ids, vectors, call);
                    logLanguages(nodes, health);
                    return new EmbedWriteRow(
                            ids.length,
                            vectors.written(),
                            pass.skipped(),
                            health.emptyTexts(),
                            health.truncatedTexts(),
                            health.chunkedTexts(),
                            health.otherLanguageTexts(),
                            health.unreadableMedia(),
                            health.zeroVectors(),
                            health.nonFiniteVectors(),
                            health.meanPairwiseCosine(),
                            preProcessing,
                            report.computeMillis(),
                            report.sinkMillis(),
                            nodes.options().configuration());
                });
    }

    @Procedure(name = "rec.embed.nodes.stream.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.embed.nodes.stream would need.")
    public Stream<EstimateRow> streamEstimate(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.embed.nodes.stream", graphNameOrLabels, configuration, null);
    }

    @Procedure(name = "rec.embed.nodes.stats.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.embed.nodes.stats would need.")
    public Stream<EstimateRow> statsEstimate(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.embed.nodes.stats", graphNameOrLabels, configuration, null);
    }

    @Procedure(name = "rec.embed.nodes.mutate.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.embed.nodes.mutate would need.")
    public Stream<EstimateRow> mutateEstimate(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.embed.nodes.mutate", graphNameOrLabels, configuration, "mutateProperty");
    }

    @Procedure(name = "rec.embed.nodes.write.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.embed.nodes.write would need.")
    public Stream<EstimateRow> writeEstimate(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.embed.nodes.write", graphNameOrLabels, configuration, "writeProperty");
    }

    /** Once for a call. */
    private void logLanguages(NodesToEmbed nodes, EncodingHealth health) {
        if (health.otherLanguageTexts() > 0) {
            log.warn(
                    "%d texts are in a language that the encoder `%s` was not made for, so their vectors mean little. Choose"
                            + " another encoder.",
                    health.otherLanguageTexts(), nodes.options().encoder());
        }
    }

    /** Runs the pass; where it ends early, says what is written all the same. */
    private Report written(EmbeddingPass pass, long[] nodes, StoredVectors vectors, RunningCall call) {
        try {
            return pass.run(call.transactions(), nodes, vectors);
        } catch (RuntimeException failure) {
            RuntimeException early = vectors.explained(failure);
            String so = vectors.written() + " vectors were written and stay; `onlyStale: true` continues from there.";
            log.info("`rec.embed.nodes.write` ended early: %s", so);
            if (!call.running() || early.getMessage() == null || vectors.written() == 0) {
                throw early;
            }
            // the server shows the innermost cause, so this one is none
            IllegalStateException failed = new IllegalStateException(early.getMessage() + " " + so);
            failed.addSuppressed(early);
            throw failed;
        }
    }

    private Stream<EstimateRow> estimate(
            String procedure, Object graphNameOrLabels, Map<String, Object> configuration, String targetKey) {
        return nodes(call(procedure + ".estimate"), graphNameOrLabels, configuration, targetKey)
                .row((call, nodes) -> nodes.estimate(
                        procedure, "mutateProperty".equals(targetKey) ? nodes.memoryWithVectors() : nodes.memory()));
    }

    private ProcedureCall<NodesToEmbed> nodes(
            ProcedureCall<?> call, Object graphNameOrLabels, Map<String, Object> configuration, String targetKey) {
        return call.config(configuration, map -> EmbedOptions.read(map, targetKey))
                .on(options -> nodes(graphNameOrLabels, options));
    }

    private NodesToEmbed nodes(Object graphNameOrLabels, EmbedOptions options) {
        options.content().requireKnown(transaction);
        return new NodesToEmbed(
                graphNameOrLabels, options, options.open(terminationGuard::check), graphs(), transaction);
    }

    private EmbedOptions ontoNewProperty(String graphName, EmbedOptions options) {
        projection(graphName).requireAbsent(options.target().property());
        return options;
    }

    private static long[] begun(RunningCall call, NodesToEmbed nodes) {
        long[] ids = nodes.ids();
        call.phase("Encode", ids.length);
        return ids;
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.embedding.DownloadRequest;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.config.Config;
import org.neo4j.procedure.Admin;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.encoder.*}: what turns text into vectors on this server. */
public final class EncoderProcedures extends CallContext {

    @Procedure(name = "rec.encoder.list", mode = Mode.READ)
    @Description(
            "Lists the encoders: the bundled one, those in jars next to the plugin and in the operator's folder, and the operator's"
                    + " service.")
    public Stream<EncoderRow> list() {
        return call("rec.encoder.list")
                .rows((call, nothing) -> OpenEncoders.sources().names().stream()
                        .map(EncoderRow::of)
                        .toList());
    }

    @Admin
    @Procedure(name = "rec.encoder.load", mode = Mode.READ)
    @Description("Loads an encoder before its first use. One of the folder must be approved in graph-recommender.conf.")
    public Stream<EncoderRow> load(@Name("name") String name) {
        return call("rec.encoder.load").row((call, nothing) -> {
            OpenEncoders.encoder(name, call::assertRunning);
            return EncoderRow.of(name);
        });
    }

    @Admin
    @Procedure(name = "rec.encoder.drop", mode = Mode.READ)
    @Description("Frees an encoder's memory; the next use loads it again.")
    public Stream<EncoderRow> drop(@Name("name") String name) {
        return call("rec.encoder.drop").row((call, nothing) -> {
            OpenEncoders.drop(name);
            return EncoderRow.of(name);
        });
    }

    @Admin
    @Procedure(name = "rec.encoder.download", mode = Mode.WRITE)
    @Description("Fetches an encoder into the operator's folder, from the address in graph-recommender.conf only, and"
            + " approves it until the server stops. Needs the SHA-256 of its model and tokenizer.")
    public Stream<EncoderRow> download(
            @Name("name") String name,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.encoder.download")
                .writes()
                .config(configuration, map -> request(name, map))
                .row(this::fetched);
    }

    private static DownloadRequest request(String name, Map<String, Object> configuration) {
        Config config = new Config(configuration);
        String model = config.requiredString("model");
        String modelFile = config.string("modelFile", "onnx/model.onnx");
        String modelSha256 = config.requiredString("modelSha256");
        String tokenizerSha256 = config.requiredString("tokenizerSha256");
        config.check();
        return new DownloadRequest(name, model, modelFile, modelSha256, tokenizerSha256);
    }

    private EncoderRow fetched(RunningCall call, DownloadRequest request) {
        String name = request.name();
        EncoderSources sources = OpenEncoders.sources();
        if (sources.download() == null) {
            throw new IllegalStateException("`rec.encoder.download` is off: the server's operator set no address to"
                    + " download from. Set `rec.encoder.download.base_url` and `rec.encoder.folder` in"
                    + " graph-recommender.conf, or put the files into the folder of encoders by hand."
                    + sources.problem());
        }
        if (!sources.kind(name).equals("folder")) {
            throw new IllegalArgumentException("The value of `name` must be a new name but was `" + Config.shown(name)
                    + "`, which is that of another encoder. Choose another.");
        }
        log.info("Fetching the model `%s` as the encoder `%s`.", request.model(), name);
        sources.folder().download(request, sources.download(), call::assertRunning);
        return EncoderRow.of(name);
    }
}

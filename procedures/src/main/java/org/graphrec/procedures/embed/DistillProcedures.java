// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.embedding.Distillation;
import org.graphrec.embedding.Distilled;
import org.graphrec.embedding.EncoderFolder;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.config.Config;
import org.neo4j.procedure.Admin;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.encoder.distill}: a fast encoder, made of another one. */
public final class DistillProcedures extends CallContext {

    @Admin
    @Procedure(name = "rec.encoder.distill", mode = Mode.WRITE)
    @Description("Makes a static encoder from another one, fitted to the texts of this database, and stores it in the"
            + " operator's folder. It embeds a hundred times as fast; the row says how close it comes to its teacher.")
    public Stream<DistillRow> distill(
            @Name("name") String name,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.encoder.distill")
                .writes()
                .config(configuration, DistillConfig::read)
                .threads(config -> config.options().concurrency())
                .phases("Read", "Encode", "Fit")
                .on(this::texts)
                .reserve(TextsToDistill::memory)
                .row((call, texts) -> distilled(name, texts, call));
    }

    private TextsToDistill texts(DistillConfig config) {
        if (config.text() != null) {
            config.text().requireKnown(transaction);
        }
        return new TextsToDistill(config, OpenEncoders.encoder(config.teacher(), terminationGuard::check), transaction);
    }

    private static DistillRow distilled(String name, TextsToDistill texts, RunningCall call) {
        EncoderFolder folder = folder(name);
        List<String> read = texts.read(call);
        long reading = call.lap();
        call.phase("Encode", read.size() + (long) Distillation.tokens(texts.teacher()));
        long[] encoding = {0};
        Distilled distilled =
                Distillation.of(texts.teacher(), read, texts.config().options(), call, () -> {
                    encoding[0] = call.lap();
                    call.phase("Fit", 1);
                });
        call.assertRunning();
        folder.keep(name, distilled);
        long fitting = call.lap();
        return DistillRow.of(
                OpenEncoders.encoder(name, call::assertRunning),
                distilled,
                texts.config(),
                reading,
                encoding[0],
                fitting);
    }

    /** Where it is to be stored, which is known before the work begins. */
    private static EncoderFolder folder(String name) {
        EncoderSources sources = OpenEncoders.sources();
        if (sources.folder() == null) {
            throw new IllegalStateException("`rec.encoder.distill` needs a folder to store encoders in: set"
                    + " `rec.encoder.folder` in graph-recommender.conf and restart the server." + sources.problem());
        }
        sources.folder().requireNew(name);
        if (!sources.kind(name).equals("folder")) {
            throw new IllegalArgumentException("The value of `name` must be a new name but was `" + Config.shown(name)
                    + "`, which is that of another encoder. Choose another.");
        }
        return sources.folder();
    }
}

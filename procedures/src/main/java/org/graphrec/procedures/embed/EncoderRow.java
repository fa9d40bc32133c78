package org.graphrec.procedures.embed;

import java.util.Map;
import org.graphrec.embedding.EncoderException;
import org.graphrec.embedding.EncoderFiles;
import org.graphrec.embedding.TextEncoder;

/**
 * A row of `rec.encoder.*`. Dimension and fingerprint are null until the encoder is loaded; `files` has the SHA-256 of each
 * file, for `rec.encoder.approved_sha256`; `problem` is null where the files can be used once they are approved.
 */
public record EncoderRow(
        String name,
        String kind,
        boolean loaded,
        boolean approved,
        Long dimension,
        String fingerprint,
        Map<String, Object> files,
        String problem) {

    static EncoderRow of(String name) {
        EncoderSources sources = OpenEncoders.sources();
        String kind = sources.kind(name);
        TextEncoder open = OpenEncoders.ifOpen(name);
        Map<String, Object> files = Map.of();
        boolean approved = true;
        String problem = null;
        if (kind.equals("folder")) {
            try {
                EncoderFiles found = sources.folder().files(name);
                approved = found.approved();
                kind = found.isStatic() ? "static" : kind;
                files = Map.of(found.modelFile(), found.modelSha256(), "tokenizer.json", found.tokenizerSha256());
            } catch (EncoderException unusable) {
                // one folder that is wrong must not hide the others
                approved = false;
                problem = unusable.getMessage();
            }
        }
        return new EncoderRow(
                name,
                kind,
                open != null,
                approved,
                open == null ? null : (long) open.dimension(),
                open == null ? null : open.fingerprint(),
                files,
                problem);
    }
}

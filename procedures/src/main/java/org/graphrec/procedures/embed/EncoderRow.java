// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.List;
import java.util.Map;
import org.graphrec.embedding.Encoder;
import org.graphrec.embedding.EncoderException;
import org.graphrec.embedding.EncoderFiles;
import org.graphrec.embedding.Tower;

/**
 * A row of `rec.encoder.*`. Dimension and fingerprint are null until the encoder is loaded; `reads` says whether it is for texts, pictures or sounds; `files` has the SHA-256 of each
 * file, for `rec.encoder.approved_sha256`; `problem` is null where the files can be used once they are approved.
 */
public record EncoderRow(
        String name,
        String kind,
        List<String> reads,
        boolean loaded,
        boolean approved,
        Long dimension,
        String fingerprint,
        Map<String, Object> files,
        String problem) {

    static EncoderRow of(String name) {
        EncoderSources sources = OpenEncoders.sources();
        String kind = sources.kind(name);
        Encoder open = OpenEncoders.ifOpen(name);
        Map<String, Object> files = Map.of();
        List<String> reads = List.of(Tower.TEXT.words());
        boolean approved = true;
        String problem = null;
        if (kind.equals("folder")) {
            try {
                EncoderFiles found = sources.folder().files(name);
                approved = found.approved();
                kind = found.isStatic() ? "static" : kind;
                files = Map.copyOf(found.sha256());
                reads = found.reads().stream().map(Tower::words).toList();
            } catch (EncoderException unusable) {
                // one folder that is wrong must not hide the others
                approved = false;
                problem = unusable.getMessage();
            }
        }
        return new EncoderRow(
                name,
                kind,
                reads,
                open != null,
                approved,
                open == null ? null : (long) open.dimension(),
                open == null ? null : open.fingerprint(),
                files,
                problem);
    }
}

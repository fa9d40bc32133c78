// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.Map;
import org.graphrec.embedding.Agreement;
import org.graphrec.embedding.Distilled;
import org.graphrec.embedding.TextEncoder;

/**
 * The row of `rec.encoder.distill`. How near it comes to its teacher is measured on texts held out of a first fit; null where
 * there were too few texts.
 */
public record DistillRow(
        String name,
        String teacher,
        long dimension,
        long textCount,
        long heldOutTexts,
        Double meanCosine,
        Double overlapAt10,
        String fingerprint,
        long preProcessingMillis,
        long computeMillis,
        long fitMillis,
        Map<String, Object> configuration) {

    static DistillRow of(
            TextEncoder encoder, Distilled distilled, DistillConfig config, long reading, long encoding, long fitting) {
        Agreement agreement = distilled.agreement();
        boolean measured = agreement.texts() > 0;
        return new DistillRow(
                encoder.name(),
                config.teacher(),
                encoder.dimension(),
                distilled.texts(),
                agreement.texts(),
                measured ? agreement.meanCosine() : null,
                measured ? agreement.overlap() : null,
                encoder.fingerprint(),
                reading,
                encoding,
                fitting,
                config.configuration());
    }
}

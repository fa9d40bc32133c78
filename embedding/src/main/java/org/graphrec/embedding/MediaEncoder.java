// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.List;

/** Turns pictures or sounds into vectors; those that look or sound alike get a high cosine. */
public interface MediaEncoder extends Encoder {

    /** What it reads: {@link Tower#IMAGE} or {@link Tower#AUDIO}. */
    Tower reads();

    /**
     * The vectors of many pictures or sounds.
     *
     * @param contents the bytes of files: PNG, JPEG, GIF and BMP, or WAV
     * @param concurrency native runs of this call at the same time, at least 1; more than the encoder has count as all
     * @return {@code [contents.size()][dimension]}; null where one cannot be read, which the monitor hears, and all NaN where
     *     the model gives no finite numbers
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    float[][] encode(List<byte[]> contents, int concurrency, EncodingMonitor monitor);
}

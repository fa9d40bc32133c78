// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.List;

/**
 * Says how well texts answer a query by reading each of them together with it, which is slower and more exact than comparing
 * vectors. Its dimension is 1.
 */
public interface CrossEncoder extends Encoder {

    /**
     * The relevance of texts.
     *
     * @param texts a null or blank element has relevance 0
     * @param concurrency native runs of this call at the same time, at least 1
     * @return {@code [texts.size()]}, from 0 to 1, the same whatever the other texts are; NaN where the model gives no finite
     *     number
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    float[] relevance(String query, List<String> texts, int concurrency, EncodingMonitor monitor);
}

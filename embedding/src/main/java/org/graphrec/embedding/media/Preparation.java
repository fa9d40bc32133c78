// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.media;

import java.util.List;
import java.util.function.BooleanSupplier;

/** Turns the bytes of a picture or sound into what a model reads. */
public interface Preparation {

    /**
     * The tensors of one picture or sound.
     *
     * @param stopped whether nobody waits for the result any more
     * @return one for a picture, one per window for a sound; each as long as the product of {@link #shape}, but that the
     *     last size of a sound may be smaller
     * @throws UnreadableMediaException where it is none
     */
    Prepared prepare(byte[] content, BooleanSupplier stopped);

    /** The sizes of one tensor, that of the batch included: {@code [1, 3, height, width]} or {@code [1, samples]}. */
    long[] shape();

    /**
     * What was made of one.
     *
     * @param tensors one or more
     * @param cut whether something of it was left out
     */
    record Prepared(List<float[]> tensors, boolean cut) {}
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.List;

/**
 * Turns texts into vectors of one fixed dimension; texts that mean similar things get a high cosine.
 *
 * <p>Every vector has unit length, except that of an empty or blank text (null included), which is all zeros, and, in
 * the calls for many texts, that of a text for which the model gives no finite numbers, which is all NaN. A text has the same vector,
 * within 1e-5 per component, alone or among any others, at any number of threads.
 */
public interface TextEncoder extends Encoder {

    /**
     * The vector of one text of content.
     *
     * @return {@code [dimension]}; zeros when the text is empty or blank
     */
    float[] encode(String text);

    /**
     * The vector of a search text. Differs from {@link #encode(String)} only for encoders that were trained with
     * separate prompts for queries and passages.
     *
     * @return {@code [dimension]}; zeros when the text is empty or blank
     */
    default float[] encodeQuery(String text) {
        return encodeQuery(text, EncodingMonitor.SILENT);
    }

    /**
     * The same for a caller who may not want to wait to the end.
     *
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    default float[] encodeQuery(String text, EncodingMonitor monitor) {
        return encode(text);
    }

    /**
     * What the model itself gives to a text without words. Other runtimes return this for the empty text; {@link
     * #encode(String)} gives zeros instead, since by this vector all texts without words would count as alike.
     *
     * @return {@code [dimension]}; zeros where an encoder cannot say
     */
    default float[] wordless() {
        return new float[dimension()];
    }

    /** The most tokens of a text that it reads, without those that stand for its beginning and end. */
    default int mostTokens() {
        return Integer.MAX_VALUE;
    }

    /**
     * How many tokens texts have, each by itself, without those that stand for beginning and end.
     *
     * @throws EncoderException where an encoder cannot say, as that of a service
     */
    default int[] tokenCounts(List<String> texts) {
        throw new EncoderException("The encoder `" + name() + "` does not report where its tokens begin, so"
                + " `chunk` needs another encoder: the bundled one, or one from the folder.");
    }

    /**
     * The vectors of many texts of content.
     *
     * @param texts in any order and of any length; a null element counts as empty
     * @return {@code [texts.size()][dimension]}, row i belongs to text i
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    default float[][] encode(List<String> texts, EncodingMonitor monitor) {
        return encode(texts, Integer.MAX_VALUE, monitor);
    }

    /**
     * The vectors of many texts of content, with no more than a part of the encoder's threads, so that a long call leaves
     * room for others. The vectors do not depend on it.
     *
     * @param concurrency native runs or requests of this call at the same time, at least 1; more than the encoder has
     *     count as all of them
     */
    float[][] encode(List<String> texts, int concurrency, EncodingMonitor monitor);
}

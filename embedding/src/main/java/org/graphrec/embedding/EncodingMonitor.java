// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.concurrent.CancellationException;
import org.graphrec.base.ProgressListener;
import org.graphrec.embedding.media.UnreadableMediaException;

/**
 * What an encoder tells its caller during a long call, and asks of it: the only channel out besides the vectors.
 *
 * <p>All methods are called by the thread that called the encoder, and only by that one. It asks {@link #running} every
 * 20 ms; the call ends with a {@link CancellationException} within one second after the answer became false.
 */
public interface EncodingMonitor extends ProgressListener {

    /** Hears nothing and never stops. */
    EncodingMonitor SILENT = new EncodingMonitor() {
        @Override
        public void advance(long texts) {}

        @Override
        public boolean running() {
            return true;
        }
    };

    /** {@code texts} more texts have their vector; each text is told exactly once, an empty one too. */
    @Override
    void advance(long texts);

    /** {@code texts} more texts were empty or blank and got the zero vector. */
    default void empty(int texts) {}

    /** {@code texts} more texts were longer than the encoder reads; only their beginning counted. */
    default void truncated(int texts) {}

    /** {@code texts} more texts were encoded in several chunks. */
    default void chunked(int texts) {}

    /** One more picture or sound could not be read; it has no vector. */
    default void unreadable(UnreadableMediaException.Reason reason) {}
}

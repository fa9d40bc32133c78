// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

/** An encoder cannot be loaded or cannot run; the message names the encoder and the step that failed. */
public final class EncoderException extends RuntimeException {

    public EncoderException(String message) {
        super(message);
    }

    public EncoderException(String message, Throwable cause) {
        super(message, cause);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

/** A model file cannot be read or written; the message names the cause and no path of the server. */
public final class ModelFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Reason {
        /** The bytes are not those that were written, or were never a model. */
        CORRUPT,
        /** A later version of this software wrote the file. */
        NEWER,
        /** There is no such file. */
        MISSING,
        /** What is there is no plain file of its own: a link, a folder, a pipe. */
        REFUSED,
        /** The disk has no room. */
        FULL,
        /** The operating system failed. */
        FAILED
    }

    private final Reason reason;

    public ModelFileException(Reason reason, String message) {
        this(reason, message, null);
    }

    public ModelFileException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What stands in the way. */
    public Reason reason() {
        return reason;
    }

    /** What is wrong with the bytes. */
    public static ModelFileException corrupt(String what) {
        return new ModelFileException(Reason.CORRUPT, "The model file is corrupt: " + what + ".");
    }
}

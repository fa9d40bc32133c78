// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.media;

/** A picture or sound that cannot be read; calls count it and go on. */
public final class UnreadableMediaException extends RuntimeException {

    /** Why. */
    public enum Reason {
        /** It begins as none of the formats that are read. */
        UNKNOWN_FORMAT("unknown format"),
        /** It ends too early, contradicts itself, or uses what its format allows and this plugin does not read. */
        CORRUPT("corrupt"),
        /** A picture of other colours than red, green and blue, or grey: one for print, in cyan, magenta, yellow and black. */
        OTHER_COLOURS("colours for print"),
        /** It declares more pixels or windows, or has more bytes, than are read. */
        TOO_LARGE("too large"),
        /** There is no file of that name in the operator's folder. */
        NO_FILE("no such file"),
        /** The file must not be read: a link, a device, or a path that leads out of the folder. */
        REFUSED_FILE("refused file");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** As users read it. */
        public String words() {
            return words;
        }
    }

    private final Reason reason;

    public UnreadableMediaException(Reason reason) {
        super(reason.words());
        this.reason = reason;
    }

    public UnreadableMediaException(Reason reason, Throwable cause) {
        super(reason.words(), cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}

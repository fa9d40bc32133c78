// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.changes;

import java.util.function.LongConsumer;

/** What changed since a moment; where that is not known, everything did. */
public interface Changes {
    /** Of which nothing is known, so that everything may have changed at any time. */
    Changes UNKNOWN = new Changes() {
        @Override
        public long now() {
            return 0;
        }

        @Override
        public boolean touchedSince(long nodeId, long moment) {
            return true;
        }

        @Override
        public boolean anySince(long moment) {
            return true;
        }

        @Override
        public Touch touchedSinceMillis(long nodeId, long millis) {
            return Touch.UNKNOWN;
        }

        @Override
        public boolean anySinceMillis(long millis) {
            return true;
        }

        @Override
        public boolean forEachSince(long moment, LongConsumer visitor) {
            return false;
        }
    };

    /** A moment to ask about later. Whoever reads the database after this call sees all that counts as older. */
    long now();

    /** Whether a node was changed after a moment that {@link #now} gave, or may have been. */
    boolean touchedSince(long nodeId, long moment);

    /** Whether any node was. */
    boolean anySince(long moment);

    /** Whether a node was changed at a time of day or after, in milliseconds since 1970. */
    Touch touchedSinceMillis(long nodeId, long millis);

    /** Whether any node was, or may have been. */
    boolean anySinceMillis(long millis);

    /**
     * Visits the nodes that were changed after a moment, or may have been; some more than once. The visitor must be
     * quick, as commits wait for it.
     *
     * @return false where there are too many, or it is not known: nothing was visited then
     */
    boolean forEachSince(long moment, LongConsumer visitor);
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.changes;

/** Whether a node has changed. */
public enum Touch {
    YES,
    NO,
    /** It is too long ago, or there were too many changes since. */
    UNKNOWN
}

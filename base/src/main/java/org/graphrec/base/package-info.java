// SPDX-License-Identifier: GPL-3.0-only
/** What {@code embedding} and {@code training} both need; depends on the JDK only. */
package org.graphrec.base;

/** What {@code embedding} and {@code training} both need; depends on the JDK only. */
package org.graphrec.base;

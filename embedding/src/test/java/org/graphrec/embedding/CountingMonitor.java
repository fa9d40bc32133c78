// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

/** Adds up what an encoder tells, and stops it after a number of texts. */
final class CountingMonitor implements EncodingMonitor {

    int encoded;
    int empty;
    int truncated;
    int chunked;
    private final int stopAfter;

    CountingMonitor() {
        this(Integer.MAX_VALUE);
    }

    CountingMonitor(int stopAfter) {
        this.stopAfter = stopAfter;
    }

    @Override
    public void advance(long texts) {
        encoded += (int) texts;
    }

    @Override
    public void empty(int texts) {
        empty += texts;
    }

    @Override
    public void truncated(int texts) {
        truncated += texts;
    }

    @Override
    public void chunked(int texts) {
        chunked += texts;
    }

    @Override
    public boolean running() {
        return encoded < stopAfter;
    }
}

package org.graphrec.procedures.embed;

import java.util.concurrent.atomic.LongAdder;
import org.graphrec.embedding.EncodingMonitor;

/** Counts the odd texts of a call and passes the rest on. */
final class TextCounts implements EncodingMonitor {
    private final EncodingMonitor monitor;
    private final LongAdder empty = new LongAdder();
    private final LongAdder truncated = new LongAdder();

    TextCounts(EncodingMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public void encoded(int texts) {
        monitor.encoded(texts);
    }

    @Override
    public boolean running() {
        return monitor.running();
    }

    @Override
    public void assertRunning() {
        monitor.assertRunning();
    }

    @Override
    public void empty(int texts) {
        empty.add(texts);
    }

    @Override
    public void truncated(int texts) {
        truncated.add(texts);
    }

    long empty() {
        return empty.sum();
    }

    long truncated() {
        return truncated.sum();
    }
}

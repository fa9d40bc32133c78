// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Fails one call, or that one and all after it; writes half of what it was given before. */
final class FailingStorage implements Storage {
    private final Storage inner;
    private final int failing;
    private final boolean forGood;
    private int calls;

    FailingStorage(Storage inner, int failing, boolean forGood) {
        this.inner = inner;
        this.failing = failing;
        this.forGood = forGood;
    }

    /** Whether the call that fails was ever made. */
    boolean failed() {
        return calls > failing;
    }

    private boolean fails() {
        int call = calls++;
        return forGood ? call >= failing : call == failing;
    }

    private void call() throws IOException {
        if (fails()) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public List<String> names() throws IOException {
        call();
        return inner.names();
    }

    @Override
    public boolean exists(String name) throws IOException {
        call();
        return inner.exists(name);
    }

    @Override
    public Input open(String name) throws IOException {
        call();
        Input in = inner.open(name);
        return new Input() {
            @Override
            public long size() throws IOException {
                call();
                return in.size();
            }

            @Override
            public int read(ByteBuffer into, long position) throws IOException {
                call();
                return in.read(into, position);
            }

            @Override
            public void close() throws IOException {
                in.close();
                call();
            }
        };
    }

    @Override
    public Output create(String name) throws IOException {
        call();
        Output out = inner.create(name);
        return new Output() {
            @Override
            public void write(ByteBuffer from) throws IOException {
                if (fails()) {
                    out.write(from.duplicate().limit(from.position() + from.remaining() / 2));
                    throw new IOException("No space left on device");
                }
                out.write(from);
            }

            @Override
            public void force() throws IOException {
                call();
                out.force();
            }

            @Override
            public void close() throws IOException {
                out.close();
                call();
            }
        };
    }

    @Override
    public void rename(String from, String to) throws IOException {
        call();
        inner.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        call();
        inner.delete(name);
    }

    @Override
    public void force() throws IOException {
        call();
        inner.force();
    }

    @Override
    public long free() throws IOException {
        call();
        return inner.free();
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.io.IOException;
import java.util.List;

/** Hands every call on; doubles change what they need. */
class ForwardingStorage implements Storage {
    private final Storage inner;

    ForwardingStorage(Storage inner) {
        this.inner = inner;
    }

    @Override
    public List<String> names() throws IOException {
        return inner.names();
    }

    @Override
    public boolean exists(String name) throws IOException {
        return inner.exists(name);
    }

    @Override
    public Input open(String name) throws IOException {
        return inner.open(name);
    }

    @Override
    public Output create(String name) throws IOException {
        return inner.create(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        inner.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        inner.delete(name);
    }

    @Override
    public void force() throws IOException {
        inner.force();
    }

    @Override
    public long free() throws IOException {
        return inner.free();
    }
}

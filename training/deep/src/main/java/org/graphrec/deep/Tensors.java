// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;

/** Owns what PyTorch allocates for some work, on any threads, until closed; nothing is left to the garbage collector. */
final class Tensors implements AutoCloseable {

    private final Queue<PointerScope> scopes = new ConcurrentLinkedQueue<>();

    /**
     * Runs work, and keeps all that it makes until this is closed.
     *
     * @throws IllegalStateException when PyTorch is not there or does not load, with the way out
     */
    <T> T keep(Supplier<T> work) {
        Torch.load();
        PointerScope scope = new PointerScope();
        scopes.add(scope);
        try {
            return work.get();
        } finally {
            // off this thread; what it owns stays until it is closed again
            scope.extend().close();
        }
    }

    /** Runs work, and frees all that it made. */
    static <T> T within(Supplier<T> work) {
        try (Tensors tensors = new Tensors()) {
            return tensors.keep(work);
        }
    }

    @Override
    public void close() {
        scopes.forEach(PointerScope::close);
    }
}

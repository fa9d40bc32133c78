// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.io.IOException;
import java.nio.file.Path;
import org.graphrec.training.Monitor;

/** Stores one model after the other under one name, until it is killed; says the number of each once it is stored. */
final class StoringProcess {
    static final String KEY = "m";

    private StoringProcess() {}

    /** A model of about 3 MB whose every element depends on its number. */
    static TensorFile model(int number) {
        return Samples.file(number, 180_000);
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        FolderStorage storage = FolderStorage.within(Path.of(arguments[0]), "models");
        if (!storage.lock()) {
            throw new IllegalStateException("Another process stores here.");
        }
        TensorStore store = new TensorStore(storage);
        store.recover();
        for (int number = Integer.parseInt(arguments[1]); ; number++) {
            store.put(KEY, model(number), Monitor.SILENT);
            System.out.println(number);
        }
    }
}

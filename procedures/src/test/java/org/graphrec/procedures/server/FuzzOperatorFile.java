// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A target of Jazzer: any bytes as graph-recommender.conf are read or refused. */
public final class FuzzOperatorFile {
    private static Path folder;

    private FuzzOperatorFile() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory("graphrec-fuzz");
        }
        Files.write(folder.resolve(OperatorSettings.FILE), data);
        try {
            OperatorSettings.read(folder);
        } catch (IllegalArgumentException refused) {
            // said in words
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.graphrec.base.Json;
import org.graphrec.training.Monitor;
import org.graphrec.training.registry.ModelCodec;

/**
 * A target of Jazzer: any bytes as a model file are read or refused; also where their checksums are right, as somebody may have
 * made them so.
 */
public final class FuzzModelFile {
    private static final List<String> KINDS =
            List.of("itemGraph", "userKnn", "blend", "mf", "itemVectors", "content", "popularity");

    private FuzzModelFile() {}

    public static void fuzzerTestOneInput(byte[] data) {
        read(data);
        // as the description of tensors over 4 KiB, with checksums that are right
        String tensors = new String(data, StandardCharsets.US_ASCII);
        TensorFile file = read(Forged.file("'format':'1'", tensors, new byte[4096]));
        if (file != null) {
            for (String kind : KINDS) {
                try {
                    ModelCodec.decode(new ModelParts(kind, Map.of(), file.tensors()), null);
                } catch (ModelFileException refused) {
                    // said in words
                }
            }
        }
        try {
            Json.readObject(tensors);
        } catch (ModelFileException | IllegalArgumentException refused) {
            // likewise
        }
    }

    private static TensorFile read(byte[] bytes) {
        MemoryStorage disk = new MemoryStorage();
        disk.files().put("m.safetensors", bytes);
        try {
            return new TensorStore(disk).get("m", Monitor.SILENT);
        } catch (ModelFileException refused) {
            return null;
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.graphrec.training.Monitor;
import org.junit.jupiter.api.Test;

/** What Jazzer's target is given in every build; {@code mvn -Pfuzz} searches on from here. */
class FuzzModelFileTest {
    private static final List<String> HEADERS = List.of(
            "",
            ",'x':{'dtype':'F32','shape':[32,32],'data_offsets':[0,4096]}",
            ",'x':{'dtype':'I64','shape':[512],'data_offsets':[0,4096]}",
            ",'offsets':{'dtype':'I32','shape':[512],'data_offsets':[0,2048]},"
                    + "'targets':{'dtype':'I32','shape':[512],'data_offsets':[2048,4096]}",
            ",'counts':{'dtype':'I32','shape':[1024],'data_offsets':[0,4096]}",
            ",'users':{'dtype':'F32','shape':[0,64],'data_offsets':[0,0]},"
                    + "'items':{'dtype':'F32','shape':[16,64],'data_offsets':[0,4096]}");

    @Test
    void readsOrRefusesAnyHeader() {
        Random random = new Random(1);
        for (String header : HEADERS) {
            byte[] whole = header.replace('\'', '"').getBytes(StandardCharsets.US_ASCII);
            for (int change = 0; change < 1_500; change++) {
                requireSaid(changed(whole, change, random));
            }
        }
    }

    @Test
    void readsOrRefusesAnyChangeOfAFile() {
        MemoryStorage disk = new MemoryStorage();
        new TensorStore(disk).put("m", Samples.file(1), Monitor.SILENT);
        Random random = new Random(2);
        for (int change = 0; change < 1_500; change++) {
            requireSaid(changed(disk.files().get("m.safetensors"), change, random));
        }
    }

    private static byte[] changed(byte[] whole, int change, Random random) {
        byte[] bytes = Arrays.copyOf(whole, change % 3 == 2 ? random.nextInt(whole.length + 1) : whole.length);
        for (int i = change == 0 ? 0 : random.nextInt(5); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte)
                    (change % 2 == 0 ? "0123456789-,:{}[]\"eE.".charAt(random.nextInt(21)) : random.nextInt(128));
        }
        return bytes;
    }

    private static void requireSaid(byte[] bytes) {
        assertThatCode(() -> FuzzModelFile.fuzzerTestOneInput(bytes))
                .as(new String(bytes, StandardCharsets.ISO_8859_1))
                .doesNotThrowAnyException();
    }
}

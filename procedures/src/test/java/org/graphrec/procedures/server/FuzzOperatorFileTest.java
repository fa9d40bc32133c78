// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.server;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What Jazzer's target is given in every build; {@code mvn -Pfuzz} searches on from here. */
class FuzzOperatorFileTest {
    private static final List<String> FILES = List.of(
            "rec.encoder.threads=3\nrec.encoder.crash_limit=2\nrec.memory.heap_share=0.25\n",
            "rec.encoder.folder=/tmp\nrec.encoder.approved_sha256=" + "ab".repeat(32) + ",\n",
            "rec.encoder.remote.base_url=https://example.org/v1\nrec.encoder.remote.model=m\nrec.encoder.remote.key=k\n",
            "rec.encoder.folder=/tmp\nrec.encoder.download.base_url=https://example.org/{model}\n",
            "rec.model.store_location=/tmp\nrec.model.export_location=/tmp\n",
            "rec.encoder.natives_folder=C\\:\\\\x \\u0041\n");

    @Test
    void isReadOrRefusedWhateverIsInIt() {
        Random random = new Random(1);
        for (String file : FILES) {
            byte[] whole = file.getBytes(StandardCharsets.UTF_8);
            for (int change = 0; change < 400; change++) {
                byte[] bytes = Arrays.copyOf(whole, change % 3 == 2 ? random.nextInt(whole.length) : whole.length);
                for (int i = change == 0 ? 0 : random.nextInt(4); i > 0 && bytes.length > 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte)
                            (change % 2 == 0 ? "\\=:#!\n /%.u0".charAt(random.nextInt(12)) : random.nextInt(256));
                }
                assertThatCode(() -> FuzzOperatorFile.fuzzerTestOneInput(bytes))
                        .as(new String(bytes, StandardCharsets.ISO_8859_1))
                        .doesNotThrowAnyException();
            }
        }
    }
}

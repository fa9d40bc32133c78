// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.data;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What Jazzer's target is given in every build; {@code mvn -Pfuzz} searches on from here. */
class FuzzLoadersTest {
    private static final List<String> FILES = List.of(
            "\0<project><groupId>a</groupId><artifactId>b</artifactId><version>${v}</version><properties><v>${w}</v><w>${v}</w>"
                    + "</properties><dependencies><dependency><groupId>${a}</groupId><artifactId>c</artifactId></dependency>"
                    + "</dependencies></project>",
            "\0<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><project>&e;</project>",
            "\1movieId,title,genres\n1,\"A \"\"b\"\" (2000)\",Drama|Comedy\n2,B,(no genres listed)\n",
            "\2userId,movieId,rating,timestamp\n1,1,4.0,5\n2,1,0.5,9223372036854775807\n");

    private static final String SPECIAL = "<>/\"&;,\n${}-9.e";

    @Test
    void readOrRefuseAnyFile() {
        Random random = new Random(1);
        for (String file : FILES) {
            byte[] whole = file.getBytes(StandardCharsets.UTF_8);
            for (int change = 0; change < 500; change++) {
                byte[] bytes =
                        Arrays.copyOf(whole, change % 3 == 2 ? 1 + random.nextInt(whole.length - 1) : whole.length);
                for (int i = change == 0 ? 0 : random.nextInt(4); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte)
                            (change % 2 == 0 ? SPECIAL.charAt(random.nextInt(SPECIAL.length())) : random.nextInt(256));
                }
                assertThatCode(() -> FuzzLoaders.fuzzerTestOneInput(bytes))
                        .as(new String(bytes, StandardCharsets.ISO_8859_1))
                        .doesNotThrowAnyException();
            }
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What Jazzer's target is given in every build; {@code mvn -Pfuzz -Dfuzz.target=...FuzzExpression} searches on from here. */
class FuzzExpressionTest {
    @Test
    void staysWhatItIsWithinAStatementWhateverIsInIt() throws IOException {
        List<String> texts = new ArrayList<>(Lines.of("legitimate-expressions.txt"));
        texts.addAll(Lines.of("legitimate-patterns.txt"));
        texts.addAll(Lines.of("hostile-expressions.txt"));
        texts.addAll(Lines.of("hostile-patterns.txt"));
        Random random = new Random(1);
        int taken = 0;
        for (int round = 0; round < 20_000; round++) {
            String text = crossed(texts, random);
            assertThatCode(() -> FuzzExpression.fuzzerTestOneInput(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .doesNotThrowAnyException();
            taken += taken(text) ? 1 : 0;
        }
        // both ways out are tried
        assertThat(taken).isBetween(1_000, 19_000);
    }

    /** The beginning of one text and the end of another, and sometimes a character that means something between them. */
    static String crossed(List<String> texts, Random random) {
        String first = texts.get(random.nextInt(texts.size()));
        String second = texts.get(random.nextInt(texts.size()));
        int mark = random.nextInt(40);
        return first.substring(0, random.nextInt(first.length() + 1))
                + (mark < 24 ? "'\"`\\/*\n\r()[]{}.,:;|$- u0".substring(mark, mark + 1) : "")
                + second.substring(random.nextInt(second.length() + 1));
    }

    private static boolean taken(String text) {
        try {
            Expression.parse(text, true);
            return true;
        } catch (CypherProblem refused) {
            return false;
        }
    }
}

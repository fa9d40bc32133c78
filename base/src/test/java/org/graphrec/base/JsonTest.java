// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void readsBackWhatWasWritten() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "line\nbreak \"quoted\" \\ tab\t \u00e9 \ud83d\ude00 \ud800 lone \u0000");
        map.put("", List.of(List.of(), Map.of()));
        map.put("numbers", List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 0.1, -0.0, 1e300, Double.MIN_VALUE, 5.0));
        map.put("others", Arrays.asList(true, false, null));
        assertThat(Json.read(Json.write(map))).isEqualTo(map);
        assertThat(Json.write(map)).matches("[ -~]*");
    }

    @Test
    void readsBlanksWhereverTheyMayStand() {
        String spread = " \n{ \t\"a\" \r: [ 1 , [ ] , { } , \"x\" ] ,\n \"b\" : { \"c\" : null } } ";
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("a", List.of(1L, List.of(), Map.of(), "x"));
        expected.put("b", Collections.singletonMap("c", null));
        assertThat(Json.read(spread)).isEqualTo(expected);
    }

    @Test
    void keepsEveryDoubleBitByBit() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Json.read(Json.write(value))).as("%s", value).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "{,}",
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "-",
                "--1",
                "nul",
                "True",
                "\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\uff\"",
                "\"open",
                "{\"a\":1 \"b\":2}",
                "{}x",
                "[1e]",
                "\"a\nb\"",
                "{\"a\":1,\"a\":2}",
                "1 1",
                "{} x",
                "9223372036854775808",
                "1e999",
                "-1e999",
                "NaN",
                "Infinity",
                "'a'",
                "[1}",
                "{\"a\":1]",
                "/**/1",
                "\u00a01",
                "\"\\u\uff10123\"",
                "\u0661"
            })
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonException.class);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Json.read("[")).hasMessage("The JSON text ends too early.");
        assertThatThrownBy(() -> Json.read("[1 2]")).hasMessage("The JSON text has a syntax error at character 3.");
        assertThatThrownBy(() -> Json.read("{\"a\":1,\"a\":2}")).hasMessage("The JSON text has a duplicate key.");
        assertThatThrownBy(() -> Json.read("1e999")).hasMessage("The JSON text has a number that is too large.");
        assertThatThrownBy(() -> Json.readObject("[]")).hasMessage("The JSON text is not an object.");
    }

    @Test
    void roundsLargeWholeNumbersWhereThatIsAskedFor() {
        assertThat(Json.readRounding("[1000000000000000019884624838656, 12345678901234567, 0.5]"))
                .isEqualTo(List.of(1e30, 12345678901234567L, 0.5));
        assertThatThrownBy(() -> Json.readRounding("1e999")).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.readRounding("9".repeat(400))).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.readRounding("01")).isInstanceOf(JsonException.class);
    }

    @Test
    void refusesTooManyLevelsInsteadOfOverflowing() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThatThrownBy(() -> Json.read(deep)).hasMessageContaining("more than 32 levels");
        assertThat(Json.read("[".repeat(33) + "]".repeat(33))).isNotNull();
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            list = new ArrayList<>(List.of(list));
        }
        List<Object> tooDeep = list;
        assertThatThrownBy(() -> Json.write(tooDeep)).hasMessage("JSON must have at most 32 levels.");
    }

    @Test
    void writesNoNumberThatIsNotFinite() {
        for (Object value : List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)) {
            assertThatThrownBy(() -> Json.write(Map.of("x", value)))
                    .hasMessage("JSON has finite numbers only but one was `" + value + "`.");
        }
        assertThatThrownBy(() -> Json.write(new int[0])).hasMessage("JSON has no int[].");
    }

    @Test
    void survivesAnyText() {
        String alphabet = "{}[]\",:\\u0123456789eE+-. tfn\n";
        Random random = new Random(2);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = random.nextInt(12); c >= 0; c--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                Object value = Json.read(text.toString());
                assertThat(Json.read(Json.write(value))).isEqualTo(value);
            } catch (JsonException refused) {
                assertThat(refused).hasMessage("The JSON text " + refused.problem() + ".");
            }
        }
    }
}

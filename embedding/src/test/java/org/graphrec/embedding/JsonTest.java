package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void readsEveryKindOfValue() {
        Map<String, Object> object = Json.readObject(
                " {\"a\": [1, -2.5e3, true, false, null], \"b\\u0041\\n\": {\"c\": \"\\\"\\\\\\/ \u4e2d\"}, \"d\": []} ");
        assertThat(object.get("a")).asString().isEqualTo("[1.0, -2500.0, true, false, null]");
        assertThat(object.get("bA\n")).isEqualTo(Map.of("c", "\"\\/ \u4e2d"));
        assertThat(object.get("d")).isEqualTo(List.of());
    }

    @Test
    void readsBackWhatItQuotes() {
        String text = "quote \" slash \\ line \n bell \u0007 pair \ud83d\ude80 accent \u00e9";
        assertThat(Json.read(Json.quoted(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,",
                "[1 2]",
                "{\"a\"}",
                "{\"a\":1,}",
                "\"open",
                "\"\\x\"",
                "\"\\u12g4\"",
                "tru",
                "1 2",
                "{}x",
                "-",
                "\"a\nb\""
            })
    void refusesBrokenText(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.read(text)).withMessageStartingWith("The JSON text");
    }

    @Test
    void refusesDeepNesting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.read("[".repeat(100_000)))
                .withMessage("The JSON text nests deeper than 64.");
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {

    @Test
    void returnsDefaultsForWhatIsNotGiven() {
        Config config = new Config(Map.of());
        assertThat(config.integer("k", 10, 1, 100)).isEqualTo(10);
        assertThat(config.string("query", null)).isNull();
        assertThat(config.flag("excludeSeen", true)).isTrue();
        assertThat(config.strings("textProperties", List.of("title"))).containsExactly("title");
        assertThat(config.numbers("iterationWeights")).isNull();
        config.check();
        assertThat(config.effective()).containsOnlyKeys("k", "excludeSeen", "textProperties");
    }

    @Test
    void namesParameterValueAndRange() {
        assertProblem(Map.of("k", 0L), "The value of `k` must be between 1 and 100 but was `0`.");
        assertProblem(Map.of("k", "ten"), "The value of `k` must be an Integer but was `ten`.");
        assertProblem(Map.of("k", 2.5), "The value of `k` must be an Integer but was `2.5`.");
        assertProblem(Map.of("k", Long.MAX_VALUE), "but was `9223372036854775807`.");
        assertProblem(Map.of("fraction", Double.NaN), "The value of `fraction` must be between 0 and 1 but was `NaN`.");
        assertProblem(Map.of("names", List.of()), "The value of `names` must be a non-empty String or a list");
        assertProblem(Map.of("names", List.of(1L)), "but was `[1]`.");
    }

    @Test
    void takesAnEmptyListWhereNoneIsTheDefault() {
        Config config = new Config(Map.of("featureProperties", List.of()));
        assertThat(config.strings("featureProperties", List.of())).isEmpty();
        config.check();
    }

    @Test
    void answersACallForHelpWithWhatItReads() {
        Config config = new Config(Map.of("help", true));
        config.requiredString("modelName");
        config.integer("k", 10, 1, 100);
        config.strings("featureProperties", List.of("embedding"));
        config.string("query", null);
        config.object("exclude", "Node or list of Nodes");
        HelpRequested help = catchThrowableOfType(HelpRequested.class, config::check);
        assertThat(help.answer("rec.recommend.stream")).hasMessage("""
                        The configuration of this call has these keys.
                        `modelName`, String, mandatory: Name of the new model; must not be in use.
                        `k`, Integer from 1 to 100, default `10`: Number of items per user.
                        `featureProperties`, String or list of Strings, default `['embedding']`: Properties of the \
                        projection that hold vectors; several are concatenated.
                        `query`, String, optional: Free text that the texts of the items are compared with.
                        `exclude`, Node or list of Nodes, optional: Items that this call must not recommend.""");
    }

    @Test
    void explainsAKeyAsTheProcedureReadsIt() {
        Config config = new Config(Map.of("help", true));
        config.integer("layers", 2, 1, 10);
        HelpRequested help = catchThrowableOfType(HelpRequested.class, config::check);
        assertThat(help.answer("rec.propagate.write"))
                .hasMessageEndingWith("`layers`, Integer from 1 to 10, default `2`: Number of hops that vectors are"
                        + " propagated.");
        assertThat(help.answer("rec.train"))
                .hasMessageEndingWith("Number of propagation layers; of a transformer, the number of blocks.");
    }

    @Test
    void suggestsTheKeyThatWasMeant() {
        assertProblem(Map.of("K2", 1L), "Unexpected configuration key: `K2`. Did you mean `k`?");
        assertProblem(
                Map.of("zzzzzzzz", 1L),
                "Unexpected configuration key: `zzzzzzzz`. There is: `fraction`, `k`, `kind`, `names`.");
    }

    @Test
    void suggestsTheWordThatWasMeant() {
        assertProblem(
                Map.of("kind", "iteGraph"),
                "The value of `kind` must be one of `auto`, `itemGraph` but was `iteGraph`. Did you mean `itemGraph`?");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        Map<String, Object> map = new HashMap<>(Map.of("k", 0L, "kid", 1L, "fraction", 7.0));
        assertThatThrownBy(() -> read(map))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`kid`")
                .hasMessageContaining("`k` must")
                .hasMessageContaining("`fraction` must");
    }

    @Test
    void saysWhatAMandatoryParameterIsMissing() {
        Config config = new Config(Map.of("modelNam", "m"));
        config.requiredString("modelName");
        assertThatThrownBy(config::check)
                .hasMessage(
                        "Unexpected configuration key: `modelNam`. Did you mean `modelName`? No value specified for the"
                                + " mandatory configuration parameter `modelName`.");
    }

    @Test
    void showsTheBeginningOfWhatWouldNotFitIntoMemory() {
        // one text, twenty thousand times: forty gigabytes where all of it is written
        List<String> list = Collections.nCopies(20_000, "x".repeat(1_000_000));
        assertThat(Config.shown(Map.of("a", list)))
                .startsWith("{a=[xxx")
                .hasSize(83)
                .endsWith("...");
        assertThat(Config.shown(List.of(1, List.of("a", Map.of("k", 2))))).isEqualTo("[1, [a, {k=2}]]");
        assertThat(Config.shown(null)).isEqualTo("null");
        assertThat(Config.shown("a\n  b")).isEqualTo("a b");
    }

    @Test
    void saysHowManyProblemsItLeavesOut() {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            map.put("key" + i, i);
        }
        assertThatThrownBy(() -> new Config(map).check())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("… and 1988 more problems.")
                .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(2_000));
    }

    @Test
    void showsLongValuesShort() {
        assertThat(Config.shown("a\nb".repeat(1000))).hasSizeLessThan(100).doesNotContain("\n");
    }

    private static void assertProblem(Map<String, Object> map, String message) {
        assertThatThrownBy(() -> read(map))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static void read(Map<String, Object> map) {
        Config config = new Config(map);
        config.integer("k", 10, 1, 100);
        config.choice("kind", "auto", List.of("auto", "itemGraph"));
        config.number("fraction", 0.1, 0, 1);
        config.strings("names", List.of("a name"));
        config.check();
    }

    @Test
    void givesWhatWasGiven() {
        assertThat(new Config(Map.of("k", "text")).requiredString("k")).isEqualTo("text");
        assertThat(new Config(Map.of("k", "text")).string("k", "other")).isEqualTo("text");
        assertThat(new Config(Map.of("k", "MEAN")).choice("k", "sum", List.of("sum", "mean")))
                .isEqualTo("mean");
        assertThat(new Config(Map.of("k", List.of("a", "b"))).strings("k", List.of("c")))
                .containsExactly("a", "b");
        assertThat(new Config(Map.of("k", "a")).strings("k", List.of("c"))).containsExactly("a");
        assertThat(new Config(Map.of("k", List.of("B", "b", "A"))).choices("k", List.of("a", "b", "c")))
                .containsExactly("b", "a");
        assertThat(new Config(Map.of("k", List.of(1L, 2.5))).numbers("k")).containsExactly(1.0, 2.5);
        assertThat(new Config(Map.of("k", 7L)).integer("k", 1, 0, 9)).isEqualTo(7);
        assertThat(new Config(Map.of("k", -7)).seed("k", 1)).isEqualTo(-7);
        assertThat(new Config(Map.of("k", 7L)).seed("k", 1)).isEqualTo(7);
        assertThat(new Config(Map.of("k", 0.5)).number("k", 1, 0, 1)).isEqualTo(0.5);
        assertThat(new Config(Map.of("k", true)).flag("k", false)).isTrue();
        assertThat(new Config(Map.of("k", false)).flag("k", true)).isFalse();
        assertThat(new Config(Map.of("k", Map.of("a", 1L))).map("k")).isEqualTo(Map.of("a", 1L));
        assertThat(new Config(Map.of("k", 3L)).object("k")).isEqualTo(3L);
    }

    @Test
    void givesTheDefaultWhereNothingWasGiven() {
        Config config = new Config(Map.of());
        assertThat(config.string("a", "other")).isEqualTo("other");
        assertThat(config.choice("b", "sum", List.of("sum", "mean"))).isEqualTo("sum");
        assertThat(config.strings("c", List.of("x"))).containsExactly("x");
        assertThat(config.choices("d", List.of("x"))).isEmpty();
        assertThat(config.numbers("e")).isNull();
        assertThat(config.integer("f", 3, 0, 9)).isEqualTo(3);
        assertThat(config.seed("g", 42)).isEqualTo(42);
        assertThat(config.number("h", 0.25, 0, 1)).isEqualTo(0.25);
        assertThat(config.flag("i", true)).isTrue();
        assertThat(config.map("j")).isEmpty();
        assertThat(config.object("k")).isNull();
        config.check();
        assertThat(config.effective())
                .isEqualTo(Map.of(
                        "a",
                        "other",
                        "b",
                        "sum",
                        "c",
                        List.of("x"),
                        "d",
                        List.of(),
                        "f",
                        3,
                        "g",
                        42L,
                        "h",
                        0.25,
                        "i",
                        true));
    }

    @Test
    void takesBothEndsOfARangeAndNothingBeyond() {
        for (long end : new long[] {2, 5}) {
            Config config = new Config(Map.of("k", end));
            assertThat(config.integer("k", 3, 2, 5)).isEqualTo((int) end);
            assertThat(config.number("k", 3, 2, 5)).isEqualTo((double) end);
            config.check();
        }
        for (Object beyond : new Object[] {1L, 6L, "3", 2.5}) {
            Config config = new Config(Map.of("k", beyond));
            assertThat(config.integer("k", 3, 2, 5)).isEqualTo(3);
            assertThatThrownBy(config::check).hasMessageContaining("`k` must be");
        }
        for (Object beyond : new Object[] {1.9, 5.1, Double.NaN, "3"}) {
            Config config = new Config(Map.of("k", beyond));
            assertThat(config.number("k", 3, 2, 5)).isEqualTo(3);
            assertThatThrownBy(config::check).hasMessageContaining("`k` must be");
        }
    }

    @Test
    void refusesWhatIsOfAnotherType() {
        Object[] wrong = {Map.of(), List.of(), List.of(1L, "b"), List.of(Double.NaN), "x"};
        for (Object value : wrong) {
            Config config = new Config(Map.of("k", value));
            assertThat(config.numbers("k")).isNull();
            assertThatThrownBy(config::check).hasMessageContaining("list of finite numbers");
        }
        Config config = new Config(Map.of("k", 1.5));
        assertThat(config.seed("k", 9)).isEqualTo(9);
        assertThat(config.flag("k", true)).isTrue();
        assertThat(config.map("k")).isEmpty();
        assertThat(config.strings("k", List.of("c"))).containsExactly("c");
        assertThat(config.string("k", "c")).isEqualTo("c");
        assertThat(config.choices("k", List.of("a"))).isEmpty();
        assertThatThrownBy(config::check)
                .hasMessageContaining("an Integer")
                .hasMessageContaining("a Boolean")
                .hasMessageContaining("a Map")
                .hasMessageContaining("a non-empty String or a list of them");
        Config unknown = new Config(Map.of("k", List.of("a", "z")));
        assertThat(unknown.choices("k", List.of("a", "b"))).containsExactly("a");
        assertThatThrownBy(unknown::check).hasMessageContaining("`z`");
    }
}

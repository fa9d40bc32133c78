// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {

    @Test
    void readsTheMavenRepositoryAndEndsUnlessToldOtherwise() {
        DemoOptions options = DemoOptions.from(properties("user.home", "/home/ada"));
        assertThat(options.repository()).isEqualTo(Path.of("/home/ada/.m2/repository"));
        assertThat(options.movieLens()).isEmpty();
        assertThat(options.films()).isTrue();
        assertThat(options.stay()).isFalse();
    }

    @Test
    void takesAFlagWithoutValueForTrue() {
        assertThat(DemoOptions.from(properties("user.home", "/", "rec.stay", ""))
                        .stay())
                .isTrue();
    }

    @Test
    void showsNoFilmsBesideThoseOfMovieLens() {
        assertThat(DemoOptions.from(properties("user.home", "/", "rec.movielens", "ml"))
                        .films())
                .isFalse();
    }

    @Test
    void refusesAFlagThatIsNeither() {
        assertThatThrownBy(() -> DemoOptions.from(properties("user.home", "/", "rec.stay", "yes")))
                .hasMessage("The value of `rec.stay` must be `true` or `false` but was `yes`.");
    }

    private static Properties properties(String... entries) {
        var properties = new Properties();
        for (int i = 0; i < entries.length; i += 2) {
            properties.setProperty(entries[i], entries[i + 1]);
        }
        return properties;
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void fillsEachPlaceWithItsProperty() {
        Template template = Template.parse("{title} ({year}). {plot} By {title}!");
        assertThat(template.names()).containsExactly("title", "year", "plot", "title");
        Map<String, String> film = Map.of("title", "Alien", "year", "1979", "plot", "In space.");
        assertThat(template.fill(film::get)).isEqualTo("Alien (1979). In space. By Alien!");
    }

    @Test
    void isEmptyWhenEveryPropertyIs() {
        assertThat(Template.parse("A film called {title}.").fill(property -> " "))
                .isEmpty();
        assertThat(Template.parse("{title}. {plot}").fill(property -> property.equals("plot") ? "Dark." : ""))
                .isEqualTo(". Dark.");
    }

    @Test
    void mustNameAProperty() {
        assertThatThrownBy(() -> Template.parse("title"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The value of `template` must name properties in braces, such as `{title}. {plot}`,"
                        + " but was `title`.");
    }
}

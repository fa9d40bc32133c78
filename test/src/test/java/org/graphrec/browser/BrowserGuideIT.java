// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graphrec.endtoend.RunningServer;
import org.graphrec.endtoend.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Plays the guide in the server's own Browser, and looks at the graph of recommendations it draws. */
@ExtendWith(RunningServer.class)
class BrowserGuideIT {
    private static final Path GUIDE = Path.of("../cypher-examples/browser/guide.html");
    private static final Path PICTURES =
            Path.of(Boolean.getBoolean("rec.update") ? "../cypher-examples/browser" : "target/browser");

    @Test
    void playsTheGuideAndDrawsRecommendations(TestServer cypher, @TempDir Path folder) throws IOException {
        var chromium = DrivenChromium.installed();
        if (chromium.isEmpty()) {
            System.out.println(
                    "BrowserGuideIT: the guide is not played, as there is no Chromium with its driver on the path.");
            assumeTrue(false, "no Chromium");
        }
        Path profile = Files.createDirectory(folder.resolve("profile"));
        try (var guide = new GuideServer(GUIDE);
                var browser = BrowserWindow.logIn(chromium.get(), profile, cypher.server())) {
            browser.command(":play " + guide.uri());
            int played = 0;
            do {
                for (WebElement statement : browser.statements()) {
                    play(statement, browser);
                    played++;
                }
            } while (browser.nextSlide());
            assertThat(played).isGreaterThan(6);
        }
    }

    private static void play(WebElement statement, BrowserWindow browser) throws IOException {
        String code = statement.getDomProperty("textContent");
        String answer = browser.play(statement);
        assertThat(answer).as("%s", code).doesNotContain("ERROR");
        if (code.contains("RETURN path")) {
            browser.await(By.cssSelector("[data-testid='frame'] svg .node"));
            browser.awaitStillness();
        }
        if (code.contains("rec.recommend.stream") && !code.contains("path")) {
            assertThat(browser.answer("Station Zero")).contains("cold");
            browser.saveNewest(PICTURES.resolve("recommended.png"));
        } else if (code.contains("rec.explain.stream")) {
            browser.saveNewest(PICTURES.resolve("explained.png"));
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.graphrec.server.StandaloneServer;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Neo4j Browser in a window: what a person can do in it. */
final class BrowserWindow implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final ChromeDriver driver;

    private BrowserWindow(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Opens the server's Browser and logs in. */
    static BrowserWindow logIn(DrivenChromium chromium, Path profile, StandaloneServer server) {
        var window = new BrowserWindow(chromium.open(profile));
        window.driver.get(server.browserUri().toString());
        window.await(testId("password"));
        window.fill("username", server.user());
        window.fill("password", server.password());
        window.await(testId("connect")).click();
        // the guide to start with is shown once Browser is connected
        window.until(
                "Browser to connect",
                browser -> window.frames().stream()
                        .anyMatch(frame -> frame.getText().contains(":play start")));
        window.await(By.cssSelector("[data-testid='activeEditor'] textarea"));
        return window;
    }

    /** Types a command of one line into the editor and runs it. */
    void command(String line) {
        int frames = frames().size();
        WebElement editor = await(By.cssSelector("[data-testid='activeEditor'] textarea"));
        editor.sendKeys(line);
        run(frames);
    }

    /** Turns to the guide's next slide; false where there is none. */
    boolean nextSlide() {
        List<WebElement> buttons = driver.findElements(testId("nextSlide"));
        if (buttons.isEmpty() || !buttons.get(0).isEnabled()) {
            return false;
        }
        driver.executeScript("arguments[0].click()", buttons.get(0));
        return true;
    }

    /** The statements of the guide's slide. */
    List<WebElement> statements() {
        await(By.cssSelector("[data-testid='frame'] pre.runnable"));
        return driver.findElements(By.cssSelector("[data-testid='frame'] pre.runnable"));
    }

    /** Clicks a statement of a guide, which puts it into the editor, and runs it; returns what its frame shows. */
    String play(WebElement statement) {
        int frames = frames().size();
        driver.executeScript("arguments[0].click()", statement);
        run(frames);
        return answer("");
    }

    /**
     * Waits until the newest frame shows an answer with {@code part} in it. The line of times below an answer is drawn
     * before the answer is, so it is no sign of one.
     */
    String answer(String part) {
        return until("an answer with \"" + part + "\"", window -> {
            try {
                String shown = newest().findElement(testId("frameContents")).getText();
                return shown.isBlank() || !shown.contains(part) ? null : shown;
            } catch (NoSuchElementException | StaleElementReferenceException replaced) {
                return null;
            }
        });
    }

    /** Waits until nodes of a drawn graph stand where they stood half a second ago. */
    void awaitStillness() {
        String[] before = {""};
        until("the graph to come to rest", window -> {
            String places = window.findElements(By.cssSelector("[data-testid='frame'] svg .node")).stream()
                    .map(node -> node.getDomAttribute("transform"))
                    .collect(Collectors.joining());
            boolean still = places.equals(before[0]);
            before[0] = places;
            return still;
        });
    }

    /** A picture of the frame with the latest answer. */
    void saveNewest(Path file) throws IOException {
        write(file, newest().getScreenshotAs(OutputType.BYTES));
    }

    private WebElement newest() {
        return frames().get(0);
    }

    private static void write(Path file, byte[] picture) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, picture);
    }

    WebElement await(By locator) {
        return until(
                locator + " to appear",
                window -> window.findElements(locator).stream().findFirst().orElse(null));
    }

    /** Waits; what is on the screen at the end of the patience stays in {@code target/browser/failed.png}. */
    private <T> T until(String what, ExpectedCondition<T> condition) {
        try {
            return new WebDriverWait(driver, PATIENCE)
                    .withMessage("for " + what)
                    .until(condition);
        } catch (TimeoutException e) {
            try {
                write(Path.of("target/browser/failed.png"), driver.getScreenshotAs(OutputType.BYTES));
            } catch (IOException unsaved) {
                e.addSuppressed(unsaved);
            }
            throw e;
        }
    }

    static By testId(String id) {
        return By.cssSelector("[data-testid='" + id + "']");
    }

    private void run(int framesBefore) {
        await(testId("editor-Run")).click();
        until(
                "a frame with the answer",
                window -> frames().size() > framesBefore
                        && newest().findElements(testId("spinner")).isEmpty());
    }

    private List<WebElement> frames() {
        return driver.findElements(testId("frame"));
    }

    private void fill(String id, String text) {
        WebElement field = await(testId(id));
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    @Override
    public void close() {
        driver.quit();
    }
}

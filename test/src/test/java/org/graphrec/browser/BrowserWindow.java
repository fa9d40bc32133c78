package org.graphrec.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.graphrec.server.StandaloneServer;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Neo4j Browser in a window: what a person can do in it. */
final class BrowserWindow implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

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

    /** The statements of the guide in the newest frame. */
    List<WebElement> statements() {
        await(By.cssSelector("[data-testid='frame'] pre.runnable"));
        return driver.findElements(By.cssSelector("[data-testid='frame'] pre.runnable"));
    }

    /** Clicks a statement of a guide, which puts it into the editor, and runs it; returns the text of its frame. */
    String play(WebElement statement) {
        int frames = frames().size();
        driver.executeScript("arguments[0].click()", statement);
        run(frames);
        return newest().getText();
    }

    WebElement newest() {
        return frames().get(0);
    }

    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    void save(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, picture());
    }

    ChromeDriver driver() {
        return driver;
    }

    WebElement await(By locator) {
        return new WebDriverWait(driver, PATIENCE)
                .until(window ->
                        window.findElements(locator).stream().findFirst().orElse(null));
    }

    static By testId(String id) {
        return By.cssSelector("[data-testid='" + id + "']");
    }

    private void run(int framesBefore) {
        await(testId("editor-Run")).click();
        new WebDriverWait(driver, PATIENCE)
                .until(window -> frames().size() > framesBefore
                        && newest().findElements(testId("spinner")).isEmpty()
                        && newest().findElements(By.cssSelector("[data-testid='frame-loaded-contents']"))
                                        .size()
                                == 1);
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

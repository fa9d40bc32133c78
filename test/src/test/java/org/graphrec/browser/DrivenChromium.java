// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Chromium and its driver as the machine has them on its path. */
record DrivenChromium(Path binary, Path driver) {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;

    static Optional<DrivenChromium> installed() {
        return onPath("chromium", "chromium-browser", "google-chrome")
                .flatMap(binary -> onPath("chromedriver").map(driver -> new DrivenChromium(binary, driver)));
    }

    /** A window of its own, with an empty profile that lies in {@code profile}, and without calls to its maker. */
    ChromeDriver open(Path profile) {
        var options = new ChromeOptions();
        options.setBinary(binary.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile,
                "--window-size=" + WIDTH + "," + HEIGHT);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options);
    }

    private static Optional<Path> onPath(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Chromium without a window, each run with a profile of its own that is deleted afterwards. */
public final class Chromium {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int PATIENCE_SECONDS = 120;

    private final Path binary;

    private Chromium(Path binary) {
        this.binary = binary;
    }

    /** The one on the path, if any. */
    public static Optional<Chromium> installed() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Chromium::new);
    }

    /** How a page is looked at. */
    public enum Scheme {
        LIGHT(1),
        DARK(0);

        private final int blink;

        Scheme(int blink) {
            this.blink = blink;
        }
    }

    /** Takes a picture of the top left of a page. */
    public void picture(String address, Path png, int width, int height, Scheme scheme) {
        run(List.of(
                "--hide-scrollbars",
                "--blink-settings=preferredColorScheme=" + scheme.blink,
                "--window-size=" + width + "," + height,
                "--screenshot=" + png.toAbsolutePath(),
                address));
    }

    /**
     * The document of a page after it was laid out, as HTML.
     *
     * @param proxy where every request goes, as host:port
     */
    public String document(String address, String proxy) {
        return run(List.of("--proxy-server=" + proxy, "--proxy-bypass-list=<-loopback>", "--dump-dom", address));
    }

    private String run(List<String> arguments) {
        Path profile = null;
        try {
            profile = Files.createTempDirectory("chromium");
            Path output = profile.resolve("output");
            List<String> command = new ArrayList<>(List.of(
                    binary.toString(),
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-default-apps",
                    "--disable-extensions",
                    "--user-data-dir=" + profile.resolve("profile")));
            command.addAll(arguments);
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(profile.resolve("errors").toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("Chromium did not end within " + PATIENCE_SECONDS + " seconds.");
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Chromium was running.", interrupted);
        } finally {
            delete(profile);
        }
    }

    /** The browser's last processes may still write; what they leave is in the folder of temporary files. */
    private static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException stillUsed) {
            // nothing depends on it
        }
    }
}

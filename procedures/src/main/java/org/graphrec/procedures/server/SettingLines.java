// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.server;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.graphrec.procedures.config.Suggestions;

/** The lines of the operator's file, each read as what it is to be. What is wrong is told by the name of its line. */
final class SettingLines {
    private final Properties lines;

    private SettingLines(Properties lines) {
        this.lines = lines;
    }

    /**
     * Reads a file; one that does not exist has no lines.
     *
     * @throws IllegalArgumentException when it cannot be read, or has a line that is none of {@code keys}
     */
    static SettingLines read(Path file, List<String> keys) {
        Properties lines = lines(file);
        for (String key : lines.stringPropertyNames().stream().sorted().toList()) {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException(
                        "There is no setting `" + key + "`." + Suggestions.didYouMeanOneOf(key, keys));
            }
        }
        return new SettingLines(lines);
    }

    private static Properties lines(Path file) {
        Properties lines = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                lines.load(reader);
            } catch (CharacterCodingException notText) {
                throw new IllegalArgumentException("It is not UTF-8 text.", notText);
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("It cannot be read: " + unreadable.getMessage(), unreadable);
            }
        }
        return lines;
    }

    /** Without blanks around it; empty where there is no such line. */
    String text(String key) {
        return lines.getProperty(key, "").strip();
    }

    /** With the blanks around it. */
    String whole(String key) {
        return lines.getProperty(key, "");
    }

    int number(String key, int usual, int least, int most) {
        String text = text(key);
        if (text.isEmpty()) {
            return usual;
        }
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException("The value of `" + key + "` must be between " + least + " and " + most
                    + " but was `" + text + "`.");
        }
        return number;
    }

    Set<String> several(String key) {
        return Arrays.stream(text(key).split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    Path existingFolder(String key) {
        String text = text(key);
        if (text.isEmpty()) {
            return null;
        }
        Path folder = null;
        try {
            folder = Path.of(text);
        } catch (InvalidPathException broken) {
            // told below
        }
        if (folder == null || !folder.isAbsolute() || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("The value of `" + key
                    + "` must be an existing folder with an absolute path but was `" + text
                    + "`. On Windows, write `/` or `\\\\` between folders.");
        }
        return folder;
    }

    Path writableFolder(String key) {
        Path folder = existingFolder(key);
        if (folder != null && !Files.isWritable(folder)) {
            throw new IllegalArgumentException("The value of `" + key
                    + "` must be a folder that the server can write to but was `" + folder + "`.");
        }
        return folder;
    }

    /** Java's own message would show the address, and with it what somebody may have put into it. */
    static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException(
                    "The value of `baseUrl` must be an http or https address without user, query or fragment.");
        }
    }

    /** A message with the names of lines for those of parameters. */
    static String named(String message, Map<String, String> names) {
        String text = message;
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getKey(), "`" + name.getValue() + "`");
        }
        return text;
    }
}

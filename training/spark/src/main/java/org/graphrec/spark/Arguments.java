// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.graphrec.base.Json;
import org.graphrec.base.JsonException;

/**
 * What a job was called with: `--name value`, again and again. Names that are none of the job's are options of `rec.train`, whose values
 * are read as JSON where they are JSON, and else as text.
 */
final class Arguments {
    private final Map<String, String> given;

    private Arguments(Map<String, String> given) {
        this.given = given;
    }

    /**
     * Reads the words after the command.
     *
     * @param environment by name, null for what is not there
     */
    static Arguments of(List<String> words, UnaryOperator<String> environment) {
        Map<String, String> given = new LinkedHashMap<>();
        environment(given, "user", environment.apply("NEO4J_USER"));
        environment(given, "password", environment.apply("NEO4J_PASSWORD"));
        List<String> once = new ArrayList<>();
        for (int at = 0; at < words.size(); at += 2) {
            String name = words.get(at);
            if (!name.startsWith("--") || name.length() < 3) {
                throw new JobException("Options have the form `--name value`, but `" + name + "` does not.");
            }
            if (at + 1 == words.size()) {
                throw new JobException("No value specified for `" + name + "`.");
            }
            if (once.contains(name)) {
                throw new JobException("The option `" + name + "` is given twice.");
            }
            once.add(name);
            given.put(name.substring(2), words.get(at + 1));
        }
        return new Arguments(given);
    }

    private static void environment(Map<String, String> given, String name, String value) {
        if (value != null) {
            given.put(name, value);
        }
    }

    /** Takes an option that must be there. */
    String required(String name, String meaning) {
        String value = given.remove(name);
        if (value == null || value.isBlank()) {
            throw new JobException("No value specified for `--" + name + "`: " + meaning + ".");
        }
        return value;
    }

    /** Takes an option, or what stands for it. */
    String optional(String name, String otherwise) {
        String value = given.remove(name);
        return value == null ? otherwise : value;
    }

    /** Takes a whole number of at least 1, or what stands for it. */
    int whole(String name, int otherwise) {
        String value = given.remove(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException none) {
            // told below
        }
        throw new JobException(
                "The value of `--" + name + "` must be a whole number of at least 1 but was `" + value + "`.");
    }

    /** Takes one of a few words. */
    String choice(String name, String otherwise, List<String> words) {
        String value = optional(name, otherwise);
        if (!words.contains(value)) {
            throw new JobException("The value of `--" + name + "` must be one of `" + String.join("`, `", words)
                    + "` but was `" + value + "`.");
        }
        return value;
    }

    /** Takes a JSON object, or the name of a file with one, that must be there. */
    Map<String, Object> requiredObject(String name, String meaning) {
        given.put(name, required(name, meaning));
        return object(name);
    }

    /** Takes a JSON object, or the name of a file with one; null where there is none. */
    Map<String, Object> object(String name) {
        String value = given.remove(name);
        if (value == null) {
            return null;
        }
        try {
            return Json.readObject(value.stripLeading().startsWith("{") ? value : Files.readString(Path.of(value)));
        } catch (IOException missing) {
            throw new JobException(
                    "The value of `--" + name + "` must be the name of a file that can be read but was `" + value
                            + "`.",
                    missing);
        } catch (JsonException wrong) {
            throw new JobException(
                    "The value of `--" + name + "` must be a JSON object, or a file with one, but `" + value + "` "
                            + wrong.problem() + ".",
                    wrong);
        }
    }

    /** Takes all that is left, as options of `rec.train`. */
    Map<String, Object> rest() {
        Map<String, Object> options = new LinkedHashMap<>();
        given.forEach((name, value) -> options.put(name, json(value)));
        given.clear();
        return options;
    }

    /** Rejects what nobody took. */
    void requireAllTaken() {
        if (!given.isEmpty()) {
            throw new JobException("Unexpected option: `--" + String.join("`, `--", given.keySet()) + "`.");
        }
    }

    private static Object json(String value) {
        try {
            return Json.read(value);
        } catch (JsonException text) {
            return value;
        }
    }
}

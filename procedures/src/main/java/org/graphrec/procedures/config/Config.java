// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.graphrec.training.architecture.Settings;

/**
 * One call's configuration map. Each reader names a key, its type and its range; a wrong value is remembered and the default
 * returned, so that {@link #check} can report all problems of the call together, unknown keys among them.
 *
 * <p>What the readers ask for is also what a call with {@code {help: true}} is told: every key with its type, its range, its
 * default and its meaning.
 */
public final class Config implements Settings {
    private static final int LONGEST_VALUE_SHOWN = 80;
    private static final int MOST_PROBLEMS_SHOWN = 12;

    private final Map<String, Object> map;
    private final Map<String, ConfigKey> keys = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Object> effective = new LinkedHashMap<>();

    public Config(Map<String, Object> map) {
        this.map = map == null ? Map.of() : map;
    }

    /** A mandatory text. */
    public String requiredString(String key) {
        Object value = value(ConfigKey.mandatory(key, "String"));
        if (value == null) {
            problems.add("No value specified for the mandatory configuration parameter `" + key + "`.");
            return "";
        }
        return text(key, value, "");
    }

    /** An optional text. */
    public String string(String key, String fallback) {
        return text(key, value(ConfigKey.optional(key, "String", fallback)), fallback);
    }

    private String text(String key, Object value, String fallback) {
        if (value == null) {
            return effective(key, fallback);
        }
        if (value instanceof String text && !text.isBlank()) {
            return effective(key, text);
        }
        return wrong(key, "a non-empty String", value, fallback);
    }

    /** One of a few words, compared without case. */
    @Override
    public String choice(String key, String fallback, List<String> words) {
        String type = "one of `" + String.join("`, `", words) + "`";
        String text = text(key, value(ConfigKey.optional(key, type, fallback)), fallback);
        for (String word : words) {
            if (word.equalsIgnoreCase(text)) {
                return effective(key, word);
            }
        }
        problems.add("The value of `" + key + "` must be one of `" + String.join("`, `", words) + "` but was `"
                + shown(text) + "`." + Suggestions.didYouMean(text, words));
        return fallback;
    }

    /** A list of texts; a single text counts as a list of one. It may be empty where the fallback is. */
    public List<String> strings(String key, List<String> fallback) {
        Object value = value(ConfigKey.optional(key, "String or list of Strings", fallback));
        if (value == null) {
            return effective(key, fallback);
        }
        List<?> list = value instanceof List<?> several ? several : List.of(value);
        boolean texts = list.stream().allMatch(entry -> entry instanceof String text && !text.isBlank());
        if (!texts || (list.isEmpty() && !fallback.isEmpty())) {
            return wrong(key, "a non-empty String or a list of them", value, fallback);
        }
        return effective(key, list.stream().map(String.class::cast).toList());
    }

    /** Some of a few words, each once and compared without case; empty when not given. */
    @Override
    public List<String> choices(String key, List<String> words) {
        List<String> chosen = new ArrayList<>();
        for (String text : strings(key, List.of())) {
            String word =
                    words.stream().filter(text::equalsIgnoreCase).findFirst().orElse(null);
            if (word == null) {
                problems.add("The value of `" + key + "` must be of `" + String.join("`, `", words) + "` but was `"
                        + shown(text) + "`." + Suggestions.didYouMeanOneOf(text, words));
            } else if (!chosen.contains(word)) {
                chosen.add(word);
            }
        }
        return chosen;
    }

    /** A list of numbers, or null when not given. */
    @Override
    public List<Double> numbers(String key) {
        Object value = value(ConfigKey.optional(key, "list of Floats", null));
        if (value == null) {
            return null;
        }
        if (!(value instanceof List<?> list) || list.isEmpty() || !list.stream().allMatch(Config::finite)) {
            return wrong(key, "a non-empty list of finite numbers", value, null);
        }
        effective.put(key, list);
        return list.stream().map(entry -> ((Number) entry).doubleValue()).toList();
    }

    /** A whole number in [{@code least}, {@code most}]. */
    @Override
    public int integer(String key, int fallback, int least, int most) {
        Object value = value(ConfigKey.optional(key, "Integer from " + least + " to " + most, fallback));
        return value == null ? effective(key, fallback) : integer(key, value, fallback, least, most);
    }

    private int integer(String key, Object value, int fallback, int least, int most) {
        if (!(value instanceof Long || value instanceof Integer)) {
            return wrong(key, "an Integer", value, fallback);
        }
        long number = ((Number) value).longValue();
        if (number < least || number > most) {
            return wrong(key, "between " + least + " and " + most, value, fallback);
        }
        return effective(key, (int) number);
    }

    /** A whole number in [{@code least}, {@code most}], or none. */
    public OptionalInt integer(String key, int least, int most) {
        Object value = value(ConfigKey.optional(key, "Integer from " + least + " to " + most, null));
        return value == null ? OptionalInt.empty() : OptionalInt.of(integer(key, value, least, least, most));
    }

    /** Any whole number, such as a seed. */
    public long seed(String key, long fallback) {
        Object value = value(ConfigKey.optional(key, "Integer", fallback));
        if (value == null) {
            return effective(key, fallback);
        }
        return value instanceof Long || value instanceof Integer
                ? effective(key, ((Number) value).longValue())
                : wrong(key, "an Integer", value, fallback);
    }

    /** A number in [{@code least}, {@code most}]. */
    @Override
    public double number(String key, double fallback, double least, double most) {
        String type = most == Double.MAX_VALUE ? "Float" : "Float from " + plain(least) + " to " + plain(most);
        Object value = value(ConfigKey.optional(key, type, Double.isNaN(fallback) ? null : Double.valueOf(fallback)));
        if (value == null) {
            return effective(key, fallback);
        }
        if (!(value instanceof Number given)) {
            return wrong(key, "a Number", value, fallback);
        }
        double number = given.doubleValue();
        // written so that NaN is refused as well
        if (!(number >= least && number <= most)) {
            return wrong(key, "between " + plain(least) + " and " + plain(most), value, fallback);
        }
        return effective(key, number);
    }

    /** True or false. */
    public boolean flag(String key, boolean fallback) {
        Object value = value(ConfigKey.optional(key, "Boolean", fallback));
        if (value == null) {
            return effective(key, fallback);
        }
        return value instanceof Boolean flag ? effective(key, flag) : wrong(key, "a Boolean", value, fallback);
    }

    /** A map of anything, such as query parameters; empty when not given. */
    public Map<String, Object> map(String key) {
        Object value = value(ConfigKey.optional(key, "Map", null));
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> given)) {
            return wrong(key, "a Map", value, Map.of());
        }
        Map<String, Object> map = new LinkedHashMap<>();
        given.forEach((name, entry) -> map.put(String.valueOf(name), entry));
        return map;
    }

    /** Adds a value that the caller has interpreted to {@link #effective()}. */
    public void inForce(String key, Object value) {
        effective(key, value);
    }

    /** A value that the caller interprets; null when not given. Kept out of {@link #effective()}. */
    public Object object(String key) {
        return object(key, "Any");
    }

    /** A value that the caller interprets, of a type that only the caller can name; null when not given. */
    public Object object(String key, String type) {
        return value(ConfigKey.optional(key, type, null));
    }

    /** The same of a key that must be given; the caller says so where it is not. */
    public Object requiredObject(String key, String type) {
        return value(ConfigKey.mandatory(key, type));
    }

    /** Remembers a problem that only the caller can see. */
    public void problem(String text) {
        problems.add(text);
    }

    @Override
    public void wrong(String key, String required, Object value) {
        problem("The value of `" + key + "` must be " + required + " but was `" + shown(value) + "`.");
    }

    /** The values in force, defaults included, in the order they were read; what the row returns as `configuration`. */
    public Map<String, Object> effective() {
        return Map.copyOf(effective).isEmpty() ? Map.of() : new LinkedHashMap<>(effective);
    }

    /**
     * Ends the reading.
     *
     * @throws IllegalArgumentException with every problem found, one sentence each
     * @throws HelpRequested if the caller asks for {@code help}
     */
    public void check() {
        if (Boolean.TRUE.equals(map.get(ConfigKey.HELP))) {
            throw new HelpRequested(List.copyOf(keys.values()));
        }
        List<String> all = new ArrayList<>();
        for (String key : map.keySet()) {
            if (!keys.containsKey(key)) {
                all.add("Unexpected configuration key: `" + shown(key) + "`."
                        + Suggestions.didYouMeanOneOf(key, keys.keySet()));
            }
        }
        all.addAll(problems);
        if (all.size() > MOST_PROBLEMS_SHOWN) {
            int more = all.size() - MOST_PROBLEMS_SHOWN;
            all.subList(MOST_PROBLEMS_SHOWN, all.size()).clear();
            all.add("… and " + more + " more problems.");
        }
        if (!all.isEmpty()) {
            throw new IllegalArgumentException(String.join(" ", all));
        }
    }

    /** A value as an error shows it: short, on one line. */
    public static String shown(Object value) {
        StringBuilder beginning = new StringBuilder();
        append(value, beginning);
        String text = beginning.toString().replaceAll("\\s+", " ");
        return text.length() <= LONGEST_VALUE_SHOWN ? text : text.substring(0, LONGEST_VALUE_SHOWN) + "...";
    }

    /** As Java writes it, but no further than is shown: a list may hold one long text many times. */
    private static void append(Object value, StringBuilder text) {
        if (value instanceof Map<?, ?> map) {
            text.append('{');
            String between = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(between);
                append(entry.getKey(), text);
                text.append('=');
                append(entry.getValue(), text);
                between = ", ";
                if (text.length() > LONGEST_VALUE_SHOWN) {
                    return;
                }
            }
            text.append('}');
        } else if (value instanceof Collection<?> several) {
            text.append('[');
            String between = "";
            for (Object entry : several) {
                text.append(between);
                append(entry, text);
                between = ", ";
                if (text.length() > LONGEST_VALUE_SHOWN) {
                    return;
                }
            }
            text.append(']');
        } else {
            String whole = String.valueOf(value);
            text.append(whole, 0, Math.min(whole.length(), 2 * LONGEST_VALUE_SHOWN));
        }
    }

    /** What was given for the key; of two readings of one key the later says more of its type. */
    private Object value(ConfigKey key) {
        ConfigKey earlier = keys.get(key.name());
        if (earlier == null || !key.type().equals("Any")) {
            keys.put(key.name(), key);
        }
        return map.get(key.name());
    }

    private <T> T effective(String key, T value) {
        if (value != null) {
            effective.put(key, value);
        }
        return value;
    }

    private <T> T wrong(String key, String rule, Object value, T fallback) {
        problems.add("The value of `" + key + "` must be " + rule + " but was `" + shown(value) + "`.");
        return fallback;
    }

    private static boolean finite(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue());
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}

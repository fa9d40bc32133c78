package org.graphrec.procedures.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One call's configuration map. Each reader names a key, its type and its range; a wrong value is remembered and the default
 * returned, so that {@link #check} can report all problems of the call together, unknown keys among them.
 */
public final class Config {
    private static final int LONGEST_VALUE_SHOWN = 80;

    private final Map<String, Object> map;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Object> effective = new LinkedHashMap<>();

    public Config(Map<String, Object> map) {
        this.map = map == null ? Map.of() : map;
    }

    /** A mandatory text. */
    public String requiredString(String key) {
        Object value = value(key);
        if (value == null) {
            problems.add("No value specified for the mandatory configuration parameter `" + key + "`."
                    + Suggestions.didYouMean(key, map.keySet()).replace("Did you mean", "Is it"));
            return "";
        }
        return string(key, "");
    }

    /** An optional text. */
    public String string(String key, String fallback) {
        Object value = value(key);
        if (value == null) {
            return effective(key, fallback);
        }
        if (value instanceof String text && !text.isBlank()) {
            return effective(key, text);
        }
        return wrong(key, "a non-empty String", value, fallback);
    }

    /** One of a few words, compared without case. */
    public String choice(String key, String fallback, List<String> words) {
        String text = string(key, fallback);
        for (String word : words) {
            if (word.equalsIgnoreCase(text)) {
                return effective(key, word);
            }
        }
        problems.add("The value of `" + key + "` must be one of `" + String.join("`, `", words) + "` but was `" + text
                + "`." + Suggestions.didYouMean(text, words));
        return fallback;
    }

    /** A list of texts; a single text counts as a list of one. It may be empty where the fallback is. */
    public List<String> strings(String key, List<String> fallback) {
        Object value = value(key);
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

    /** A list of numbers, or null when not given. */
    public List<Double> numbers(String key) {
        Object value = value(key);
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
    public int integer(String key, int fallback, int least, int most) {
        Object value = value(key);
        if (value == null) {
            return effective(key, fallback);
        }
        if (!(value instanceof Long || value instanceof Integer)) {
            return wrong(key, "an Integer", value, fallback);
        }
        long number = ((Number) value).longValue();
        if (number < least || number > most) {
            return wrong(key, "between " + least + " and " + most, value, fallback);
        }
        return effective(key, (int) number);
    }

    /** Any whole number, such as a seed. */
    public long seed(String key, long fallback) {
        Object value = value(key);
        if (value == null) {
            return effective(key, fallback);
        }
        return value instanceof Long || value instanceof Integer
                ? effective(key, ((Number) value).longValue())
                : wrong(key, "an Integer", value, fallback);
    }

    /** A number in [{@code least}, {@code most}]. */
    public double number(String key, double fallback, double least, double most) {
        Object value = value(key);
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
        Object value = value(key);
        if (value == null) {
            return effective(key, fallback);
        }
        return value instanceof Boolean flag ? effective(key, flag) : wrong(key, "a Boolean", value, fallback);
    }

    /** A map of anything, such as query parameters; empty when not given. */
    public Map<String, Object> map(String key) {
        Object value = value(key);
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

    /** A value that the caller interprets; null when not given. Kept out of {@link #effective()}. */
    public Object object(String key) {
        return value(key);
    }

    /** Remembers a problem that only the caller can see. */
    public void problem(String text) {
        problems.add(text);
    }

    /** The values in force, defaults included, in the order they were read; what the row returns as `configuration`. */
    public Map<String, Object> effective() {
        return Map.copyOf(effective).isEmpty() ? Map.of() : new LinkedHashMap<>(effective);
    }

    /**
     * Ends the reading.
     *
     * @throws IllegalArgumentException with every problem found, one sentence each
     */
    public void check() {
        List<String> all = new ArrayList<>();
        for (String key : map.keySet()) {
            if (!known.contains(key)) {
                all.add("Unexpected configuration key: `" + shown(key) + "`."
                        + Suggestions.didYouMeanOneOf(key, known));
            }
        }
        all.addAll(problems);
        if (!all.isEmpty()) {
            throw new IllegalArgumentException(String.join(" ", all));
        }
    }

    /** A value as an error shows it: short, on one line. */
    public static String shown(Object value) {
        String text = String.valueOf(value).replaceAll("\\s+", " ");
        return text.length() <= LONGEST_VALUE_SHOWN ? text : text.substring(0, LONGEST_VALUE_SHOWN) + "...";
    }

    private Object value(String key) {
        known.add(key);
        return map.get(key);
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

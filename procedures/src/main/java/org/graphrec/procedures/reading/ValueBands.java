// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neo4j.graphdb.Node;

/**
 * The categories, or bands of numbers, into which the values of a property fall. Each band holds about the same number of nodes.
 * Neighbouring bands overlap by half, so that two close values always share one. Each element of a list counts.
 *
 * @param property of the nodes
 * @param categories in ascending order; empty for a property of numbers
 * @param limits between bands, ascending; empty for a property of categories
 */
public record ValueBands(String property, List<String> categories, List<Double> limits) {
    /** A property with at most this many different numbers has categories instead of bands. */
    private static final int FEW = 20;

    /** Half bands; each band consists of two. */
    private static final int HALVES = 20;

    public ValueBands {
        categories = List.copyOf(categories);
        limits = List.copyOf(limits);
    }

    /** Bands of these values; null stands for a node without the property. */
    public static ValueBands of(String property, Collection<Object> values) {
        List<Object> all = values.stream()
                .filter(Objects::nonNull)
                .flatMap(ValueBands::elements)
                .toList();
        double[] numbers = all.stream()
                .mapToDouble(ValueBands::number)
                .filter(number -> !Double.isNaN(number))
                .sorted()
                .toArray();
        boolean numeric = numbers.length == all.size();
        if (numeric && Arrays.stream(numbers).distinct().count() > FEW) {
            return new ValueBands(
                    property,
                    List.of(),
                    IntStream.range(1, HALVES)
                            .mapToObj(half -> numbers[(int) ((long) half * numbers.length / HALVES)])
                            .distinct()
                            .toList());
        }
        Map<String, Long> counts =
                all.stream().collect(Collectors.groupingBy(ValueBands::category, TreeMap::new, Collectors.counting()));
        // what a single node has is had in common with none, and may tell who it is
        counts.values().removeIf(count -> count < 2);
        return new ValueBands(property, List.copyOf(counts.keySet()), List.of());
    }

    /** The number of columns. */
    public int size() {
        return limits.isEmpty() ? categories.size() : limits.size();
    }

    /** The columns of a node, ascending; none if the node lacks the property or its category is unknown. */
    public int[] columns(Node node) {
        Object value = node.getProperty(property, null);
        return value == null
                ? new int[0]
                : elements(value)
                        .flatMapToInt(this::columns)
                        .sorted()
                        .distinct()
                        .toArray();
    }

    private IntStream columns(Object element) {
        if (limits.isEmpty()) {
            int at = Collections.binarySearch(categories, category(element));
            return at < 0 ? IntStream.empty() : IntStream.of(at);
        }
        double number = number(element);
        if (Double.isNaN(number)) {
            return IntStream.empty();
        }
        // the half above a limit and the half below it are a band
        int at = Collections.binarySearch(limits, number);
        int half = at < 0 ? -at - 1 : at + 1;
        return IntStream.of(half - 1, half).filter(band -> band >= 0 && band < limits.size());
    }

    private static Stream<Object> elements(Object value) {
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value)).mapToObj(i -> Array.get(value, i));
        }
        return Stream.of(value);
    }

    /** The number of a number, date or time; NaN for strings, even of digits, and for booleans. */
    private static double number(Object value) {
        double number = value instanceof String || value instanceof Boolean ? Double.NaN : Values.time(value);
        return Double.isInfinite(number) ? Double.NaN : number;
    }

    private static String category(Object value) {
        return value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue())
                ? Long.toString(number.longValue())
                : String.valueOf(value);
    }

    /** As it stands in a file. */
    public Map<String, Object> map() {
        return Map.of("property", property, "categories", categories, "limits", limits);
    }
}

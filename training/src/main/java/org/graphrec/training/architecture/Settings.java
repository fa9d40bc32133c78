// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture;

import java.util.List;

/** The configuration of a training call, from which an architecture reads keys of its own. */
public interface Settings {

    /** The Integer of {@code key} from {@code least} to {@code most}; {@code otherwise} where it is missing or wrong. */
    int integer(String key, int otherwise, int least, int most);

    /** The number of {@code key} from {@code least} to {@code most}; {@code otherwise} where it is missing or wrong. */
    double number(String key, double otherwise, double least, double most);

    /** One of {@code values}; {@code otherwise} where the key is missing or its value is another. */
    String choice(String key, String otherwise, List<String> values);

    /** Some of {@code values}; empty where the key is missing. */
    List<String> choices(String key, List<String> values);

    /** A list of numbers; null where the key is missing. */
    List<Double> numbers(String key);

    /** Records that the value of {@code key} is wrong, with what it must be, such as "a multiple of 4". */
    void wrong(String key, String required, Object value);
}

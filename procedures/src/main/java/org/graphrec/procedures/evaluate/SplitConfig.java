// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.evaluate;

import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.graphrec.training.compare.SplitKind;
import org.graphrec.training.compare.SplitOptions;

/**
 * What is held out.
 *
 * @param options how
 * @param property the relationship property that marks a given split, or null
 */
record SplitConfig(SplitOptions options, String property) {
    static final int MOST_LISTED = 1_000;
    private static final int MOST_FOLDS = 100;

    /** The values in force, without a like threshold that the ratings are to tell. */
    static Map<String, Object> effective(Config config) {
        Map<String, Object> effective = config.effective();
        effective.values().removeIf(value -> value instanceof Double number && number.isNaN());
        return effective;
    }

    /** Reads `split` and what belongs to it; random unless something else is asked for. */
    static SplitConfig read(Config config, String timeProperty) {
        return read(config, timeProperty, SplitKind.RANDOM);
    }

    /** The same where the split is temporal unless something else is asked for, where there are times. */
    static SplitConfig ofComparison(Config config, String timeProperty) {
        return read(config, timeProperty, timeProperty == null ? SplitKind.RANDOM : SplitKind.TEMPORAL);
    }

    private static SplitConfig read(Config config, String timeProperty, SplitKind usual) {
        String splitProperty = config.string("splitProperty", null);
        int folds = config.integer("folds", 1, 1, MOST_FOLDS);
        SplitKind unasked = folds > 1 || splitProperty != null ? SplitKind.RANDOM : usual;
        SplitKind kind = SplitKind.of(config.choice("split", unasked.cypherName(), SplitKind.names()));
        if (folds > 1 && !kind.hasFolds()) {
            config.problem("The value of `folds` must be 1 for the split `" + kind.cypherName() + "` but was `" + folds
                    + "`. Only the splits `random` and `temporal` have folds.");
            folds = 1;
        }
        if (kind.byTime() && timeProperty == null) {
            config.problem("No value specified for `relationshipTimeProperty`, which the split `" + kind.cypherName()
                    + "` uses.");
        }
        if ((kind == SplitKind.GIVEN) != (splitProperty != null)) {
            config.problem(
                    "The split `given` and `splitProperty`, the relationship property that is 0 to learn from and"
                            + " 1 to predict, go together.");
        }
        SplitOptions options = new SplitOptions(
                kind,
                config.number("testFraction", 0.2, 0.001, 0.9),
                folds,
                config.number("coldItemFraction", 0, 0, 0.9),
                config.number("coldUserFraction", 0, 0, 0.9));
        return new SplitConfig(options, splitProperty);
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.util.Objects;

/**
 * How a data set is split, and what each part is used for. Figures of different protocols must not be compared.
 *
 * @param split which interactions are the test, such as {@code last item of each user}
 * @param learned what models learn from and what they are asked with, in one phrase
 */
record Protocol(String split, String learned) {

    /** Of sequences as the literature measures them: SASRec, S3-Rec, BSARec and those that compare with them. */
    static final Protocol LAST_ITEM = new Protocol(
            "last item of each user",
            "as published: learned from all but the last two, the second-last read as history");

    /** The same with more to learn from, which is kinder. */
    static final Protocol LAST_ITEM_REFIT =
            new Protocol("last item of each user", "kinder: learned from all but the last");

    Protocol {
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(learned, "learned");
    }
}

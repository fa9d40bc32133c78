package org.graphrec.benchmark;

import java.util.Map;
import java.util.Set;
import org.graphrec.data.Dataset;

/**
 * A data set in two parts.
 *
 * @param name as in the literature
 * @param train what the server gets to see
 * @param test the items to find for each user, by their keys; every user has at least one
 * @param text whether items have text
 */
record SplitDataset(String name, Dataset train, Map<Long, Set<Integer>> test, boolean text) {

    SplitDataset {
        test = Map.copyOf(test);
    }

    int testInteractions() {
        return test.values().stream().mapToInt(Set::size).sum();
    }
}

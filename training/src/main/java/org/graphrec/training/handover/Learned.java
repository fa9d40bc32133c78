// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.handover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.store.ModelFileException;

/**
 * What a model was learned from, as a job read it.
 *
 * @param declaration as `rec.graph.project` is given it
 * @param interactions their names in the declaration, in order
 * @param weighted whether their weights say how much an item is liked
 * @param likeThreshold a weight below is no like; negative infinity where no weight above 0 is too low
 * @param likes pairs of user and item that were learned from, before a threshold was chosen
 * @param seen pairs that are no likes
 * @param dislikes pairs with a weight of 0 or below
 * @param unreadable interactions without a weight that can be read
 * @param interactionsLearned pairs that the model was fitted to
 */
public record Learned(
        Map<String, Object> declaration,
        List<String> interactions,
        boolean weighted,
        double likeThreshold,
        long likes,
        long seen,
        long dislikes,
        long unreadable,
        long interactionsLearned) {

    /** Copies the list. */
    public Learned {
        interactions = List.copyOf(interactions);
        if (Double.isNaN(likeThreshold)) {
            throw new IllegalArgumentException("The value of `likeThreshold` must be a number but was `NaN`.");
        }
    }

    /** As JSON. */
    Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("declaration", declaration);
        map.put("interactions", interactions);
        map.put("weighted", weighted);
        map.put("likeThreshold", Double.toString(likeThreshold));
        map.put("counts", List.of(likes, seen, dislikes, unreadable));
        map.put("interactionsLearned", interactionsLearned);
        return map;
    }

    /** From JSON. */
    static Learned of(HandoverJson json) {
        List<Long> counts = new ArrayList<>();
        for (Object count : json.list("counts")) {
            if (!(count instanceof Long whole)) {
                throw ModelFileException.corrupt("its counts are wrong");
            }
            counts.add(whole);
        }
        if (counts.size() != 4) {
            throw ModelFileException.corrupt("its counts are wrong");
        }
        return new Learned(
                json.inner("declaration").map(),
                json.texts("interactions"),
                json.value("weighted", Boolean.class),
                Double.parseDouble(json.text("likeThreshold")),
                counts.get(0),
                counts.get(1),
                counts.get(2),
                counts.get(3),
                json.value("interactionsLearned", Long.class));
    }
}

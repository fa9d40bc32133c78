// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;

/**
 * An explanation in words, which says nothing but what its parts say: template sentences for the strongest parts, each with
 * its share of the sum of all parts, sign left out, and one sentence for all others.
 */
final class ExplanationText {
    private static final int LONGEST_NAME = 60;

    private final ExplainTextConfig config;

    ExplanationText(ExplainTextConfig config) {
        this.config = config;
    }

    /**
     * Puts parts into words.
     *
     * @param parts of the score of one item, at least one
     */
    ExplainTextRow of(Node item, List<ExplainRow> parts) {
        ExplanationLanguage language = config.language();
        double all = parts.stream()
                .mapToDouble(part -> Math.abs(part.contribution()))
                .sum();
        List<ExplainRow> strongest = parts.stream()
                .sorted(Comparator.comparingDouble((ExplainRow part) -> -Math.abs(part.contribution())))
                .toList();
        List<ExplainRow> shown = strongest.subList(0, Math.min(config.mostParts(), strongest.size()));
        ExplainRow first = shown.get(0);
        List<String> sentences = new ArrayList<>();
        sentences.add(language.place(name(item), first.rank()));
        double left = all;
        for (ExplainRow part : shown) {
            sentences.add(language.part(part, name(part.source()), percent(Math.abs(part.contribution()), all)));
            left -= Math.abs(part.contribution());
        }
        if (strongest.size() > shown.size()) {
            sentences.add(language.rest(percent(left, all), strongest.size() - shown.size()));
        }
        if (first.source() != null && first.rankWithout() != null && first.rankWithout() != first.rank()) {
            sentences.add(language.without(name(first.source()), first.rankWithout()));
        }
        return new ExplainTextRow(
                String.join(language.between(), sentences), sentences, first.score(), first.rank(), null);
    }

    private static long percent(double part, double all) {
        return all == 0 ? 0 : Math.round(100 * part / all);
    }

    /** By the property asked for, else by `name` or `title`, else by label and id; null for null. */
    private String name(Node node) {
        if (node == null) {
            return null;
        }
        for (String property : List.of(config.nameProperty(), "name", "title")) {
            String name = String.valueOf(node.getProperty(property, "")).strip().replaceAll("\\s+", " ");
            if (!name.isEmpty()) {
                return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
            }
        }
        for (Label label : node.getLabels()) {
            return label.name() + " " + NodeIds.id(node);
        }
        return String.valueOf(NodeIds.id(node));
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.recommend.Scored;

/** The second stage of a ranking: the first so many items in the order that a cross-encoder gives them. */
final class RerankedItems {

    private final Rerank rerank;
    private final Relevances relevances;

    RerankedItems(RankingCall call) {
        rerank = call.options().query().rerank();
        relevances = call.relevances();
    }

    /** An item, its new score, and its relevance. */
    record Reranked(VisibleRanking.Shown shown, double relevance) {}

    /** All candidates, best first; equal ones in the order of the first stage. */
    List<Reranked> order(List<VisibleRanking.Shown> candidates, Monitor monitor) {
        float[] relevance = relevances.of(
                candidates.stream().map(VisibleRanking.Shown::node).toList(), monitor);
        List<Reranked> ordered = new ArrayList<>();
        for (int i = 0; i < relevance.length; i++) {
            Scored before = candidates.get(i).scored();
            float score = (float) ((1 - rerank.weight()) * before.score() + rerank.weight() * relevance[i]);
            ordered.add(new Reranked(
                    new VisibleRanking.Shown(
                            new Scored(before.item(), score, before.basis()),
                            candidates.get(i).node()),
                    relevance[i]));
        }
        ordered.sort(Comparator.comparingDouble(
                (Reranked one) -> -one.shown().scored().score()));
        return ordered;
    }
}

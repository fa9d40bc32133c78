// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

/** The sentences of an explanation in one language. Names stand between quotation marks, shares are whole per cents. */
enum ExplanationLanguage {
    EN(
            "English",
            " ",
            "“%s” is number %d for this user.",
            "%d %% comes from “%s” in the history: users of one often go for the other.",
            "%d %% comes from “%s” in the history: the texts are alike.",
            "%d %% comes from “%s”, through %s.",
            "%d %% comes from the search text.",
            "%d %% comes from reading the text together with the search text.",
            "%d %% comes from popularity.",
            "%d %% comes from the weight of the item.",
            "It has been pinned to its place.",
            "%d %% counts against it, because of “%s”.",
            "Without “%s” it would be number %d.",
            "%d %% comes from one further part.",
            "%d %% comes from %d further parts."),
    ZH(
            "Chinese",
            "",
            "“%s”对该用户排名第%d。",
            "%d%%来自历史中的“%s”:喜欢其一的用户往往也喜欢另一个。",
            "%d%%来自历史中的“%s”:两者的文本相似。",
            "%d%%来自“%s”(关系:%s)。",
            "%d%%来自搜索文本。",
            "%d%%来自将其文本与搜索文本对照阅读的结果。",
            "%d%%来自流行度。",
            "%d%%来自该物品的权重。",
            "该物品被置顶。",
            "%d%%为负面影响,原因是“%s”。",
            "如果没有“%s”,排名将是第%d。",
            "%d%%来自其余一个部分。",
            "%d%%来自其余%d个部分。");

    private final String english;
    private final String between;
    private final String place;
    private final String graph;
    private final String text;
    private final String context;
    private final String query;
    private final String rerank;
    private final String popularity;
    private final String weight;
    private final String pinned;
    private final String against;
    private final String without;
    private final String oneMore;
    private final String rest;

    ExplanationLanguage(
            String english,
            String between,
            String place,
            String graph,
            String text,
            String context,
            String query,
            String rerank,
            String popularity,
            String weight,
            String pinned,
            String against,
            String without,
            String oneMore,
            String rest) {
        this.english = english;
        this.between = between;
        this.place = place;
        this.graph = graph;
        this.text = text;
        this.context = context;
        this.query = query;
        this.rerank = rerank;
        this.popularity = popularity;
        this.weight = weight;
        this.pinned = pinned;
        this.against = against;
        this.without = without;
        this.oneMore = oneMore;
        this.rest = rest;
    }

    /** What the language is called in English. */
    String english() {
        return english;
    }

    /** What stands between two sentences. */
    String between() {
        return between;
    }

    String place(String item, long rank) {
        return place.formatted(item, rank);
    }

    /** One part of the score; {@code name} is that of its source, or null. */
    String part(ExplainRow part, String name, long percent) {
        if (name == null) {
            String sentence = switch (part.reason()) {
                case "query" -> query;
                case "rerank" -> rerank;
                case "weight" -> weight;
                case "pinned" -> pinned;
                default -> popularity;
            };
            return sentence.formatted(percent);
        }
        if (part.contribution() < 0) {
            return against.formatted(percent, name);
        }
        if (part.relation() != null) {
            return context.formatted(percent, name, part.relation());
        }
        return (part.text() > part.graph() ? text : graph).formatted(percent, name);
    }

    String without(String name, long rank) {
        return without.formatted(name, rank);
    }

    String rest(long percent, int parts) {
        return parts == 1 ? oneMore.formatted(percent) : rest.formatted(percent, parts);
    }
}

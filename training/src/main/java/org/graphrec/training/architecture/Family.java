// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture;

/** What textbooks call methods of a kind, in the order of a comparison's rows. */
public enum Family {
    NOT_PERSONALISED("not personalised"),
    CONTENT_BASED("content-based"),
    USER_BASED("user-based CF"),
    ITEM_BASED("item-based CF"),
    MODEL_BASED("model-based"),
    GRAPH_NETWORK("GNN"),
    GRAPH_FILTER("graph filter"),
    TEXT_GRAPH_NETWORK("LLM+GNN"),
    DEEP_GRAPH_NETWORK("deep GNN"),
    DEEP_SEQUENCE("deep sequence"),

    /** The choice among all others, texts and graph included. */
    AUTOMATIC("LLM+GNN");

    private final String shown;

    Family(String shown) {
        this.shown = shown;
    }

    /** The name in reports, for example {@code item-based CF}. */
    public String shown() {
        return shown;
    }
}

package org.graphrec.training.model;

/** The kinds of model. */
public enum Architecture {

    /** Fits the others and keeps the one that ranks the holdout best. */
    AUTO("auto"),

    /** Co-occurrence, spectral and text similarity between items, as a sparse graph: {@link ItemGraph}. */
    ITEM_GRAPH("itemGraph"),

    /** Item vectors trained on the graph: {@link ItemVectors}. */
    LIGHTGCN("lightgcn"),

    /** Item vectors trained on the graph from item texts: {@link ItemVectors}. */
    TEXTGCN("textgcn"),

    /** Matrix factorisation of implicit feedback by alternating least squares: {@link Mf}. */
    MF("mf"),

    /** Likeness of item texts alone: {@link Content}. */
    CONTENT("content"),

    /** The same for everybody, most interacted first: {@link Popularity}. */
    POPULARITY("popularity");

    private final String cypherName;

    Architecture(String cypherName) {
        this.cypherName = cypherName;
    }

    /** The name used in Cypher, for example {@code itemGraph}. */
    public String cypherName() {
        return cypherName;
    }
}

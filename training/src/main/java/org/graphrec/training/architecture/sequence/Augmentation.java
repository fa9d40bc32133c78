// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

/** What is done to histories so that few of them teach more. */
public enum Augmentation {

    /** Nothing. */
    NONE("none"),

    /** A fifth of the items of a history is left out, others each time. */
    EDGE_DROPOUT("edgeDropout"),

    /** Two such views of a history must have vectors more alike than those of others (Wu et al. 2021, SGL). */
    CONTRASTIVE("contrastive");

    private final String cypherName;

    Augmentation(String cypherName) {
        this.cypherName = cypherName;
    }

    /** The name used in Cypher, for example {@code edgeDropout}. */
    public String cypherName() {
        return cypherName;
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

/** What training makes small, over the score s of the item that came next and the scores n of other items. */
public enum Loss {

    /** -log of the share of exp(s) among exp(s) + sum exp(n), the others drawn uniformly and weighed up to all items. */
    SOFTMAX("softmax"),

    /** Bayesian personalised ranking (Rendle et al. 2009): mean of log(1 + exp(n - s)). */
    BPR("bpr"),

    /** Binary cross-entropy: log(1 + exp(-s)) + mean of log(1 + exp(n)). */
    BCE("bce"),

    /** (s - 1)^2 + mean of n^2. */
    MSE("mse");

    private final String cypherName;

    Loss(String cypherName) {
        this.cypherName = cypherName;
    }

    /** The name used in Cypher, for example {@code bpr}. */
    public String cypherName() {
        return cypherName;
    }
}

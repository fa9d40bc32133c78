// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import java.util.Arrays;
import java.util.Optional;

/** How a history becomes a user vector. */
public enum SequenceKind {

    /** h' = act(sum_j A_uj MLP(h_j)): {@link GcnEncoder}. */
    GCN("gcn"),

    /** Several heads that each weigh the items by what they are: {@link GatEncoder}. */
    GAT("gat"),

    /** The mean, or the greatest of every component: {@link SageEncoder}. */
    SAGE("sage"),

    /** A recurrent network along the history: {@link LstmEncoder}. */
    LSTM("lstm"),

    /** Causal self-attention along the history and its contexts: {@link TransformerEncoder}. */
    TRANSFORMER("transformer");

    private final String cypherName;

    SequenceKind(String cypherName) {
        this.cypherName = cypherName;
    }

    /** The name used in Cypher, for example {@code gat}. */
    public String cypherName() {
        return cypherName;
    }

    /** The head with this Cypher name; empty when there is none. */
    public static Optional<SequenceKind> of(String cypherName) {
        return Arrays.stream(values())
                .filter(kind -> kind.cypherName.equals(cypherName))
                .findFirst();
    }

    /** Whether it reads an order into the history, and so only the latest items of it. */
    public boolean sequential() {
        return this == LSTM || this == TRANSFORMER;
    }

    /** Whether it weighs the items of a history by attention. */
    public boolean attends() {
        return this == GAT || this == TRANSFORMER;
    }
}

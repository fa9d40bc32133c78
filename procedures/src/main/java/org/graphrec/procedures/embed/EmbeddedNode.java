// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import org.neo4j.graphdb.Node;

/** A node of a transaction and what its text became. */
final class EmbeddedNode {
    private final Node node;
    private final float[] vector;
    private final Passport passport;

    EmbeddedNode(Node node, float[] vector, Passport passport) {
        this.node = node;
        this.vector = vector;
        this.passport = passport;
    }

    Node node() {
        return node;
    }

    /** Null where the text is empty, or the vector zero or not finite. */
    float[] vector() {
        return vector;
    }

    Passport passport() {
        return passport;
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.util.ArrayList;
import java.util.List;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** The relationships that the plugin writes: recommendations, similar items, what was shown and what users did with it. */
public final class WrittenTypes {
    /** From a user to an item that was shown to them. */
    public static final RelationshipType SHOWN = RelationshipType.withName("REC_SHOWN");

    /** From a user to an item that was shown, for what they did with it. */
    public static final RelationshipType FEEDBACK = RelationshipType.withName("REC_FEEDBACK");

    /** The property of every relationship that the plugin writes: the name of the model. */
    public static final String MODEL = "writtenByModel";

    private WrittenTypes() {}

    /** Whether relationships of a type are the plugin's, by the first of them. */
    public static boolean has(Transaction transaction, String type) {
        if (type.equals(SHOWN.name()) || type.equals(FEEDBACK.name())) {
            return true;
        }
        try (ResourceIterator<Relationship> all = transaction.findRelationships(RelationshipType.withName(type))) {
            return all.hasNext() && has(all.next());
        }
    }

    /** The types that there are of the plugin's. */
    public static List<String> among(Transaction transaction) {
        List<String> written = new ArrayList<>();
        for (RelationshipType type : transaction.getAllRelationshipTypesInUse()) {
            if (has(transaction, type.name())) {
                written.add(type.name());
            }
        }
        return written;
    }

    /** Whether the plugin wrote a relationship. */
    public static boolean has(Relationship relationship) {
        return relationship.hasProperty(MODEL);
    }
}

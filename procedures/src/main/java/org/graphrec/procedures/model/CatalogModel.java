package org.graphrec.procedures.model;

import java.time.ZonedDateTime;
import java.util.Map;

/** What the catalog keeps under a name: a fitted model of some type, and what it takes to use it on the live graph. Immutable. */
public sealed interface CatalogModel permits InteractionModel, NodeClassifier {

    /** Unique among the owner's models on its database. */
    String name();

    /** What kind of model this is. */
    ModelType type();

    /** What `modelInfo` shows. */
    Map<String, Object> info();

    /** The training call's configuration, defaults included. */
    Map<String, Object> configuration();

    /** When training ended. */
    ZonedDateTime created();

    /** The same model under another name. */
    CatalogModel withName(String newName);

    /** The same model without what it keeps of the user with a node id; itself when it keeps nothing. */
    default CatalogModel withoutUser(long userId) {
        return this;
    }
}

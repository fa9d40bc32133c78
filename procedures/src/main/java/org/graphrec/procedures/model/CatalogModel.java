// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.time.ZonedDateTime;
import java.util.Map;

/** What the catalog keeps under a name: a fitted model of some type, and what it takes to use it on the live graph. Immutable. */
public sealed interface CatalogModel permits InteractionModel, NodeClassifier {

    /** Unique among the owner's models on its database. */
    String name();

    /** What kind of model this is. */
    ModelType type();

    /** What is known of the model, with everything that was tried; stored with it. */
    Map<String, Object> info();

    /** What `modelInfo` shows: all but the trials, which are many and have rows of their own in `rec.model.trials`. */
    default Map<String, Object> shownInfo() {
        return ModelMetadata.of(this).shownInfo();
    }

    /** The kind of model, such as `itemGraph`; null for one that predicts ratings. */
    default String architecture() {
        return ModelMetadata.of(this).architecture();
    }

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

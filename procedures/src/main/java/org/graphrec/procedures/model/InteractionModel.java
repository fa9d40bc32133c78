// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.time.ZonedDateTime;
import java.util.Map;
import org.graphrec.procedures.live.KnownNodes;
import org.graphrec.procedures.live.ModelNodes;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.LiveProbe;
import org.neo4j.graphdb.Transaction;

/** A model of what users and items have to do with each other. */
public sealed interface InteractionModel extends CatalogModel permits TrainedModel, RatingPredictor {

    /** The nodes behind the model's rows. */
    ModelNodes graph();

    /** How the history of a user is read from the database. */
    GraphReading live();

    /** The call that trained it. */
    TrainingCall call();

    @Override
    default Map<String, Object> configuration() {
        return call().configuration();
    }

    @Override
    default ZonedDateTime created() {
        return call().created();
    }

    /** Its items as a transaction sees them. */
    default KnownNodes items(Transaction transaction) {
        return KnownNodes.items(transaction, graph().users(), graph().items(), new LiveProbe(transaction, live()));
    }

    /** Its users as a transaction sees them. */
    default KnownNodes users(Transaction transaction) {
        return KnownNodes.users(transaction, graph().users(), graph().items(), new LiveProbe(transaction, live()));
    }
}

// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.training.Monitor;
import org.graphrec.training.handover.Handover;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.ModelFileException.Reason;
import org.neo4j.graphdb.Transaction;

/**
 * The models that one user sees on one database: his own, and the published ones. Stored ones are loaded at first use. Dropping
 * is from memory, deleting from disk, as in GDS.
 */
public final class ModelCatalog {
    private final SharedCatalog shared;
    private final String caller;
    private final String database;
    private final String databaseId;
    private final boolean admin;
    private final Monitor monitor;

    ModelCatalog(
            SharedCatalog shared, String caller, String database, String databaseId, boolean admin, Monitor monitor) {
        this.shared = shared;
        this.caller = caller;
        this.database = database;
        this.databaseId = databaseId;
        this.admin = admin;
        this.monitor = monitor;
    }

    /** The catalog as the caller of a procedure sees it. */
    public static ModelCatalog of(CallContext call) {
        return of(call, false);
    }

    /** The same; an administrator may also drop, delete and replace what others published. */
    static ModelCatalog of(CallContext call, boolean admin) {
        return new ModelCatalog(
                SharedCatalog.ofServer(),
                call.caller(),
                call.database.databaseName(),
                DatabaseIdentity.of(call.database),
                admin,
                call.termination());
    }

    /**
     * The recommender of that name, loaded where it is only stored.
     *
     * @throws IllegalArgumentException naming those near, or what a model of another type is used with
     */
    public TrainedModel model(String name) {
        return model(name, TrainedModel.class);
    }

    /** As {@link #model(String)}, for any type of model. */
    public <M extends CatalogModel> M model(String name, Class<M> wanted) {
        ModelType type = ModelType.of(entry(name).metadata().type());
        if (type != ModelType.of(wanted)) {
            throw type.refusal(name, ModelType.of(wanted));
        }
        return wanted.cast(anyModel(name));
    }

    /** The model of that name, whatever its type, loaded where it is only stored. */
    public CatalogModel anyModel(String name) {
        CatalogModel loaded = entry(name).loaded();
        return loaded != null ? loaded : load(name).loaded();
    }

    /** All of them, by name. */
    Collection<ModelEntry> entries() {
        return shared.all(monitor).stream()
                .filter(this::isVisible)
                .sorted(Comparator.comparing(entry -> entry.key().name()))
                .toList();
    }

    /** All of them as `rec.model.list` shows them, by name. */
    public List<ModelRow> rows() {
        return entries().stream().map(ModelRow::of).toList();
    }

    /** Whether there is one of that name, loaded or stored; null when not. */
    ModelEntry find(String name) {
        return shared.find(key(name), monitor);
    }

    /**
     * What is known of the model of that name, without loading it.
     *
     * @throws IllegalArgumentException naming those near
     */
    ModelEntry entry(String name) {
        ModelEntry entry = find(name);
        if (entry == null) {
            throw unknown(name);
        }
        return entry;
    }

    /**
     * Keeps a name for a model that is to be trained, so that nobody trains for hours and then finds the name taken.
     *
     * @throws IllegalArgumentException with the way out
     */
    public Reservation reserve(String name) {
        ModelKey.requireNewName(name);
        ModelKey key = key(name);
        if (!shared.reserve(key)) {
            throw new IllegalArgumentException("The value of `modelName` must be a new name but a model `" + name
                    + "` is being trained already. Choose another.");
        }
        // looked for only now: whoever had the name reserved before has added his model by now, or given up
        ModelEntry taken = find(name);
        if (taken != null) {
            shared.release(key);
            throw new IllegalArgumentException("The value of `modelName` must be a new name but a model `" + name
                    + "` exists already. Choose another, or remove it with `CALL "
                    + (taken.stored() ? "rec.model.delete('" : "rec.model.drop('") + name + "')`.");
        }
        return new Reservation(key);
    }

    /** Runs a training and writes its line into the log. */
    public <M extends CatalogModel> M recordTraining(String name, Function<ModelCatalog, M> training) {
        return audit().record("train", name, () -> training.apply(this));
    }

    /**
     * Keeps a model's name for its successor, and writes what becomes of it into the log.
     *
     * @throws IllegalArgumentException where the model is another user's, or somebody makes its successor already
     */
    public <T> T recordRefresh(String name, Function<Succession, T> refresh) {
        return audit().record("model.refresh", name, () -> {
            ModelEntry entry = entry(name);
            requireOwn(entry);
            if (!shared.reserve(entry.key())) {
                throw new IllegalArgumentException("The model `" + name + "` is being refreshed already. Wait until"
                        + " that call ends, or terminate it; `SHOW TRANSACTIONS` lists it.");
            }
            try {
                return refresh.apply(new Succession(entry.key(), anyModel(name)));
            } finally {
                shared.release(entry.key());
            }
        });
    }

    /** Takes a model out of memory; a stored one stays on disk. Null when it was not in memory. */
    ModelEntry drop(String name) {
        ModelKey key = key(name);
        return shared.alone(key, monitor, () -> {
            ModelEntry entry = find(name);
            return entry == null || entry.loaded() == null
                    ? null
                    : audit().record("model.drop", name, () -> drop(entry));
        });
    }

    private ModelEntry drop(ModelEntry entry) {
        requireOwn(entry);
        ModelEntry dropped = entry.withLoaded(null);
        if (entry.stored()) {
            shared.put(dropped);
        } else {
            shared.remove(entry.key());
        }
        return dropped;
    }

    /** Writes a model to the disk. */
    ModelEntry store(String name) {
        return audit().record(
                        "model.store",
                        name,
                        () -> shared.alone(key(name), monitor, () -> {
                            ModelFiles store = shared.store();
                            requireOwn(entry(name));
                            CatalogModel model = anyModel(name);
                            ModelEntry entry = entry(name);
                            store.put(entry.key(), entry.owner(), model, monitor);
                            ModelEntry stored = entry.withStored(true);
                            shared.put(stored);
                            return stored;
                        }));
    }

    /** Reads a model from the disk; nothing happens where it is in memory already. */
    ModelEntry load(String name) {
        ModelKey key = key(name);
        return shared.alone(key, monitor, () -> {
            ModelEntry entry = find(name);
            if (entry != null && entry.loaded() != null) {
                return entry;
            }
            // a file that is not listed is of a later version, or was put there since the server started
            if (entry == null && !shared.store().contains(key)) {
                throw unknown(name);
            }
            return audit().record("model.load", name, () -> read(key));
        });
    }

    private ModelEntry read(ModelKey key) {
        try {
            ModelEntry loaded = shared.store().get(key, monitor);
            shared.put(loaded);
            return loaded;
        } catch (ModelFileException unreadable) {
            boolean corrupt = unreadable.reason() == Reason.CORRUPT;
            if (corrupt || unreadable.reason() == Reason.MISSING) {
                shared.remove(key);
            }
            throw new IllegalStateException(
                    "The stored model `" + key.name() + "` cannot be loaded. " + unreadable.getMessage()
                            + (corrupt ? " It was set aside; train it again with `rec.train`." : ""),
                    unreadable);
        }
    }

    /** Removes a model from the disk; one that is in memory stays there. */
    ModelEntry delete(String name) {
        return audit().record(
                        "model.delete",
                        name,
                        () -> shared.alone(key(name), monitor, () -> {
                            ModelFiles store = shared.store();
                            ModelEntry entry = entry(name);
                            requireOwn(entry);
                            if (!entry.stored()) {
                                throw new IllegalArgumentException(
                                        "The value of `modelName` must be the name of a stored model but `" + name
                                                + "` is in memory only. Remove it with `CALL rec.model.drop('" + name
                                                + "')`.");
                            }
                            store.delete(entry.key());
                            ModelEntry deleted = entry.withStored(false);
                            if (entry.loaded() == null) {
                                shared.remove(entry.key());
                            } else {
                                shared.put(deleted);
                            }
                            return deleted;
                        }));
    }

    /** Lets all users of the database read a model, under its name with {@code _public} after it. */
    ModelEntry publish(String name) {
        ModelKey from = key(name);
        ModelKey to = from.published();
        return audit().record(
                        "model.publish",
                        name,
                        () -> shared.alone(from, to, monitor, () -> {
                            ModelEntry entry = entry(name);
                            if (from.isPublished()) {
                                throw new IllegalArgumentException(
                                        "The value of `modelName` must be the name of a model of your own but" + " `"
                                                + name + "` is published already.");
                            }
                            ModelEntry earlier = shared.find(to, monitor);
                            if (earlier != null) {
                                requireOwn(earlier);
                            }
                            return publish(entry, anyModel(name).withName(to.name()), to, earlier);
                        }));
    }

    /** The names of the caller's own models, loaded or stored. */
    List<String> own() {
        return entries().stream()
                .filter(entry -> entry.owner().equals(caller))
                .map(entry -> entry.key().name())
                .toList();
    }

    /** Takes a user out of a model, in memory and on disk; returns the model as it was and as it is, the same when it had nothing. */
    List<CatalogModel> forget(String name, long userId) {
        return audit().record(
                        "model.forgetUser",
                        name,
                        () -> shared.alone(key(name), monitor, () -> {
                            requireOwn(entry(name));
                            CatalogModel before = anyModel(name);
                            CatalogModel after = before.withoutUser(userId);
                            ModelEntry entry = entry(name);
                            if (after != before) {
                                if (entry.stored()) {
                                    shared.store().put(entry.key(), entry.owner(), after, monitor);
                                }
                                shared.put(ModelEntry.inMemory(entry.key(), entry.owner(), after)
                                        .withStored(entry.stored()));
                            }
                            return List.of(before, after);
                        }));
    }

    /** Writes a model into the operator's folder of exports; returns the checksum over its tensors. */
    String export(String name, String fileName) {
        return audit().record("model.export", name, () -> {
            CatalogModel model = anyModel(name);
            ModelEntry entry = entry(name);
            ExportFolder folder = new ExportFolder(shared.locations(), fileName);
            return shared.alone(
                    folder.key(), monitor, () -> folder.writeModel(entry.key(), entry.owner(), model, monitor));
        });
    }

    /**
     * Takes over a model that a job trained on this database for the caller.
     *
     * @param fileName of a file in the operator's folder of exports, without ending
     */
    TrainedModel importFrom(String fileName, Transaction transaction) {
        Handover handed = new ExportFolder(shared.locations(), fileName).readHandover(monitor);
        return audit().record("model.import", handed.modelName(), () -> {
            HandedModel model = new HandedModel(handed, transaction, monitor);
            model.requireFor(databaseId, database, caller);
            try (Reservation reservation = reserve(handed.modelName())) {
                TrainedModel imported = model.onLiveGraph();
                reservation.fulfil(imported);
                return imported;
            }
        });
    }

    private ModelEntry publish(ModelEntry entry, CatalogModel model, ModelKey to, ModelEntry earlier) {
        ModelEntry published = ModelEntry.inMemory(to, caller, model);
        if (entry.stored() || (earlier != null && earlier.stored())) {
            shared.store().put(to, caller, model, monitor);
            published = published.withStored(true);
        }
        shared.put(published);
        if (entry.stored()) {
            // if this fails, the model is there under both names, and whole
            shared.put(entry.withLoaded(null));
            shared.store().delete(entry.key());
        }
        shared.remove(entry.key());
        return published;
    }

    private void requireOwn(ModelEntry entry) {
        if (!entry.owner().equals(caller) && !admin) {
            throw new IllegalArgumentException("The value of `modelName` must be the name of a model of your own but `"
                    + entry.key().name() + "` was published by another user.");
        }
    }

    private IllegalArgumentException unknown(String name) {
        List<String> known = entries().stream().map(entry -> entry.key().name()).toList();
        return new IllegalArgumentException(
                "The value of `modelName` must be the name of a model but was `" + Config.shown(name)
                        + "`: no such model on database `" + database + "`."
                        + Suggestions.didYouMeanOneOf(name, known)
                        + " Train it with `rec.train`.");
    }

    private boolean isVisible(ModelEntry entry) {
        return entry.key().database().equals(databaseId)
                && (entry.key().isPublished() || entry.key().owner().equals(caller));
    }

    private ModelKey key(String name) {
        return ModelKey.of(databaseId, caller, name == null ? "" : name);
    }

    private Audit audit() {
        return new Audit(shared.log(), caller, database);
    }

    /** A name kept until closed. */
    public final class Reservation implements AutoCloseable {
        private final ModelKey key;

        private Reservation(ModelKey key) {
            this.key = key;
        }

        /** Adds the model to the catalog, in memory. */
        public void fulfil(CatalogModel model) {
            if (!shared.add(ModelEntry.inMemory(key, caller, model))) {
                throw new IllegalStateException("The model `" + key.name() + "` exists already.");
            }
        }

        @Override
        public void close() {
            shared.release(key);
        }
    }

    /** A model whose place another may take. */
    public final class Succession {
        private final ModelKey key;
        private final CatalogModel before;

        private Succession(ModelKey key, CatalogModel before) {
            this.key = key;
            this.before = before;
        }

        /** The model that is there. */
        public CatalogModel before() {
            return before;
        }

        /**
         * Puts another in its place, in memory and, where the model is stored, on disk. Whoever looks the model up has the one or the
         * other, whole.
         *
         * @throws IllegalStateException where the model is no longer the one that it was
         */
        public void replaceBy(CatalogModel after) {
            shared.alone(key, monitor, () -> {
                ModelEntry now = shared.find(key, monitor);
                if (now == null || now.loaded() != before) {
                    throw new IllegalStateException("The model `" + key.name()
                            + "` was dropped, replaced or changed while it was refreshed, so there was no"
                            + " refresh. Call `rec.model.refresh` again.");
                }
                if (now.stored()) {
                    shared.store().put(key, now.owner(), after, monitor);
                }
                shared.put(ModelEntry.inMemory(key, now.owner(), after).withStored(now.stored()));
                return after;
            });
        }
    }
}

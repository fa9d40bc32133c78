package org.graphrec.procedures.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.graphrec.procedures.config.Suggestions;

/**
 * The trained models of this server, each visible to its owner on its database alone. The one mutable singleton of the
 * plugin; entries are immutable and swapped whole.
 */
public final class ModelCatalog {
    private static final ConcurrentMap<Owner, Map<String, TrainedModel>> MODELS = new ConcurrentHashMap<>();

    private final Owner owner;

    /** The models of one user on one database. */
    public ModelCatalog(String user, String database) {
        this.owner = new Owner(user, database);
    }

    /**
     * The model of that name.
     *
     * @throws IllegalArgumentException naming those near
     */
    public TrainedModel model(String name) {
        TrainedModel model = mine().get(name);
        if (model == null) {
            throw new IllegalArgumentException("The value of `modelName` must be the name of a model but was `" + name
                    + "`: no such model on database `" + owner.database() + "`."
                    + Suggestions.didYouMeanOneOf(name, mine().keySet())
                    + " Train it with `rec.train`.");
        }
        return model;
    }

    /** All of them, by name. */
    public Collection<TrainedModel> models() {
        return List.copyOf(mine().values());
    }

    /**
     * Refuses a name that is taken, before hours of training.
     *
     * @throws IllegalArgumentException with the way out
     */
    public void requireFree(String name) {
        if (mine().containsKey(name)) {
            throw new IllegalArgumentException("The value of `modelName` must be a new name but a model `" + name
                    + "` exists already. Choose another, or drop it with `CALL rec.model.drop('" + name + "')`.");
        }
    }

    /** Adds a model; the first of two trained at once under one name stays. */
    public void add(TrainedModel model) {
        MODELS.compute(owner, (key, models) -> {
            requireFree(model.name());
            Map<String, TrainedModel> more = models == null ? new TreeMap<>() : new TreeMap<>(models);
            more.put(model.name(), model);
            return more;
        });
    }

    /** Takes a model out. */
    public TrainedModel drop(String name) {
        TrainedModel dropped = model(name);
        MODELS.computeIfPresent(owner, (key, models) -> {
            Map<String, TrainedModel> fewer = new TreeMap<>(models);
            fewer.remove(name);
            return fewer;
        });
        return dropped;
    }

    private Map<String, TrainedModel> mine() {
        return MODELS.getOrDefault(owner, Map.of());
    }

    private record Owner(String user, String database) {}
}

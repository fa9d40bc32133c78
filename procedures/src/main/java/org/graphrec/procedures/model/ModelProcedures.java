// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.List;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.model.*}. A file or a name is not given back when the transaction rolls back. */
public final class ModelProcedures extends CallContext {
    @Procedure(name = "rec.model.list", mode = Mode.READ)
    @Description("Lists your models on this database and the published ones: type, metrics, parameters, configuration,"
            + " and whether each is loaded, stored and published.")
    public Stream<ModelRow> list(@Name(value = "modelName", defaultValue = "") String modelName) {
        return call("rec.model.list")
                .on(this::catalog)
                .rows((call, catalog) -> (modelName == null || modelName.isEmpty()
                                ? catalog.entries().stream()
                                : Stream.of(catalog.entry(modelName)))
                        .map(ModelRow::of)
                        .toList());
    }

    @Procedure(name = "rec.model.trials", mode = Mode.READ)
    @Description(
            "Lists the settings that were tried while a model was trained, with what each measured on the holdout.")
    public Stream<TrialRow> trials(@Name("modelName") String modelName) {
        return call("rec.model.trials")
                .on(this::catalog)
                .rows((call, catalog) ->
                        TrialRow.of(catalog.entry(modelName).metadata()).toList());
    }

    @Procedure(name = "rec.model.exists", mode = Mode.READ)
    @Description("Returns whether there is a model of that name that you can use.")
    public Stream<ModelExistsRow> exists(@Name("modelName") String modelName) {
        return call("rec.model.exists").on(this::catalog).row((call, catalog) -> {
            ModelEntry entry = catalog.find(modelName);
            return new ModelExistsRow(
                    modelName, entry == null ? "n/a" : entry.metadata().type(), entry != null);
        });
    }

    @Procedure(name = "rec.model.drop", mode = Mode.READ)
    @Description("Drops a model from memory; a stored one stays on disk. With failIfMissing false, a missing model is"
            + " ignored.")
    public Stream<ModelRow> drop(
            @Name("modelName") String modelName,
            @Name(value = "failIfMissing", defaultValue = "true") Boolean failIfMissing) {
        return call("rec.model.drop").on(this::catalog).rows((call, catalog) -> {
            ModelEntry dropped = catalog.drop(modelName);
            if (dropped == null && !Boolean.FALSE.equals(failIfMissing)) {
                throw new IllegalArgumentException("The value of `modelName` must be the name of a loaded model but `"
                        + catalog.entry(modelName).key().name()
                        + "` is stored only. Remove it from disk with `CALL rec.model.delete('" + modelName
                        + "')`.");
            }
            return Stream.ofNullable(dropped).map(ModelRow::of).toList();
        });
    }

    @Procedure(name = "rec.model.store", mode = Mode.WRITE)
    @Description("Stores a model on disk, replacing an earlier version.")
    public Stream<ModelStoreRow> store(@Name("modelName") String modelName) {
        return call("rec.model.store")
                .writes()
                .on(this::catalog)
                .row((call, catalog) ->
                        new ModelStoreRow(catalog.store(modelName).key().name(), call.lap()));
    }

    @Procedure(name = "rec.model.load", mode = Mode.READ)
    @Description("Loads a stored model into memory. Otherwise its first use loads it.")
    public Stream<ModelLoadRow> load(@Name("modelName") String modelName) {
        return call("rec.model.load")
                .on(this::catalog)
                .row((call, catalog) ->
                        new ModelLoadRow(catalog.load(modelName).key().name(), call.lap()));
    }

    @Procedure(name = "rec.model.delete", mode = Mode.WRITE)
    @Description("Deletes a stored model from disk; one in memory stays there.")
    public Stream<ModelDeleteRow> delete(@Name("modelName") String modelName) {
        return call("rec.model.delete")
                .writes()
                .on(this::catalog)
                .row((call, catalog) ->
                        new ModelDeleteRow(catalog.delete(modelName).key().name(), call.lap()));
    }

    @Procedure(name = "rec.model.publish", mode = Mode.WRITE)
    @Description(
            "Lets all users of the database use a model, whose name gets `_public` added. Part of what it was trained on can"
                    + " be inferred from it.")
    public Stream<ModelRow> publish(@Name("modelName") String modelName) {
        return call("rec.model.publish")
                .writes()
                .on(this::catalog)
                .row((call, catalog) -> ModelRow.of(catalog.publish(modelName)));
    }

    @Procedure(name = "rec.model.export", mode = Mode.WRITE)
    @Description("Writes a model into the operator's folder of exports, as fileName.safetensors and fileName.json.")
    public Stream<ModelExportRow> export(@Name("modelName") String modelName, @Name("fileName") String fileName) {
        return call("rec.model.export").writes().on(this::catalog).row((call, catalog) -> {
            String checksum = catalog.export(modelName, fileName);
            return new ModelExportRow(
                    modelName, List.of(fileName + ".safetensors", fileName + ".json"), checksum, call.lap());
        });
    }

    @Procedure(name = "rec.model.import", mode = Mode.READ)
    @Description(
            "Loads a model that a job trained on this database for you, from fileName.safetensors in the operator's"
                    + " folder of exports.")
    public Stream<ModelImportRow> imported(@Name("fileName") String fileName) {
        return call("rec.model.import").on(this::catalog).row((call, catalog) -> {
            TrainedModel model = catalog.importFrom(fileName, transaction);
            return new ModelImportRow(model.name(), model.info(), call.lap());
        });
    }

    /** In Community Edition nobody has a role, so that a published model is its owner's alone to change. */
    private ModelCatalog catalog() {
        return ModelCatalog.of(this, securityContext.roles().contains("admin"));
    }
}

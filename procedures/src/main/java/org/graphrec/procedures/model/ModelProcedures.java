package org.graphrec.procedures.model;

import java.util.stream.Stream;
import org.graphrec.procedures.gds.CallContext;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.model.*}. */
public final class ModelProcedures extends CallContext {

    @Procedure(name = "rec.model.list", mode = Mode.READ)
    @Description("Lists the models you trained on this database: type, metrics, parameters and configuration.")
    public Stream<ModelRow> list(@Name(value = "modelName", defaultValue = "") String modelName) {
        ModelCatalog catalog = catalog();
        return (modelName.isEmpty() ? catalog.models().stream() : Stream.of(catalog.model(modelName)))
                .map(ModelRow::of);
    }

    @Procedure(name = "rec.model.drop", mode = Mode.READ)
    @Description("Drops a model from memory. With failIfMissing false, a missing model is no error.")
    public Stream<ModelRow> drop(
            @Name("modelName") String modelName,
            @Name(value = "failIfMissing", defaultValue = "true") boolean failIfMissing) {
        ModelCatalog catalog = catalog();
        boolean missing =
                catalog.models().stream().noneMatch(model -> model.name().equals(modelName));
        return missing && !failIfMissing ? Stream.empty() : Stream.of(ModelRow.of(catalog.drop(modelName)));
    }

    private ModelCatalog catalog() {
        return new ModelCatalog(caller(), database.databaseName());
    }
}

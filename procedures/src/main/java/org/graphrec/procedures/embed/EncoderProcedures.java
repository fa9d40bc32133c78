package org.graphrec.procedures.embed;

import java.util.stream.Stream;
import org.neo4j.procedure.Admin;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.encoder.*}: what turns text into vectors on this server. */
public final class EncoderProcedures {

    @Procedure(name = "rec.encoder.list", mode = Mode.READ)
    @Description("Lists the encoders: the bundled one, those of the operator's folder, and the operator's service.")
    public Stream<EncoderRow> list() {
        return OpenEncoders.sources().names().stream().map(EncoderRow::of);
    }

    @Admin
    @Procedure(name = "rec.encoder.load", mode = Mode.READ)
    @Description("Loads an encoder before its first use. One of the folder must be approved in graph-recommender.conf.")
    public Stream<EncoderRow> load(@Name("name") String name) {
        OpenEncoders.encoder(name);
        return Stream.of(EncoderRow.of(name));
    }

    @Admin
    @Procedure(name = "rec.encoder.drop", mode = Mode.READ)
    @Description("Frees an encoder's memory; the next use loads it again.")
    public Stream<EncoderRow> drop(@Name("name") String name) {
        OpenEncoders.drop(name);
        return Stream.of(EncoderRow.of(name));
    }
}

package org.graphrec.procedures.embed;

import java.util.List;
import org.graphrec.embedding.Encoders;
import org.graphrec.procedures.graph.FloatList;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.UserFunction;

/** {@code rec.embed}. */
public final class EmbedFunctions {

    @UserFunction(name = "rec.embed")
    @Description("The embedding of a text: unit length, or zeros for an empty text; null for null.")
    public List<Double> embed(
            @Name("text") String text, @Name(value = "encoder", defaultValue = Encoders.MINI_LM) String encoder) {
        if (text == null) {
            return null;
        }
        return FloatList.of(OpenEncoders.encoder(encoder).encode(text));
    }
}

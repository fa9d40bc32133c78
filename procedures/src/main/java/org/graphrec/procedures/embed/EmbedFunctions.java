// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.List;
import org.graphrec.embedding.Encoders;
import org.graphrec.embedding.TextEncoder;
import org.graphrec.procedures.live.FloatList;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.TerminationGuard;
import org.neo4j.procedure.UserFunction;

/** {@code rec.embed} and {@code rec.embed.query}. */
public final class EmbedFunctions {
    @Context
    public TerminationGuard terminationGuard;

    @UserFunction(name = "rec.embed")
    @Description("The embedding of a text, of unit length; null for null. The embedding of an empty text is"
            + " what the encoder computes for no words.")
    public List<Double> embed(
            @Name("text") String text, @Name(value = "encoder", defaultValue = Encoders.MINI_LM) String encoder) {
        if (text == null) {
            return null;
        }
        TextEncoder opened = OpenEncoders.encoder(encoder, terminationGuard::check);
        return FloatList.of(text.isBlank() ? opened.wordless() : opened.encode(text));
    }

    @UserFunction(name = "rec.embed.query")
    @Description(
            "The embedding of a search text, for db.index.vector.queryNodes; differs from rec.embed where the encoder"
                    + " was trained with prompts for queries.")
    public List<Double> embedQuery(
            @Name("text") String text, @Name(value = "encoder", defaultValue = Encoders.MINI_LM) String encoder) {
        if (text == null) {
            return null;
        }
        TextEncoder opened = OpenEncoders.encoder(encoder, terminationGuard::check);
        return FloatList.of(text.isBlank() ? opened.wordless() : opened.encodeQuery(text));
    }
}

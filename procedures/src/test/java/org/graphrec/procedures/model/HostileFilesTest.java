// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.graphrec.base.Json;
import org.graphrec.procedures.cypher.Lines;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.TensorFile;
import org.junit.jupiter.api.Test;

/** Model files whose declaration was replaced by what would do more than read. */
class HostileFilesTest {
    private static final ModelKey KEY = new ModelKey("db", "ada", "m");
    private static final Declaration DECLARATION = Declaration.read(Map.of(
            "users",
            Map.of("label", "User", "where", "user.active"),
            "items",
            Map.of("label", "Film", "where", "item.year > 1990"),
            "interactions",
            List.of(Map.of(
                    "name",
                    "bought",
                    "pattern",
                    "(user)-[p:PLACED]->(:Order)-[c:CONTAINS]->(item)",
                    "where",
                    "p.paid",
                    "time",
                    "p.at",
                    "weight",
                    "c.quantity",
                    "like",
                    "c.quantity > 1"))));

    private static TensorFile file() {
        TrainedModel plain = Models.itemGraph("m", 1);
        return StoredModel.encode(
                KEY,
                "ada",
                new TrainedModel(
                        "m",
                        plain.graph(),
                        plain.features(),
                        DECLARATION.reading(List.of("bought"), true, false),
                        plain.fit(),
                        plain.fallback(),
                        plain.call()));
    }

    /** With another text at a place of the reading: null where it is loaded. */
    private static Throwable loaded(TensorFile file, String part, String key, String text) {
        Map<String, Object> document = Json.readObject(StoredModel.document(file));
        Map<String, Object> reading = map(document.get("reading"));
        Map<String, Object> holder =
                part.equals("interactions") ? map(((List<?>) reading.get(part)).get(0)) : map(reading.get(part));
        assertThat(holder).containsKey(key);
        holder.put(key, text);
        return catchThrowable(() -> StoredModel.decode(
                KEY, new TensorFile(Map.of("graphrec_model", Json.write(document)), file.tensors())));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @Test
    void areGoodOnesBeforeThat() {
        GraphReading reading = ((TrainedModel) StoredModel.decode(KEY, file())).live();
        assertThat(reading)
                .hasToString(DECLARATION.reading(List.of("bought"), true, false).toString());
        assertThat(loaded(file(), "interactions", "where", "p.refunded IS NULL"))
                .isNull();
        assertThat(loaded(file(), "items", "where", "item.year > 2000")).isNull();
    }

    @Test
    void areCorruptWhereverOneStands() throws IOException {
        TensorFile file = file();
        requireCorrupt(file, "interactions", "pattern", "hostile-patterns.txt");
        for (String key : List.of("where", "time", "weight", "like")) {
            requireCorrupt(file, "interactions", key, "hostile-expressions.txt");
        }
        requireCorrupt(file, "users", "where", "hostile-expressions.txt");
        requireCorrupt(file, "items", "where", "hostile-expressions.txt");
    }

    private static void requireCorrupt(TensorFile file, String part, String key, String texts) throws IOException {
        assertThat(Lines.of(texts))
                .filteredOn(text -> !corrupt(loaded(file, part, key, text)))
                .as(part + "." + key)
                .isEmpty();
    }

    private static boolean corrupt(Throwable thrown) {
        return thrown instanceof ModelFileException refused
                && refused.reason() == ModelFileException.Reason.CORRUPT
                && refused.getMessage().startsWith("The model file is corrupt: its declaration ");
    }
}

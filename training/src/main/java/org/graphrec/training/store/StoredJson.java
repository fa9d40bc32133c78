// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.util.Map;
import org.graphrec.base.Json;
import org.graphrec.base.JsonException;

/** The JSON in a model file. */
public final class StoredJson {
    private StoredJson() {}

    /**
     * Reads one object.
     *
     * @throws ModelFileException when the text is anything else
     */
    public static Map<String, Object> object(String text) {
        try {
            return Json.readObject(text);
        } catch (JsonException broken) {
            throw ModelFileException.corrupt("its JSON " + broken.problem());
        }
    }
}

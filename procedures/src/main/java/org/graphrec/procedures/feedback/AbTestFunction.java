// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.feedback;

import java.util.List;
import org.graphrec.base.Sha256;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Node;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.UserFunction;

/** {@code rec.abTest}. */
public final class AbTestFunction {

    @UserFunction(name = "rec.abTest")
    @Description(
            "The one of some models that a user gets in a test: always the same for the same user and test, and as often"
                    + " one as another. A user is a node, or a text or number that identifies them.")
    public String model(
            @Name("testName") String testName, @Name("user") Object user, @Name("modelNames") List<String> modelNames) {
        if (testName == null || modelNames == null || modelNames.isEmpty() || modelNames.contains(null)) {
            throw new IllegalArgumentException(
                    "The values of `testName` and `modelNames` must be a text and a list of texts" + " but were `"
                            + Config.shown(testName) + "` and `" + Config.shown(modelNames) + "`.");
        }
        // by a hash, so that neither the order of users nor another test has anything to do with it
        String digest = Sha256.of(testName + "\n" + key(user));
        long number = Long.parseUnsignedLong(digest.substring(0, 15), 16);
        return modelNames.get((int) (number % modelNames.size()));
    }

    private static String key(Object user) {
        if (user instanceof Node node) {
            return "node " + NodeIds.id(node);
        }
        if (user instanceof String || user instanceof Long) {
            return String.valueOf(user);
        }
        throw new IllegalArgumentException(
                "The value of `user` must be a node, a text or a whole number but was `" + Config.shown(user) + "`.");
    }
}

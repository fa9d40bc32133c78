// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Relation;

/**
 * How the edges of one relation of a context are read from the live graph.
 *
 * @param name what the projection calls it
 * @param ends what it joins
 * @param edges from users, or from items, to what they lead to; null where the live graph does not tell
 * @param nodes behind the columns of the relation; null where these are users or items
 * @param bands of the property that the relation is made of, in place of edges; null where it is of relationships
 * @param kept [users, columns] the edges of the projection, where these are what is served from; else null
 */
public record RelationReading(
        String name, Relation.Ends ends, InteractionReading edges, NodeIndex nodes, ValueBands bands, Csr kept) {

    /** A relation of relationships. */
    public RelationReading(String name, Relation.Ends ends, InteractionReading edges, NodeIndex nodes, Csr kept) {
        this(name, ends, edges, nodes, null, kept);
    }

    /** The number of columns of the relation; {@code users} and {@code items} are those of the model. */
    public int width(int users, int items) {
        return switch (ends) {
            case USER_USER, ITEM_USER -> users;
            case USER_ITEM, ITEM_ITEM -> items;
            case USER_NODE, ITEM_NODE -> bands == null ? nodes.size() : bands.size();
        };
    }

    /** Whether the live graph tells. */
    public boolean live() {
        return edges != null || bands != null;
    }

    /** The same read from the live graph some way, or still as it was projected. */
    public RelationReading read(InteractionReading way, boolean asProjected) {
        return new RelationReading(name, ends, way, nodes, bands, asProjected ? kept : null);
    }

    /** The same that serves the edges of the projection. */
    public RelationReading keeping(Csr edgesOfUsers) {
        return new RelationReading(name, ends, edges, nodes, bands, edgesOfUsers);
    }

    /** The same that reads links between items whichever way they lead: a link says as much of one end as of the other. */
    RelationReading bothWaysOfLinks() {
        return ends == Relation.Ends.ITEM_ITEM && edges instanceof RelationshipReading plain
                ? new RelationReading(name, ends, plain.bothWays(), nodes, bands, kept)
                : this;
    }

    /** What the edges of a user led to at training; nothing of one who came since. */
    RelationRow kept(int user) {
        return user < 0
                ? RelationRow.NONE
                : new RelationRow(
                        Arrays.copyOfRange(kept.targets(), kept.offsets()[user], kept.offsets()[user + 1]),
                        Relation.weightsOf(kept, user));
    }

    /** Whether its edges have weights. */
    public boolean weighted() {
        return kept != null ? kept.weighted() : edges != null && edges.weighted();
    }

    /** The same without what is kept of the user in a row. */
    RelationReading withoutUser(int row) {
        if (kept == null) {
            return this;
        }
        boolean toUsers = ends == Relation.Ends.USER_USER;
        int[] sources = IntStream.range(0, kept.rows())
                .flatMap(user -> IntStream.generate(() -> user).limit(kept.degree(user)))
                .toArray();
        int[] left = IntStream.range(0, kept.edges())
                .filter(edge -> sources[edge] != row && !(toUsers && kept.targets()[edge] == row))
                .toArray();
        int[] fromUsers =
                IntStream.of(left).map(edge -> before(sources[edge], row)).toArray();
        int[] to = IntStream.of(left)
                .map(edge -> toUsers ? before(kept.targets()[edge], row) : kept.targets()[edge])
                .toArray();
        int columns = toUsers ? kept.columns() - 1 : kept.columns();
        float[] weights = kept.weighted() ? new float[left.length] : null;
        for (int i = 0; weights != null && i < left.length; i++) {
            weights[i] = kept.weight(left[i]);
        }
        return new RelationReading(
                name, ends, edges, nodes, bands, Csr.fromEdges(kept.rows() - 1, columns, fromUsers, to, weights));
    }

    private static int before(int user, int gone) {
        return user > gone ? user - 1 : user;
    }

    /** As a model's info has it. */
    Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("relation", name);
        info.put("ends", ends.cypherName());
        info.put("source", kept == null ? "live" : "projected");
        return info;
    }
}
